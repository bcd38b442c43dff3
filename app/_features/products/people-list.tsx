'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Skeleton } from '@/app/_components/ui/layout'
import { PlaceClock } from '@/app/_features/calendars/place-clock'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './people-list.module.css'

/** Who works on the product, side by side, with what time it is for them. */
export function PeopleList({ productId }: { productId: string }) {
  const { t } = useTranslation('common')
  const trpc = useTRPC()
  const format = useFormat()
  const { data, error, refetch } = useQuery(trpc.products.listPeople.queryOptions({ productId }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={160} />
  return (
    <div className={classes.sides}>
      {data.map((side) => (
        <section key={side.id} className={classes.side}>
          <h3 className={classes.org}>
            <span>{format.org(side)}</span>
            <PlaceClock timeZone={side.timeZone} own={format.timeZone} />
          </h3>
          <ul className={classes.people}>
            {side.people.map((person) => (
              <li key={person.userId} className={classes.person}>
                <span>
                  {format.person(person)}
                  {person.honorific !== '' && <span className={classes.honorific}> {person.honorific}</span>}
                </span>
                <span className={classes.role}>{t(`role.${person.role}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
