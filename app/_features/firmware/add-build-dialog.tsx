'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogActions } from '@/app/_components/dialog-actions'
import { DialogOpened } from '@/app/_components/dialog-opened'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Form } from '@/app/_components/form'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Columns, Stack } from '@/app/_components/ui/layout'
import { Textarea } from '@/app/_components/ui/textarea'
import { paths } from '@/app/_lib/paths'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import type { FirmwareLineView } from '@/server/domains/firmware/queries/get-line'
import { longestNotes } from '@/server/domains/firmware/rules/firmware-file'
import { isSemVer } from '@/server/domains/firmware/rules/versions'
import { parseAddress, wordsIn } from './address'
import { ChosenFiles } from './chosen-files'
import { hashAll, isDamaged, sendFiles, type ChosenFile } from './send-build'

export type AddBuildDialogProps = Readonly<{ line: FirmwareLineView; opened: boolean; onClose: () => void }>

/** Registers a build by hand: its files, its version, what it is for. CI does the same through the API. */
export function AddBuildDialog({ line, opened, onClose }: AddBuildDialogProps) {
  const { t } = useTranslation('firmware')
  return (
    <DialogOpened opened={opened} onClose={onClose} size="xl" title={t('add.title', { number: line.number })}>
      <AddBuildForm line={line} onClose={onClose} />
    </DialogOpened>
  )
}

function AddBuildForm({ line, onClose }: Omit<AddBuildDialogProps, 'opened'>) {
  const { t } = useTranslation('firmware')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const queryClient = useQueryClient()
  const facts = line.brand?.facts
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [said, setSaid] = useState({ version: '', gitCommit: '', ciRun: '' })
  const [notes, setNotes] = useState({ en: '', zh: '' })
  const [fits, setFits] = useState({
    boards: (facts?.boards ?? []).join(', '),
    boms: facts?.bom?.inForce ?? '',
    variants: '',
    bootloader: '',
    contract: facts?.contract?.inForce ?? '',
  })
  const [progress, setProgress] = useState<Readonly<Record<string, number>>>({})
  const [step, setStep] = useState<Readonly<{ busy: boolean; error: unknown }>>({ busy: false, error: null })

  const send = async () => {
    setStep({ busy: true, error: null })
    setProgress({})
    try {
      const hashes = await hashAll(files)
      const declared = await client.firmware.declareBuild.mutate({
        ...{ lineId: line.id, version: said.version, gitCommit: said.gitCommit, notes },
        ciRun: said.ciRun.trim() || null,
        compatibility: {
          ...{ boardRevisions: wordsIn(fits.boards), bomRevisions: wordsIn(fits.boms) },
          ...{ variants: wordsIn(fits.variants), bootloader: fits.bootloader, contractVersion: fits.contract },
        },
        files: files.map(({ file, role, address, signature }, index) => ({
          ...{ name: file.name, role, sha256: hashes[index] ?? '', size: file.size },
          flashAddress: parseAddress(address),
          ...(signature === '' ? {} : { signature }),
        })),
      })
      const { buildId, missing } = declared
      await sendFiles(buildId, missing, files, (name, share) =>
        setProgress((now) => ({ ...now, [name]: share })),
      ).catch(async (error: unknown) => {
        // Another file will come in place of a damaged one, and it shall find its version free.
        if (isDamaged(error)) await client.firmware.discardBuild.mutate({ buildId })
        throw error
      })
      await client.firmware.registerBuild.mutate({ buildId })
      router.push(paths.firmwareBuild(line.productId, line.id, buildId))
      await queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
    } catch (error) {
      setStep({ busy: false, error })
      await queryClient.invalidateQueries({ queryKey: trpc.firmware.pathKey() })
    }
  }

  const versionWrong = said.version !== '' && !isSemVer(said.version.trim())
  const addressWrong = files.some(({ address }) => address.trim() !== '' && parseAddress(address) === null)
  const ready = files.length > 0 && said.version !== '' && !versionWrong && said.gitCommit !== '' && !addressWrong
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Stack>
        <ChosenFiles files={files} progress={progress} disabled={step.busy} onChange={setFiles} />
        <Columns narrow>
          <TextInput
            label={t('add.version')}
            placeholder="1.4.0"
            value={said.version}
            error={versionWrong ? t('add.versionWrong') : undefined}
            onChange={(event) => setSaid({ ...said, version: event.currentTarget.value })}
          />
          <TextInput
            label={t('add.commit')}
            value={said.gitCommit}
            onChange={(event) => setSaid({ ...said, gitCommit: event.currentTarget.value })}
          />
        </Columns>
        <Columns narrow>
          {(['en', 'zh'] as const).map((language) => (
            <Textarea
              key={language}
              label={t(`add.notes.${language}`)}
              lang={language === 'en' ? 'en' : 'zh-CN'}
              maxLength={longestNotes}
              minRows={2}
              value={notes[language]}
              onChange={(event) => setNotes({ ...notes, [language]: event.currentTarget.value })}
            />
          ))}
        </Columns>
        <Columns narrow>
          {(['boards', 'boms', 'variants', 'contract', 'bootloader'] as const).map((field) => (
            <TextInput
              key={field}
              label={t(`fits.${field}`)}
              description={t(`fits.${field}Hint`)}
              value={fits[field]}
              onChange={(event) => setFits({ ...fits, [field]: event.currentTarget.value })}
            />
          ))}
          <TextInput
            label={t('add.ciRun')}
            description={t('add.ciRunHint')}
            inputMode="url"
            value={said.ciRun}
            onChange={(event) => setSaid({ ...said, ciRun: event.currentTarget.value })}
          />
        </Columns>
        <ErrorNotice error={step.error} />
        <DialogActions onClose={onClose}>
          <Button type="submit" loading={step.busy} disabled={!ready}>
            {t('add.send')}
          </Button>
        </DialogActions>
      </Stack>
    </Form>
  )
}
