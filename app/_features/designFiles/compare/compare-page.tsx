'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { PageHeader } from '@/app/_components/page-header'
import { UnstyledButton } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { DesignSetView } from '@/server/domains/designFiles/queries/get-set'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import { compareFiles, type ComparedFile, type FileChange } from '@/server/domains/designFiles/rules/comparison'
import { hasPages, isSheet, layersWithin } from '../viewable'
import classes from './compare-page.module.css'

const Overlay = lazy(async () => ({ default: (await import('./overlay')).Overlay }))
const SheetOverlay = lazy(async () => ({ default: (await import('./sheet-overlay')).SheetOverlay }))
const PageOverlay = lazy(async () => ({ default: (await import('./page-overlay')).PageOverlay }))

type Pair = Readonly<{ before: string; after: string }>
type Props = Readonly<{ setId: string; pair: Pair | null }>

/** Two revisions of a design set: which files differ, and each of them laid over the other. */
export function ComparePage({ setId, pair }: Props) {
  const { t } = useTranslation('designViewer')
  const trpc = useTRPC()
  const format = useFormat()
  const { data: set } = useSuspenseQuery(trpc.designFiles.getSet.queryOptions({ setId }))
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('compare.title')}
        hint={
          <Link className={classes.set} href={paths.design(set.productId, set.id)}>
            <IconArrowLeft size={14} aria-hidden /> {set.number} {format.text(set.name)}
          </Link>
        }
        actions={pair && <Revisions set={set} pair={pair} />}
      />
      {pair ? <Compared pair={pair} /> : <EmptyState title={t('compare.onlyOne')} />}
    </div>
  )
}

function Revisions({ set, pair }: Readonly<{ set: DesignSetView; pair: Pair }>) {
  const { t } = useTranslation(['designViewer', 'designFiles'])
  const router = useRouter()
  const choices = set.revisions.map(({ id, letter, number, state }) => ({
    value: id,
    label: `${t('designFiles:revision.name', { number: letter ?? number })} · ${t(`designFiles:state.${state}`)}`,
  }))
  const choose = (change: Partial<Pair>) =>
    router.push(paths.designCompare(set.productId, set.id, { ...pair, ...change }))
  return (
    <>
      {(['before', 'after'] as const).map((side) => (
        <NativeSelect
          key={side}
          label={t(`designViewer:compare.${side}`)}
          value={pair[side]}
          data={choices}
          onChange={({ currentTarget: { value } }) => choose({ [side]: value })}
        />
      ))}
    </>
  )
}

function Compared({ pair }: Readonly<{ pair: Pair }>) {
  const { t } = useTranslation('designViewer')
  const trpc = useTRPC()
  const wanted = useSearchParams().get('file')
  const { data } = useSuspenseQuery(trpc.designFiles.comparedRevisions.queryOptions(pair))
  const files = compareFiles(data.before.files, data.after.files)
  const of = (change: FileChange) => files.filter((file) => file.change === change).length
  const chosen = files.find(({ name }) => name === wanted) ?? files.find(hasLayers) ?? files[0] ?? null
  const choose = (name: string) =>
    window.history.pushState(null, '', paths.designCompare(data.set.productId, data.set.id, { ...pair, file: name }))
  const differing = files.length - of('same')
  return (
    <div className={classes.panes}>
      <section className={classes.files} aria-label={t('compare.files')}>
        <h2 className={classes.title}>{t('compare.files')}</h2>
        <p className={classes.summary}>
          {differing === 0
            ? t('compare.nothing')
            : t('compare.summary', {
                ...{ changed: of('changed'), added: of('added'), removed: of('removed'), same: of('same') },
              })}
        </p>
        <ul className={classes.list}>
          {files.map((file) => (
            <li key={file.name}>
              <UnstyledButton
                className={classes.file}
                aria-current={file === chosen || undefined}
                onClick={() => choose(file.name)}
              >
                <span className={classes.name}>{file.name}</span>
                <span className={classes.change} data-change={file.change}>
                  {t(`compare.change.${file.change}`)}
                </span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
      {chosen && (
        <Suspense fallback={<Skeleton className={classes.none} height="auto" />}>
          <Laid key={`${chosen.before?.id} ${chosen.after?.id}`} file={chosen} beside={data.after.files} />
        </Suspense>
      )}
    </div>
  )
}

function Laid({ file, beside }: Readonly<{ file: ComparedFile<ViewedFile>; beside: readonly ViewedFile[] }>) {
  const { t } = useTranslation('designViewer')
  if (hasLayers(file)) return <Overlay file={file} outline={beside.find(isOutline) ?? null} />
  const some = (kind: (file: ViewedFile) => boolean) =>
    [file.before, file.after].some((each) => each !== null && kind(each))
  if (some(isSheet)) return <SheetOverlay file={file} />
  if (some(hasPages)) return <PageOverlay file={file} />
  return (
    <div className={classes.none}>
      <EmptyState title={file.name}>{t('compare.noLayers')}</EmptyState>
    </div>
  )
}

const hasLayers = ({ before, after }: ComparedFile<ViewedFile>): boolean =>
  [before, after].some((file) => file !== null && layersWithin(file) !== 'none')

const isOutline = ({ reading }: ViewedFile): boolean =>
  reading?.shown?.fact === 'layer' && reading.shown.type === 'outline'
