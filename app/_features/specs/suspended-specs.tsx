'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { useTranslation } from 'react-i18next'
import { Alert } from '@/app/_components/ui/alert'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import classes from './suspended-specs.module.css'

/** Releases that are out of force, told where a product is looked at first. */
export function SuspendedSpecs({ productId }: { productId: string }) {
  const { t } = useTranslation('products')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.specs.listSpecs.queryOptions({ productId }))
  const suspended = (data?.specs ?? []).filter(
    ({ releasedState, archivedAt }) => releasedState === 'suspended' && archivedAt === null,
  )
  return suspended.map(({ id, number, releasedLetter, releasedRevisionId }) => (
    <Alert key={id} color="red" variant="light">
      <Link
        className={classes.way}
        href={
          releasedRevisionId === null
            ? paths.spec(productId, id)
            : paths.specRevision(productId, id, releasedRevisionId)
        }
      >
        {t('overview.specSuspended', { number, letter: releasedLetter })}
      </Link>
    </Alert>
  ))
}
