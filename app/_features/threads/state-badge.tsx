'use client'
import { useTranslation } from 'react-i18next'
import type { ThreadState } from '@/server/domains/threads/lifecycle'
import classes from './state-badge.module.css'

/** Open or resolved, said and coloured. */
export function StateBadge({ state }: { state: ThreadState }) {
  const { t } = useTranslation('threads')
  return (
    <span className={classes.badge} data-state={state}>
      {t(`state.${state}`)}
    </span>
  )
}
