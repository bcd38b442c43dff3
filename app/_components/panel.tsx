import type { ReactNode } from 'react'
import classes from './panel.module.css'

/** A surface with a heading; the one way content is framed. */
export function Panel({
  title,
  actions,
  children,
  flush = false,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  return (
    <section className={classes.panel}>
      {(title !== undefined || actions !== undefined) && (
        <header className={classes.head}>
          <h2 className={classes.title}>{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  )
}
