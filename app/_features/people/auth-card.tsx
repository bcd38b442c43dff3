import type { ReactNode } from 'react'
import { Text, Title } from '@/app/_components/ui/text'
import classes from './auth-card.module.css'

type Props = { title: ReactNode; hint?: ReactNode; children?: ReactNode; foot?: ReactNode }

/** One task before the portal: what it is, its fields, and the ways elsewhere below. */
export const AuthCard = ({ title, hint, children, foot }: Props) => (
  <>
    <section className={classes.card}>
      <div className={classes.head}>
        <Title order={1}>{title}</Title>
        {hint && (
          <Text c="dimmed" component="div">
            {hint}
          </Text>
        )}
      </div>
      {children}
    </section>
    {foot && <div className={classes.foot}>{foot}</div>}
  </>
)
