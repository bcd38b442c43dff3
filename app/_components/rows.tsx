import type { ReactNode } from 'react'
import classes from './rows.module.css'

/** A list whose items are a line of words, a fainter line, and what can be done. */
export const Rows = ({ children }: { children: ReactNode }) => <ul className={classes.rows}>{children}</ul>

type RowProps = { icon?: ReactNode; main: ReactNode; faint?: ReactNode; side?: ReactNode }

export const Row = ({ icon, main, faint, side }: RowProps) => (
  <li className={classes.row}>
    {icon}
    <div className={classes.words}>
      <div className={classes.main}>{main}</div>
      {faint !== undefined && <div className={classes.faint}>{faint}</div>}
    </div>
    {side && <div className={classes.side}>{side}</div>}
  </li>
)
