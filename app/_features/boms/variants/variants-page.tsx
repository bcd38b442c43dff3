'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { BilingualWords } from '@/app/_components/bilingual-text'
import { EmptyState } from '@/app/_components/empty-state'
import { Panel } from '@/app/_components/panel'
import { Row, Rows } from '@/app/_components/rows'
import { Button } from '@/app/_components/ui/button'
import { Group } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import { BomFrame } from '../bom-frame'
import { GridSkeleton } from '../grid-skeleton'
import type { Variant } from './types'
import classes from './variants.module.css'

const VariantMatrix = beside(
  () => import('./variant-matrix').then((module) => module.VariantMatrix),
  () => <GridSkeleton />,
)
const VariantDialog = lazy(async () => ({ default: (await import('./variant-dialog')).VariantDialog }))
const RemoveVariantDialog = lazy(async () => ({ default: (await import('./variant-dialog')).RemoveVariantDialog }))

/** The ways the newest revision of a BOM is built, and which line is fitted in which. */
export function VariantsPage({ bomId }: { bomId: string }) {
  const { t } = useTranslation('boms')
  const trpc = useTRPC()
  const { data: bom } = useSuspenseQuery(trpc.boms.getBom.queryOptions({ bomId }))
  const revision = bom.revisions.find(({ id }) => id === bom.currentRevisionId) ?? bom.revisions[0]
  const [changing, setChanging] = useState<Variant | 'new' | null>(null)
  const [removing, setRemoving] = useState<string | null>(null)
  const { data } = useSuspenseQuery(trpc.boms.listVariants.queryOptions({ revisionId: revision?.id ?? '' }))
  if (!revision) return null
  const { variants, version, editable, varying } = data
  const add = (
    <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setChanging('new')}>
      {t('variants.add')}
    </Button>
  )
  return (
    <BomFrame bomId={bomId} title={t('variants.title')} actions={editable && variants.length > 0 ? add : undefined}>
      {bom.mayWrite && !editable && (
        <output className={classes.count}>
          {t('variants.readOnly', { number: revision.letter ?? revision.number })}
        </output>
      )}
      {variants.length === 0 ? (
        <EmptyState title={t('variants.emptyTitle')} action={editable ? add : undefined}>
          {t(editable ? 'variants.emptyBody' : 'variants.emptyRead')}
        </EmptyState>
      ) : (
        <>
          <div className={classes.list}>
            <Panel title={t('variants.varying', { count: varying })} flush>
              <Rows>
                {variants.map((variant) => (
                  <Row
                    key={variant.code}
                    main={
                      <>
                        <b className="mono">{variant.code}</b> <BilingualWords text={variant.name} />
                      </>
                    }
                    faint={`${t('variants.lines', { count: variant.lines })} · ${t('variants.placements', { count: variant.placements })}`}
                    side={
                      editable && (
                        <Group gap="xs">
                          <Button size="compact-sm" variant="default" onClick={() => setChanging(variant)}>
                            {t('variants.rename')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            color="red"
                            onClick={() => setRemoving(variant.code)}
                          >
                            {t('variants.remove')}
                          </Button>
                        </Group>
                      )
                    }
                  />
                ))}
              </Rows>
            </Panel>
          </div>
          <VariantMatrix bom={bom} revision={revision} variants={variants} editable={editable} />
        </>
      )}
      <Suspense>
        {changing !== null && (
          <VariantDialog
            revisionId={revision.id}
            version={version}
            variant={changing === 'new' ? null : changing}
            onClose={() => setChanging(null)}
          />
        )}
        {removing !== null && (
          <RemoveVariantDialog
            revisionId={revision.id}
            version={version}
            code={removing}
            onClose={() => setRemoving(null)}
          />
        )}
      </Suspense>
    </BomFrame>
  )
}
