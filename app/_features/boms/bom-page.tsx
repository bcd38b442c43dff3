'use client'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import {
  IconArchive,
  IconDots,
  IconDownload,
  IconFileSpreadsheet,
  IconFileText,
  IconMessages,
  IconPencil,
  IconPrinter,
  IconRosetteDiscountCheck,
  IconUpload,
} from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { beside as loadBeside } from '@/app/_components/beside'
import { ErrorNotice } from '@/app/_components/error-notice'
import { ActionIcon, Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './bom-page.module.css'
import { BomTabs } from './bom-tabs'
import { GridSkeleton } from './grid-skeleton'
import { RenameDialog } from './rename-dialog'
import { RevisionNotice } from './revisions/revision-notice'
import { SidePanel } from '@/app/_components/side-panel'
import type { AskedLine, Bom } from './types'

/** Drawn in the browser alone, which knows how wide it is. */
const BomGrid = loadBeside(
  () => import('./bom-grid').then((module) => module.BomGrid),
  () => <GridSkeleton />,
)
const ReleasePanel = loadBeside(
  () => import('./revisions/release-panel').then((module) => module.ReleasePanel),
  () => null,
)
const PrintTable = lazy(async () => ({ default: (await import('./print-table')).PrintTable }))

type Props = Readonly<{
  bomId: string
  /** Null: the newest. */
  revisionId: string | null
  /** The line a link leads to. */
  linkedLine: string | null
  /** A link leads to a question about the BOM as a whole. */
  asksAboutBom: boolean
  lineQuestions: QuestionsOf
  bomQuestions: QuestionsOf
}>
export type QuestionsOf = (subject: Readonly<{ id: string; label: string }>) => ReactNode

/** A BOM: its revisions, its lines, and what can be done with it. */
export function BomPage({ bomId, revisionId, linkedLine, asksAboutBom, lineQuestions, bomQuestions }: Props) {
  const { t } = useTranslation(['boms', 'bomRevisions', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  // Unknown until the browser has been asked, and then a skeleton: neither layout is drawn by mistake.
  const phone = useMediaQuery('(max-width: 48em)')
  const [printing, setPrinting] = useState(false)
  const [beside, setBeside] = useState<'questions' | 'release' | null>(asksAboutBom ? 'questions' : null)
  const [asked, setAsked] = useState<AskedLine | null>(null)
  const revision = bom.revisions.find(({ id }) => id === (revisionId ?? bom.currentRevisionId)) ?? bom.revisions[0]
  if (!revision) return null
  const newest = bom.currentRevisionId === revision.id
  const unsettled = revision.state === 'draft' || revision.state === 'inReview'
  // Each press asks anew, also for the line that was just closed.
  const openLine = (lineId: string) => setAsked((before) => ({ lineId, turn: (before?.turn ?? 0) + 1 }))
  const choose = (id: string | null) =>
    router.push(
      id === null || id === bom.currentRevisionId
        ? paths.bom(bom.productId, bomId)
        : `${paths.bom(bom.productId, bomId)}?revision=${id}`,
    )
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.words}>
          <h1 className={classes.name}>{format.text(bom.name)}</h1>
          <span className={classes.facts}>
            {t('lines', { count: revision.lineCount })} · {t('placements', { count: revision.placementCount })} ·{' '}
            {format.day(revision.createdAt)}
            {revision.variants.length > 0 && <VariantCounts revisionId={revision.id} />}
          </span>
        </div>
        <div className={`${classes.actions} no-print`}>
          <NativeSelect
            size="sm"
            w={170}
            aria-label={t('revisionPicker')}
            data={bom.revisions.map(({ id, number, letter, state }) => ({
              value: id,
              label: t('bomRevisions:revisionIn', {
                number: letter ?? number,
                state: t(`bomRevisions:state.${state}`),
              }),
            }))}
            value={revision.id}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          {bom.mayWrite && (
            <Action
              phone={phone === true}
              label={t('newRevision')}
              icon={<IconUpload size={17} aria-hidden />}
              href={`${paths.newImport(bom.productId)}?bom=${bomId}`}
            />
          )}
          <Action
            phone={phone === true}
            label={t('line.thread')}
            icon={<IconMessages size={17} aria-hidden />}
            pressed={beside === 'questions'}
            onClick={() => setBeside(beside === 'questions' ? null : 'questions')}
          />
          <BomMenu bom={bom} revisionId={revision.id} onPrint={() => setPrinting(true)} />
        </div>
      </header>
      <BomTabs productId={bom.productId} bomId={bomId} />
      <RevisionNotice bom={bom} revision={revision}>
        {bom.owner && (
          <Button
            size="compact-md"
            variant={newest && revision.state !== 'released' ? 'filled' : 'default'}
            aria-expanded={beside === 'release'}
            leftSection={<IconRosetteDiscountCheck size={16} aria-hidden />}
            onClick={() => setBeside(beside === 'release' ? null : 'release')}
          >
            {t(unsettled ? 'bomRevisions:release.open' : 'bomRevisions:release.record')}
          </Button>
        )}
      </RevisionNotice>
      {!newest && (
        <output className={classes.older}>
          {t('olderRevision', { number: revision.letter ?? revision.number })}{' '}
          <button type="button" className={classes.link} onClick={() => choose(null)}>
            {t('showNewest')}
          </button>
        </output>
      )}
      {printing ? (
        <Suspense fallback={<GridSkeleton />}>
          <PrintTable bom={bom} revision={revision} onDone={() => setPrinting(false)} />
        </Suspense>
      ) : phone === undefined ? (
        <GridSkeleton />
      ) : (
        <BomGrid
          key={revision.id}
          bom={bom}
          revision={revision}
          phone={phone}
          linkedLine={linkedLine}
          asked={asked}
          questionsOf={lineQuestions}
          aside={
            beside === 'release' ? (
              <ReleasePanel revisionId={revision.id} onLine={openLine} onClose={() => setBeside(null)} />
            ) : beside === 'questions' ? (
              <SidePanel
                label={t('line.thread')}
                title={format.text(bom.name)}
                closeLabel={t('line.close')}
                onClose={() => setBeside(null)}
              >
                {bomQuestions({ id: bomId, label: format.text(bom.name) })}
              </SidePanel>
            ) : null
          }
        />
      )}
    </div>
  )
}

/** How many lines each variant is built with; after the page itself. */
function VariantCounts({ revisionId }: { revisionId: string }) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const trpc = useTRPC()
  const { data } = useQuery(trpc.boms.listVariants.queryOptions({ revisionId }))
  return data?.variants.map(({ code, lines }) => (
    <span key={code}> · {t('variants.counts', { code, lines: format.count(lines) })}</span>
  ))
}

