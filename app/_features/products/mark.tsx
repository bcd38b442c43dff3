import type { ReactNode } from 'react'
import classes from './mark.module.css'

export type Tone = 'plain' | 'good' | 'amber' | 'stop'

/** A state in a word, readable in both schemes. */
export const Mark = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className={classes.mark} data-tone={tone}>
    {children}
  </span>
)
