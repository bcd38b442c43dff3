'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Skeleton } from '@/app/_components/ui/layout'
import { Mark } from '@/app/_features/products/mark'
import { useTRPC } from '@/app/_lib/trpc'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import classes from './contract.module.css'
import { DiffLines } from './diff-lines'
import { Reasons } from './reasons'

/** What the contract of one revision changes against another's: the verdict, every change, and the schemas line by line. */
export function ContractDiff({ before, after }: Readonly<{ before: string; after: string }>) {
  const { t } = useTranslation('specs')
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.specs.diffContracts.queryOptions({ before, after }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  const { before: from, after: to, change } = data
  const said = (words: string) => (
    <Panel title={t('contract.diff.title')}>
      <p className={classes.quiet}>{words}</p>
    </Panel>
  )
  if (!from && !to) return said(t('contract.diff.none'))
  if (!from) return said(t('contract.diff.added', { version: to?.version ?? '' }))
  if (!to || !change) return said(t('contract.diff.removed', { version: from.version }))
  if (change.level === 'identical' && from.version === to.version) return said(t('contract.diff.same'))
  return (
    <div className={classes.body}>
      <Panel
        title={t('contract.diff.title')}
        actions={
          <span className={classes.verdictMark}>
            {t('contract.diff.versions', { before: from.version, after: to.version })}{' '}
            <Mark tone={change.level === 'breaking' ? 'amber' : 'good'}>{t(`contract.level.${change.level}`)}</Mark>
          </span>
        }
      >
        <Reasons change={change} linked={false} />
        {change.reasons.length === 0 && <p className={classes.quiet}>{t('contract.level.identical')}</p>}
      </Panel>
      {changedPayloads(from, to).map(({ id, one, other }) => (
        <Panel key={id} title={t('contract.diff.payload', { id })} flush>
          <DiffLines before={one} after={other} label={t('contract.diff.payload', { id })} />
        </Panel>
      ))}
    </div>
  )
}

/** Channels whose schemas differ, with both texts. */
function changedPayloads(from: CloudContract, to: CloudContract) {
  const text = ({ channels }: CloudContract, id: string) => {
    const payload = channels.find((channel) => channel.id === id)?.payload
    return payload && payload.format !== 'none' ? payload.schema : ''
  }
  return [...new Set([...from.channels, ...to.channels].map(({ id }) => id))]
    .map((id) => ({ id, one: text(from, id), other: text(to, id) }))
    .filter(({ one, other }) => one !== other)
}
