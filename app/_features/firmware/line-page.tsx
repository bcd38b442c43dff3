'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import type { AddBuildDialogProps } from './add-build-dialog'
import { BuildList } from './build-list'
import { InForceTable } from './in-force-table'
import type { LineDialogProps } from './line-dialog'
import classes from './line-page.module.css'
import { LineSettings } from './line-settings'
import { PromotionCard } from './promotion-card'
import cards from './promotion-card.module.css'

const LineDialog = onFirstUse<LineDialogProps>(() => import('./line-dialog').then((module) => module.LineDialog))
const AddBuildDialog = onFirstUse<AddBuildDialogProps>(() =>
  import('./add-build-dialog').then((module) => module.AddBuildDialog),
)

/** A line of firmware: what is in force, what waits for approval, its builds, and what it runs on. */
export function LinePage({ lineId }: { lineId: string }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  const trpc = useTRPC()
  const { data: line } = useSuspenseQuery(trpc.firmware.getLine.queryOptions({ lineId }))
  const [dialog, setDialog] = useState<'edit' | 'add' | null>(null)
  const close = () => setDialog(null)
  const { brand } = line
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          <>
            <span className={classes.number}>{line.number}</span> {format.text(line.name)}
          </>
        }
        hint={line.chips.length > 0 ? line.chips.join(', ') : undefined}
        actions={
          line.mayEdit && (
            <>
              <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setDialog('add')}>
                {t('add.open')}
              </Button>
              <Button variant="default" onClick={() => setDialog('edit')}>
                {t('line.edit')}
              </Button>
            </>
          )
        }
      />
      {brand && brand.asked.length > 0 && (
        <Panel title={t('promotion.asked')} flush>
          <ul className={cards.list}>
            {brand.asked.map((promotion) => (
              <PromotionCard key={promotion.id} productId={line.productId} promotion={promotion} named />
            ))}
          </ul>
        </Panel>
      )}
      <InForceTable line={line} />
      <BuildList line={line} />
      {brand && <LineSettings line={line} brand={brand} />}
      {line.mayEdit && (
        <>
          <LineDialog productId={line.productId} line={line} opened={dialog === 'edit'} onClose={close} />
          <AddBuildDialog line={line} opened={dialog === 'add'} onClose={close} />
        </>
      )}
    </div>
  )
}
