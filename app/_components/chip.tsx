import type { ReactNode } from 'react'
import classes from './chip.module.css'

/** One short fact about a row. The tone never says more than the words do. */
export const Chip = ({
  tone = 'plain',
  children,
}: {
  tone?: 'plain' | 'amber' | 'accent' | 'muted' | 'red'
  children: ReactNode
}) => (
  <span className={classes.chip} data-tone={tone}>
    {children}
  </span>
)
