import type { ReactNode } from 'react'
import classes from './empty-state.module.css'
import { Text, Title } from './ui/text'

/** Nothing here yet, why, and the next step. */
export function EmptyState({
  title,
  children,
  action,
  icon,
}: {
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className={classes.box}>
      {icon}
      <Title order={2} fz={16}>
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" maw={460} component="div">
          {children}
        </Text>
      )}
      {action}
    </div>
  )
}
