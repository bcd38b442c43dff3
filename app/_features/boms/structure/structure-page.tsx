'use client'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { Button } from '@/app/_components/ui/button'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { BomFrame } from '../bom-frame'
import { GridSkeleton } from '../grid-skeleton'
import { BuildControls } from './build-controls'
import { buildQuery, structureViews, useBuild } from './use-build'

const Totals = beside(
  () => import('./totals').then((module) => module.Totals),
  () => <GridSkeleton />,
)
const Tree = beside(
  () => import('./tree').then((module) => module.Tree),
  () => <GridSkeleton />,
)
const PrintTotals = lazy(async () => ({ default: (await import('./print-totals')).PrintTotals }))

/** What a build of a BOM takes: level by level, and summed up per part. What is built stands in the address. */
export function StructurePage({ bomId }: { bomId: string }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const phone = useMediaQuery('(max-width: 48em)')
  const { build, change } = useBuild()
  const [printing, setPrinting] = useState(false)
  const revision = bom.revisions.find(({ id }) => id === (build.revision ?? bom.currentRevisionId)) ?? bom.revisions[0]
  const factories = useQuery(trpc.boms.listBuilders.queryOptions({ bomId }))
  if (!revision) return null
  const variant = revision.variants.some(({ code }) => code === build.variant) ? build.variant : null
  const asked = { ...build, variant }
  const query = buildQuery({ ...asked, view: 'tree', revision: null })
  const file = (format: 'csv' | 'xlsx') =>
    paths.files.bomExplosion(revision.id, format, `quantity=${asked.quantity}${query === '' ? '' : `&${query}`}`)
  const shared = { bom, revision, build: asked, phone: phone === true }
  return (
    <BomFrame
      bomId={bomId}
      title={t('structure.title')}
      actions={
        <>
          <SegmentedControl
            size="sm"
            aria-label={t('structure.view')}
            value={build.view}
            data={structureViews.map((value) => ({ value, label: t(`structure.${value}`) }))}
            onChange={(view) => change({ view })}
          />
          <ActionMenu
            trigger={
              <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />}>
                {t('structure.export')}
              </Button>
            }
            entries={[
              { label: t('structure.xlsx'), file: file('xlsx') },
              { label: t('structure.csv'), file: file('csv') },
              { label: t('structure.print'), onClick: () => setPrinting(true) },
            ]}
          />
        </>
      }
    >
      <BuildControls bom={bom} revision={revision} build={asked} factories={factories.data ?? []} onChange={change} />
      {revision.lineCount === 0 ? (
        <EmptyState title={t('structure.empty')} />
      ) : printing ? (
        <Suspense fallback={<GridSkeleton />}>
          <PrintTotals {...shared} onDone={() => setPrinting(false)} />
        </Suspense>
      ) : phone === undefined ? (
        <GridSkeleton />
      ) : build.view === 'totals' ? (
        <Totals {...shared} />
      ) : (
        <Tree key={revision.id} {...shared} />
      )}
    </BomFrame>
  )
}
