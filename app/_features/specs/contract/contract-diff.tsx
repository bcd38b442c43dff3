'use client'
import { IconLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Panel } from '@/app/_components/panel'
import { Skeleton } from '@/app/_components/ui/layout'
import { Mark } from '@/app/_features/products/mark'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { CloudContract } from '@/server/domains/specs/contracts/contract'
import classes from './contract.module.css'
import diffClasses from './contract-diff.module.css'
import { DiffLines } from './diff-lines'
import { groupReasons } from './groups'
import { Reasons } from './reasons'
import { useContractWords } from './use-contract-words'

type Props = Readonly<{ productId: string; specId: string; before: string; after: string }>

/** Where the changes of the contract stand on their page. */
const anchor = 'contract'

/**
 * What the contract of one revision changes against another's: the verdict, every change by who writes and who reads,
 * each with the way to its channel, and the schemas line by line.
 */
export function ContractDiff({ productId, specId, before, after }: Props) {
  const { t } = useTranslation('specs')
  const words = useContractWords()
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.specs.diffContracts.queryOptions({ before, after }))
  const place = useLinked(data !== undefined)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  const { before: from, after: to, change } = data
  const title = (
    <a className={classes.anchor} href={`#${anchor}`} title={t('contract.diff.link')}>
      {t('contract.diff.title')} <IconLink size={14} stroke={1.6} aria-hidden />
    </a>
  )
  const said = (text: string) => (
    <div id={anchor} ref={place} className={diffClasses.place}>
      <Panel title={title}>
        <p className={classes.quiet}>{text}</p>
      </Panel>
    </div>
  )
  if (!from && !to) return said(t('contract.diff.none'))
  if (!from) return said(t('contract.diff.added', { version: to?.version ?? '' }))
  if (!to || !change) return said(t('contract.diff.removed', { version: from.version }))
  if (change.level === 'identical' && from.version === to.version) return said(t('contract.diff.same'))
  const hrefOf = (channel: string) =>
    paths.contract(productId, specId, to.channels.some(({ id }) => id === channel) ? after : before, channel)
  const payloads = changedPayloads(from, to)
  return (
    <div id={anchor} ref={place} className={diffClasses.place}>
      <Panel
        title={title}
        actions={
          <span className={classes.verdictMark}>
            {from.version === to.version
              ? t('contract.diff.sameVersion', { version: to.version })
              : t('contract.diff.versions', { before: from.version, after: to.version })}{' '}
            <Mark tone={change.level === 'breaking' ? 'amber' : 'good'}>{t(`contract.level.${change.level}`)}</Mark>
          </span>
        }
      >
        {groupReasons(change.reasons, from, to).map(({ kind, level, reasons }) => (
          <section key={kind} className={diffClasses.group} aria-labelledby={`${anchor}-${kind}`}>
            <h3 id={`${anchor}-${kind}`} className={diffClasses.direction}>
              {kind === 'meeting' ? t('contract.diff.meeting') : words.option('direction', kind)}{' '}
              <Mark tone={level === 'breaking' ? 'amber' : 'good'}>{t(`contract.level.${level}`)}</Mark>
            </h3>
            <Reasons change={{ reasons }} hrefOf={hrefOf} />
          </section>
        ))}
        {change.reasons.length === 0 && <p className={classes.quiet}>{t('contract.level.identical')}</p>}
        {payloads.map(({ id, one, other }) => (
          <details key={id} className={classes.payload} open={payloads.length === 1}>
            <summary>{t('contract.diff.payload', { id })}</summary>
            <DiffLines before={one} after={other} label={t('contract.diff.payload', { id })} />
          </details>
        ))}
      </Panel>
    </div>
  )
}

/** Brought into sight where the address names it, once it is there. */
function useLinked(ready: boolean) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (ready && window.location.hash === `#${anchor}`) place.current?.scrollIntoView({ block: 'start' })
  }, [ready])
  return place
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
