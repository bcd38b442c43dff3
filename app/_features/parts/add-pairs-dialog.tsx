'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '@/app/_components/dialog'
import { DialogActions } from '@/app/_components/dialog-actions'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Group, Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { Textarea } from '@/app/_components/ui/textarea'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import { uploadFile } from '@/app/_lib/upload'
import type { AppRouter } from '@/server/trpc/root'
import classes from './cross-references.module.css'

type Outputs = inferRouterOutputs<AppRouter>['parts']
type Sheet = Outputs['previewPairs']
export type AddPairsDialogProps = Readonly<{
  partners: Outputs['listCounterparts']
  opened: boolean
  onClose: () => void
}>

/** Two columns out of a sheet: pasted or chosen as a file, shown as they were read, then remembered. */
export function AddPairsDialog({ partners, opened, onClose }: AddPairsDialogProps) {
  const { t } = useTranslation('parts')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('crossReferences.addTitle')}>
      <Body partners={partners} onClose={onClose} />
    </Dialog>
  )
}

function Body({ partners, onClose }: Omit<AddPairsDialogProps, 'opened'>) {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const calls = useTRPCClient()
  const format = useFormat()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [counterpartOrgId, setCounterpart] = useState(partners[0]?.id ?? '')
  const [text, setText] = useState('')
  const read = useMutation({
    mutationFn: async (source: string | File): Promise<Sheet> =>
      typeof source === 'string'
        ? calls.parts.previewPairs.query({ text: source })
        : ((await uploadFile(paths.files.uploadPairs(), source, {
            query: { counterpart: counterpartOrgId },
            onProgress: () => undefined,
          })) as Sheet),
  })
  const learn = useMutation(
    trpc.parts.learnCrossReferences.mutationOptions({
      onSuccess: async ({ learned, known, contradicting }) => {
        const words = [t('crossReferences.done', { count: learned })]
        if (known > 0) words.push(t('crossReferences.known', { count: known }))
        if (contradicting > 0) words.push(t('crossReferences.contradicting', { count: contradicting }))
        notify({ message: words.join(' · ') })
        await client.invalidateQueries({ queryKey: trpc.parts.pathKey() })
        onClose()
      },
    }),
  )
  const sheet = read.data
  return (
    <Stack>
      <ErrorNotice error={read.error ?? learn.error} />
      <NativeSelect
        label={t('crossReferences.counterpart')}
        data={partners.map((each) => ({ value: each.id, label: format.org(each) }))}
        value={counterpartOrgId}
        onChange={(event) => setCounterpart(event.currentTarget.value)}
      />
      <Textarea
        label={t('crossReferences.paste')}
        description={t('crossReferences.pasteHint')}
        autosize
        minRows={4}
        maxRows={8}
        data-autofocus
        value={text}
        onChange={(event) => {
          const words = event.currentTarget.value
          setText(words)
          if (words.trim() === '') read.reset()
          else read.mutate(words)
        }}
      />
      <Group>
        <Button variant="default" onClick={() => input.current?.click()}>
          {t('crossReferences.file')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,.xls,.ods"
          aria-label={t('crossReferences.file')}
          data-testid="pairs-file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) read.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </Group>
      {sheet && <Preview sheet={sheet} />}
      <DialogActions onClose={onClose}>
        <Button
          loading={learn.isPending}
          disabled={!sheet || sheet.pairs.length === 0 || counterpartOrgId === ''}
          onClick={() =>
            learn.mutate({ counterpartOrgId, origin: 'sheet', pairs: [...(sheet?.pairs ?? [])].slice(0, 2_000) })
          }
        >
          {t('crossReferences.learn', { count: Math.min(sheet?.pairs.length ?? 0, 2_000) })}
        </Button>
      </DialogActions>
    </Stack>
  )
}

const previewed = 50

function Preview({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('parts')
  if (sheet.pairs.length === 0) return <Text c="dimmed">{t('crossReferences.nothing')}</Text>
  return (
    <Stack gap="xs">
      {sheet.heading && (
        <Text size="sm" c="dimmed">
          {t('crossReferences.headingRead')}
        </Text>
      )}
      <section className={classes.preview} aria-label={t('crossReferences.preview')} tabIndex={-1}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('crossReferences.own')}</th>
              <th scope="col">{t('crossReferences.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {sheet.pairs.slice(0, previewed).map((pair) => (
              <tr key={`${pair.own}\n${pair.theirs}`}>
                <td className="mono">{pair.own}</td>
                <td className="mono">{pair.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {sheet.incomplete.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('crossReferences.incomplete', { rows: sheet.incomplete.slice(0, 20).join(', ') })}
        </Text>
      )}
    </Stack>
  )
}
