'use client'
import { useTranslation } from '@/app/_lib/i18n'
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
