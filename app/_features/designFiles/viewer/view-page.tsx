'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconArrowLeft, IconDownload } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FileView } from '@/server/domains/designFiles/queries/view-file'
import { usePins } from '../pins/use-pins'
import { StateBadge } from '../state-badge'
import { hasPages, isBody, isTable, isSheet, isViewable, layersWithin } from '../viewable'
import { ViewFrame } from './view-frame'
import classes from './view-page.module.css'

const BoardView = lazy(async () => ({ default: (await import('./board-view')).BoardView }))
const SheetView = lazy(async () => ({ default: (await import('./sheet-view')).SheetView }))
const ModelView = lazy(async () => ({ default: (await import('./model-view')).ModelView }))
const TableView = lazy(async () => ({ default: (await import('./table-view')).TableView }))
const PageView = lazy(async () => ({ default: (await import('./page-view')).PageView }))

/** One design file as a picture, with the pins on it. */
export function ViewPage({ fileId }: { fileId: string }) {
  const trpc = useTRPC()
  const { data: view } = useSuspenseQuery(trpc.designFiles.viewFile.queryOptions({ fileId }))
  return (
    <div className={classes.page}>
      <Head view={view} />
      <Suspense fallback={<Skeleton height={420} />}>
        <Viewer key={view.file.id} view={view} />
      </Suspense>
    </div>
  )
}

function Head({ view }: { view: FileView }) {
  const { t } = useTranslation(['designViewer', 'designFiles'])
  const format = useFormat()
  const router = useRouter()
  const { set, revision, file, beside, revisions } = view
  const open = (fileId: string) => router.push(paths.designView(set.productId, set.id, fileId))
  const viewable = beside.filter((each) => isViewable(each) || each.id === file.id)
  return (
    <PageHeader
      title={file.name}
      hint={
        <span className={classes.hint}>
          <StateBadge state={revision.state} />
          <Link className={classes.set} href={paths.design(set.productId, set.id, revision.id)}>
            <IconArrowLeft size={14} aria-hidden /> {set.number} {format.text(set.name)}
          </Link>
          {revision.state !== 'released' && <span>{t(`designViewer:view.${revision.state}`)}</span>}
        </span>
      }
      actions={
        <>
          {viewable.length > 1 && (
            <NativeSelect
              className={classes.choice}
              aria-label={t('designViewer:view.fileOf')}
              value={file.id}
              data={viewable.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={({ currentTarget: { value } }) => open(value)}
            />
          )}
          <NativeSelect
            className={classes.choice}
            aria-label={t('designViewer:view.revisionOf')}
            value={file.id}
            data={revisions.map((each) => ({
              value: each.fileId,
              label: `${t('designFiles:revision.name', { number: each.letter ?? each.number })} · ${t(`designFiles:state.${each.state}`)}`,
            }))}
            onChange={({ currentTarget: { value } }) => open(value)}
          />
          <Button
            component="a"
            variant="default"
            href={paths.designFile(file.id)}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('designViewer:view.download')}
          </Button>
        </>
      }
    />
  )
}

function Viewer({ view }: { view: FileView }) {
  const { t } = useTranslation('designViewer')
  const pins = usePins(view.revision.id)
  const { file } = view
  if (layersWithin(file) !== 'none') return <BoardView view={view} pins={pins} />
  if (isSheet(file)) return <SheetView view={view} pins={pins} />
  if (hasPages(file)) return <PageView view={view} pins={pins} />
  if (isBody(file)) return <ModelView view={view} pins={pins} />
  if (isTable(file)) return <TableView view={view} pins={pins} />
  const [title, body] =
    file.readingState === 'waiting'
      ? [t('view.waiting'), null]
      : file.readingState === 'failed'
        ? [t('view.tooMuchTitle'), t('view.noneBody')]
        : [t('view.noneTitle'), t('view.noneBody')]
  return (
    <ViewFrame view={view} pins={pins} fileIds={[file.id]} placeable={false} layers={[]} aside={null} tools={null}>
      <EmptyState title={title}>{body}</EmptyState>
    </ViewFrame>
  )
}
