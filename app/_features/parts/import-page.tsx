'use client'
import { IconArrowLeft, IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { Progress } from '@/app/_components/ui/layout'
import { Anchor } from '@/app/_components/ui/text'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { isObject, uploadFile } from '@/app/_lib/upload'
import type { SheetProposal } from '@/server/domains/parts/queries/propose-sheet'
import { ProposalView } from './proposal-view'
import { usePartChanged } from './use-part-changed'
import classes from './import-page.module.css'
import view from './part-view.module.css'

const endings = ['.xlsx', '.xlsm', '.xls', '.ods', '.csv', '.tsv', '.txt']
const isProposal = (value: unknown): value is SheetProposal =>
  isObject(value) && ['fields', 'ignored', 'rows', 'results'].every((part) => Array.isArray(value[part]))

/** A table of parts on its way in: chosen, compared with the library, accepted in one go. */
export function ImportPage() {
  const { t } = useTranslation('parts')
  const trpc = useTRPC()
  const router = useRouter()
  const changed = usePartChanged()
  const [share, setShare] = useState(0)
  const [file, setFile] = useState<File | null>(null)
  const read = useMutation({
    mutationFn: async (chosen: File) => {
      const proposal = await uploadFile(paths.files.uploadParts(), chosen, { query: {}, onProgress: setShare })
      if (!isProposal(proposal)) throw new Error('upload failed')
      return proposal
    },
  })
  const apply = useMutation(
    trpc.parts.applySheet.mutationOptions({
      onSuccess: async (counts) => {
        notify({ message: t('import.done', counts) })
        await changed()
        router.push(paths.parts())
      },
      onError: (error) => {
        // Somebody saved meanwhile: the same file is compared once more.
        if (error.data?.domain?.code === 'parts.sheetStale' && file) read.mutate(file)
      },
    }),
  )
  const take = async (chosen: File | undefined) => {
    if (!chosen || read.isPending) return
    // Kept in memory, so that saving the file again outside changes nothing here.
    const kept = await chosen.arrayBuffer().then(
      (bytes) => new File([bytes], chosen.name),
      () => chosen,
    )
    setFile(kept)
    setShare(0)
    apply.reset()
    read.mutate(kept)
  }
  const proposal = read.data ?? null
  return (
    <>
      <PageHeader
        above={
          <Link className={view.back} href={paths.parts()}>
            <IconArrowLeft size={15} aria-hidden /> {t('part.back')}
          </Link>
        }
        title={t('import.title')}
        hint={t('import.hint')}
      />
      <div className={classes.page}>
        <ErrorNotice error={apply.error} />
        <ErrorNotice error={read.error} />
        {proposal === null || read.isPending ? (
          <Choose busy={read.isPending ? (file?.name ?? '') : null} share={share} onFile={take} />
        ) : (
          <ProposalView
            proposal={proposal}
            applying={apply.isPending}
            onAccept={() =>
              apply.mutate({
                fields: [...proposal.fields],
                rows: proposal.rows.map(({ row, cells }) => ({ row, cells: { ...cells } })),
                digest: proposal.digest,
              })
            }
            onRestart={() => {
              read.reset()
              apply.reset()
              setFile(null)
            }}
          />
        )}
      </div>
    </>
  )
}

type ChooseProps = Readonly<{
  /** Name of the file that is being read. */
  busy: string | null
  share: number
  onFile: (file: File | undefined) => Promise<void>
}>

function Choose({ busy, share, onFile }: ChooseProps) {
  const { t } = useTranslation('parts')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  return (
    // Dropping is a shortcut; the button below does the same for everyone.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classes.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void onFile(event.dataTransfer.files[0])
      }}
    >
      <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden />
      {busy === null ? (
        <>
          <Button className={classes.choose} onClick={() => input.current?.click()}>
            {t('import.choose')}
          </Button>
          <span className={classes.faint}>{t('import.drop')}</span>
          <span className={classes.faint}>{t('import.formats')}</span>
          <Anchor href={paths.files.partsExport('xlsx')} underline="always">
            {t('import.template')}
          </Anchor>
        </>
      ) : (
        <output className={classes.progress}>
          <span>{t('import.reading', { name: busy })}</span>
          <Progress value={share * 100} aria-label={t('import.reading', { name: busy })} />
        </output>
      )}
      <input
        ref={input}
        type="file"
        hidden
        accept={endings.join(',')}
        aria-label={t('import.choose')}
        data-testid="parts-sheet"
        onChange={(event) => {
          void onFile(event.currentTarget.files?.[0])
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
