'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useTRPC } from '@/app/_lib/trpc'
import { eqFilters, type EqFilter } from '@/server/domains/threads/rules/engineering-query'
import { ThreadRow } from '../thread-row'
import classes from '../questions.module.css'

type Props = Readonly<{
  productId: string
  filter: EqFilter
  onFilter: (filter: EqFilter) => void
  chosen: string | null
  onChoose: (threadId: string) => void
}>

/** Engineering queries of a product: what is late first, then what is due, then the rest. */
export function EqList({ productId, filter, onFilter, chosen, onChoose }: Props) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const asked = useInfiniteQuery(
    trpc.threads.listEqs.infiniteQueryOptions(
      { productId, filter, limit: 30 },
      { getNextPageParam: ({ next }) => next },
    ),
  )
  const pages = asked.data?.pages ?? []
  const none = asked.isSuccess && pages.every(({ threads }) => threads.length === 0)
  return (
    <>
      <NativeSelect
        className={classes.filter}
        size="sm"
        aria-label={t('threads:eq.filter.label')}
        value={filter}
        onChange={(event) => {
          const name = eqFilters.find((each) => each === event.currentTarget.value)
          if (name) onFilter(name)
        }}
        data={eqFilters.map((name) => ({ value: name, label: t(`threads:eq.filter.${name}`) }))}
      />
      {asked.isPending && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={58} m={12} width="auto" />)}
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      {none && <EmptyState title={t(`threads:eq.empty.${filter}`)}>{t('threads:eq.empty.body')}</EmptyState>}
      <ul className={classes.rows}>
        {pages.flatMap((page) =>
          page.threads.map((thread) => (
            <li key={thread.id}>
              <UnstyledButton
                className={classes.row}
                aria-current={thread.id === chosen || undefined}
                onClick={() => onChoose(thread.id)}
              >
                <ThreadRow thread={thread} page={page} />
              </UnstyledButton>
            </li>
          )),
        )}
      </ul>
      {asked.hasNextPage && (
        <Button
          m={8}
          size="compact-md"
          variant="subtle"
          loading={asked.isFetchingNextPage}
          onClick={() => void asked.fetchNextPage()}
        >
          {t('common:actions.more')}
        </Button>
      )}
    </>
  )
}
