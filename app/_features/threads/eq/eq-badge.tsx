'use client'
import { useTranslation } from 'react-i18next'
import type { ThreadState } from '@/server/domains/threads/lifecycle'
import type { EqOutcome } from '@/server/domains/threads/rules/engineering-query'
import classes from './eq-badge.module.css'

/** How a query ended, said and coloured. */
export function OutcomeChip({ outcome }: { outcome: EqOutcome }) {
  const { t } = useTranslation('threads')
  return (
    <span className={classes.badge} data-tone={outcome === 'deviation' ? 'amber' : 'accent'}>
      {t(`eq.outcome.${outcome}`)}
    </span>
  )
}

type Standing = Readonly<{ state: ThreadState; outcome: EqOutcome | null; dueAt: Date }>

/** How a query stands: decided, withdrawn, open, or open and late. `now` is unknown until the page runs. */
export function EqBadge({ eq: { state, outcome, dueAt }, now }: { eq: Standing; now: Date | null }) {
  const { t } = useTranslation('threads')
  if (outcome !== null) return <OutcomeChip outcome={outcome} />
  if (state === 'resolved') {
    return (
      <span className={classes.badge} data-tone="muted">
        {t('eq.state.withdrawn')}
      </span>
    )
  }
  const late = now !== null && now > dueAt
  return (
    <span className={classes.badge} data-tone={late ? 'red' : 'open'}>
      {t(late ? 'eq.overdueShort' : 'eq.state.open')}
    </span>
  )
}