type ActionProps = Readonly<{
  phone: boolean
  label: string
  icon: ReactNode
  href?: string
  pressed?: boolean
  onClick?: () => void
}>

/** A button of the header; on a phone only its icon has room. */
function Action({ phone, label, icon, href, pressed, onClick }: ActionProps) {
  const shared = { variant: 'default', 'aria-pressed': pressed, onClick } as const
  if (phone) {
    return href === undefined ? (
      <ActionIcon {...shared} size={44} aria-label={label}>
        {icon}
      </ActionIcon>
    ) : (
      <ActionIcon {...shared} size={44} aria-label={label} component={Link} href={href}>
        {icon}
      </ActionIcon>
    )
  }
  return href === undefined ? (
    <Button {...shared} size="sm" leftSection={icon}>
      {label}
    </Button>
  ) : (
    <Button {...shared} size="sm" leftSection={icon} component={Link} href={href}>
      {label}
    </Button>
  )
}

function BomMenu({ bom, revisionId, onPrint }: { bom: Bom; revisionId: string; onPrint: () => void }) {
  const { t } = useTranslation(['boms', 'common'])
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const archived = bom.archivedAt !== null
  const archive = useMutation(
    trpc.boms.archiveBom.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.boms.pathKey() }),
    }),
  )
  return (
    <>
      <ActionMenu
        width={220}
        trigger={
          <ActionIcon variant="default" size={36} aria-label={t('menu')}>
            <IconDots size={18} />
          </ActionIcon>
        }
        entries={[
          {
            label: t('export.xlsx'),
            icon: <IconFileSpreadsheet size={16} aria-hidden />,
            file: paths.files.bomExport(revisionId, 'xlsx'),
          },
          {
            label: t('export.bilingual'),
            icon: <IconFileSpreadsheet size={16} aria-hidden />,
            file: paths.files.bomExport(revisionId, 'bilingual'),
          },
          {
            label: t('export.csv'),
            icon: <IconFileText size={16} aria-hidden />,
            file: paths.files.bomExport(revisionId, 'csv'),
          },
          {
            label: t('export.gb18030'),
            icon: <IconFileText size={16} aria-hidden />,
            file: paths.files.bomExport(revisionId, 'gb18030'),
          },
          ...(bom.seesPrices
            ? [
                {
                  label: t('export.original'),
                  icon: <IconDownload size={16} aria-hidden />,
                  file: paths.files.bomOriginal(revisionId),
                },
              ]
            : []),
          { label: t('grid.print'), icon: <IconPrinter size={16} aria-hidden />, onClick: onPrint },
          ...(bom.mayWrite
            ? ([
                'divider',
                {
                  label: t('rename.action'),
                  icon: <IconPencil size={16} aria-hidden />,
                  onClick: () => setRenaming(true),
                },
                {
                  label: t(archived ? 'restore' : 'archive'),
                  icon: <IconArchive size={16} aria-hidden />,
                  onClick: () => archive.mutate({ bomId: bom.id, version: bom.version, archived: !archived }),
                },
              ] as const)
            : []),
          'divider',
          { label: t('all'), href: `${paths.boms(bom.productId)}?all=1` },
        ]}
      />
      <ErrorNotice error={archive.error} />
      {renaming && <RenameDialog bom={bom} onClose={() => setRenaming(false)} />}
    </>
  )
}
