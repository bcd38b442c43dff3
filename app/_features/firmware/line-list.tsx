'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { onFirstUse } from '@/app/_components/on-first-use'
import { Panel } from '@/app/_components/panel'
import { Button } from '@/app/_components/ui/button'
import { FlaggedBanner } from '@/app/_features/flashing/flagged-banner'
import { Mark } from '@/app/_features/products/mark'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { FirmwareLineSummary } from '@/server/domains/firmware/queries/list-lines'
import type { LineDialogProps } from './line-dialog'
import classes from './line-list.module.css'

const LineDialog = onFirstUse<LineDialogProps>(() => import('./line-dialog').then((module) => module.LineDialog))

/** The firmware lines of a product, each with what is in force; where there is none, how to begin one. */
export function LineList({ productId }: { productId: string }) {
  const { t } = useTranslation(['firmware', 'flashing'])
  const trpc = useTRPC()
  const { data } = useSuspenseQuery(trpc.firmware.listLines.queryOptions({ productId }))
  const [creating, setCreating] = useState(false)
  const create = (
    <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={() => setCreating(true)}>
      {t('line.new')}
    </Button>
  )
  return (
    <div className={classes.page}>
      {data.lines.length === 0 ? (
        <EmptyState title={t('line.emptyTitle')} action={data.mayEdit ? create : undefined}>
          {t(data.owner ? 'line.emptyBody' : 'line.emptyPartner')}
        </EmptyState>
      ) : (
        <>
          <FlaggedBanner productId={productId} />
          <div className={classes.actions}>
            <Button component={Link} variant="default" href={paths.flashing(productId)}>
              {t('flashing:title')}
            </Button>
            {data.mayEdit && create}
          </div>
          <Panel title={t('title')} flush>
            <ul className={classes.list}>
              {data.lines.map((line) => (
                <li key={line.id}>
                  <LineRow productId={productId} line={line} />
                </li>
              ))}
            </ul>
          </Panel>
        </>
      )}
      {data.mayEdit && (
        <LineDialog productId={productId} line={null} opened={creating} onClose={() => setCreating(false)} />
      )}
    </div>
  )
}

function LineRow({ productId, line }: { productId: string; line: FirmwareLineSummary }) {
  const { t } = useTranslation('firmware')
  const format = useFormat()
  return (
    <Link className={classes.row} href={paths.firmwareLine(productId, line.id)}>
      <span className={classes.main}>
        <span className={classes.number}>{line.number}</span>
        <span className={classes.name}>{format.text(line.name)}</span>
        {line.asked !== null && line.asked > 0 && <Mark tone="amber">{t('line.asked', { count: line.asked })}</Mark>}
      </span>
      <span className={classes.facts}>
        {line.inForce.length === 0 && <span>{t('line.nothingInForce')}</span>}
        {line.inForce.map(({ promotionId, channel, boardRevision, version, overrideReason }) => (
          <span key={promotionId}>
            {t('line.inForce', { channel: t(`channel.${channel}`), board: boardRevision, version })}
            {overrideReason !== null && <em className={classes.override}> {t('override.short')}</em>}
          </span>
        ))}
        {line.builds !== null && <span>{t('line.builds', { count: line.builds })}</span>}
      </span>
    </Link>
  )
}
