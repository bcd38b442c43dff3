import type { ReactNode } from 'react'
import classes from './page-header.module.css'
import { Text, Title } from './ui/text'

/** Title of a page, one line about it, and what can be done here. */
export function PageHeader({
  title,
  hint,
  actions,
  above,
}: {
  title: ReactNode
  hint?: ReactNode
  actions?: ReactNode
  above?: ReactNode
}) {
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        {above}
        <Title order={1}>{title}</Title>
        {hint !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {hint}
          </Text>
        )}
      </div>
      {actions !== undefined && <div className={`${classes.actions} no-print`}>{actions}</div>}
    </div>
  )
}
