'use client'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { RedlineItem } from './redline-item'
import classes from './redlines.module.css'

const shows = ['mine', 'theirs', 'settled'] as const
type Show = (typeof shows)[number]

/** Every change proposed to a document, by whose move it is. */
export function RedlinesPage({ specId }: { specId: string }) {
  const { t } = useTranslation('specs')
  const format = useFormat()
  const trpc = useTRPC()
  const here = usePathname()
  const search = useSearchParams()
  const chosen = shows.find((each) => each === search.get('show'))
  const { data: spec } = useSuspenseQuery(trpc.specs.getSpec.queryOptions({ specId }))
  const open = useQuery(trpc.specs.listRedlines.queryOptions({ specId, filter: 'open' }))
  // Where nothing waits for the reader, what waits for the other side is shown; decided once, so that settling the last
  // one does not turn the page.
  const [first, setFirst] = useState<Show | null>(null)
  const turns = open.data?.map(({ turn }) => turn)
  if (first === null && turns) setFirst(turns.length > 0 && !turns.includes(spec.access.side) ? 'theirs' : 'mine')
  const show = chosen ?? first ?? 'mine'
  const settled = useQuery(
    trpc.specs.listRedlines.queryOptions({ specId, filter: 'settled' }, { enabled: show === 'settled' }),
  )
  const { side } = spec.access
  const mine = open.data?.filter(({ turn }) => turn === side)
  const theirs = open.data?.filter(({ turn }) => turn !== side)
  const lists = { mine, theirs, settled: settled.data }
  const asked = show === 'settled' ? settled : open
  const list = lists[show]
  const choose = (next: Show) => window.history.replaceState(null, '', `${here}?show=${next}`)
  return (
    <>
      <PageHeader
        above={
          <Button
            component={Link}
            href={paths.spec(spec.productId, specId)}
            size="compact-sm"
            variant="subtle"
            color="gray"
            className={classes.back}
            leftSection={<IconArrowLeft size={15} aria-hidden />}
          >
            {t('redline.back')}
          </Button>
        }
        title={t('redline.title')}
        hint={
          <>
            <span className="mono">{spec.number}</span> {format.text(spec.name)} · {t('redline.hint')}
          </>
        }
      />
      <fieldset className={classes.filter} aria-label={t('redline.filter.label')}>
        {shows.map((each) => {
          const count = lists[each]?.length
          const label = t(`redline.filter.${each}`)
          return (
            <button
              key={each}
              type="button"
              className={classes.chip}
              aria-pressed={each === show}
              onClick={() => choose(each)}
            >
              {count === undefined ? label : t('redline.counted', { label, count })}
            </button>
          )
        })}
      </fieldset>
      {list === undefined ? (
        asked.error ? (
          <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Skeleton height={180} />
        )
      ) : list.length === 0 ? (
        <EmptyState title={t(`redline.empty.${show}`)}>
          {show === 'settled' ? undefined : t(side === 'partner' ? 'redline.emptyHow' : 'redline.emptyBrand')}
        </EmptyState>
      ) : (
        <div className={classes.list}>
          {list.map((redline) => (
            <RedlineItem key={redline.id} spec={spec} redline={redline} />
          ))}
        </div>
      )}
    </>
  )
}
