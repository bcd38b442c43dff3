'use client'
import { IconArrowLeft, IconMessagePlus, IconMessages, IconTable } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { beside } from '@/app/_components/beside'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { NativeSelect } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { mayWrite } from '@/server/domains/threads/policy'
import { threadKinds } from '@/server/domains/threads/lifecycle'
import { eqFilters } from '@/server/domains/threads/rules/engineering-query'
import { threadFilters, type ThreadFilter } from '@/server/domains/threads/rules'
import { RaiseEq } from './eq/raise-eq'
import { ThreadRow } from './thread-row'
import { ThreadWaiting } from './thread-waiting'
import classes from './questions.module.css'

const EqList = lazy(async () => ({ default: (await import('./eq/eq-list')).EqList }))
const ThreadView = beside(
  () => import('./thread-view').then((module) => module.ThreadView),
  () => <ThreadWaiting />,
)
const Ask = beside(
  () => import('./ask').then((module) => module.Ask),
  () => <ThreadWaiting />,
)

type Props = Readonly<{
  productId: string
  /** The product's code and name: what a question asked here is about. */
  label: string
  /** Whether the reader may open BOMs, where most questions are asked. */
  seesBoms: boolean
}>

/** All questions of a product: the list, and the one that is read. */
export function Questions({ productId, label, seesBoms }: Props) {
  const { t } = useTranslation('threads')
  const here = usePathname()
  const search = useSearchParams()
  const { org } = useViewer()
  const threadId = search.get('thread')
  const asking = search.get('new') !== null
  const kind = threadKinds.find((name) => name === search.get('kind')) ?? 'question'
  const filter = threadFilters.find((name) => name === search.get('filter')) ?? 'open'
  const eqFilter = eqFilters.find((name) => name === search.get('filter')) ?? 'open'
  const go = (change: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      if (value === null) next.delete(name)
      else next.set(name, value)
    }
    window.history.pushState(null, '', next.size > 0 ? `${here}?${next}` : here)
  }
  const read = (id: string | null) => {
    go({ thread: id, new: null })
    // One pane takes the place of the other on a phone.
    window.scrollTo({ top: 0 })
  }
  const subject = { kind: 'product', id: productId, label } as const
  const raise = (
    <RaiseEq
      productId={productId}
      subject={subject}
      variant="filled"
      onRaised={(id) => {
        go({ thread: id, new: null, kind: 'eq', filter: null })
        window.scrollTo({ top: 0 })
      }}
    />
  )
  const ask = org && mayWrite(org.role) && (
    <Button
      size="sm"
      leftSection={<IconMessagePlus size={16} aria-hidden />}
      onClick={() => go({ new: '1', thread: null })}
    >
      {t('ask.action')}
    </Button>
  )
  const detail = threadId !== null || asking
  return (
    <>
      <div className={classes.header} data-detail={detail || undefined}>
        <PageHeader
          title={t('title')}
          hint={t(kind === 'eq' ? 'eq.hint' : 'hint')}
          actions={kind === 'eq' ? raise : ask}
        />
      </div>
      <div className={classes.panes} data-detail={detail || undefined}>
        <section className={classes.list} aria-label={t(`kinds.${kind}`)}>
          <nav className={classes.kinds} aria-label={t('kinds.label')}>
            {threadKinds.map((name) => (
              <UnstyledButton
                key={name}
                className={classes.kind}
                aria-current={name === kind || undefined}
                onClick={() => go({ kind: name === 'question' ? null : name, filter: null, thread: null, new: null })}
              >
                {t(`kinds.${name}`)}
              </UnstyledButton>
            ))}
          </nav>
          {kind === 'eq' ? (
            <Suspense fallback={<Skeleton height={58} m={12} width="auto" />}>
              <EqList
                productId={productId}
                filter={eqFilter}
                onFilter={(name) => go({ filter: name === 'open' ? null : name })}
                chosen={threadId}
                onChoose={read}
              />
            </Suspense>
          ) : (
            <QuestionList
              productId={productId}
              filter={filter}
              onFilter={(name) => go({ filter: name === 'open' ? null : name })}
              chosen={threadId}
              onChoose={read}
              seesBoms={seesBoms}
              ask={ask}
            />
          )}
        </section>
        <section className={classes.detail} aria-label={t('title')}>
          {detail && (
            <Button
              className={classes.back}
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconArrowLeft size={15} aria-hidden />}
              onClick={() => read(null)}
            >
              {t('list.back')}
            </Button>
          )}
          {asking ? (
            <>
              <h2 className={classes.title}>{t('ask.about', { subject: label })}</h2>
              <Ask productId={productId} subject={subject} onAsked={read} autoFocus minRows={4} />
            </>
          ) : threadId !== null ? (
            <ThreadView key={threadId} threadId={threadId} />
          ) : (
            <p className={classes.choose}>
              <IconMessages size={22} stroke={1.4} aria-hidden />
              {t('list.choose')}
            </p>
          )}
        </section>
      </div>
    </>
  )
}

type ListProps = Readonly<{
  productId: string
  filter: ThreadFilter
  onFilter: (filter: ThreadFilter) => void
  chosen: string | null
  onChoose: (threadId: string) => void
  seesBoms: boolean
  ask: ReactNode
}>

function QuestionList({ productId, filter, onFilter, chosen, onChoose, seesBoms, ask }: ListProps) {
  const { t } = useTranslation(['threads', 'common'])
  const trpc = useTRPC()
  const asked = useInfiniteQuery(
    trpc.threads.listThreads.infiniteQueryOptions(
      { productId, kind: 'question', filter, limit: 30 },
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
        aria-label={t('threads:filter.label')}
        value={filter}
        onChange={(event) => {
          const name = threadFilters.find((each) => each === event.currentTarget.value)
          if (name) onFilter(name)
        }}
        data={threadFilters.map((name) => ({ value: name, label: t(`threads:filter.${name}`) }))}
      />
      {asked.isPending && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={58} m={12} width="auto" />)}
      <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
      {none && <NoQuestions filter={filter} productId={productId} seesBoms={seesBoms} ask={ask} />}
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

function NoQuestions({
  filter,
  productId,
  seesBoms,
  ask,
}: Readonly<{ filter: ThreadFilter; productId: string; seesBoms: boolean; ask: ReactNode }>) {
  const { t } = useTranslation('threads')
  if (filter === 'all' || filter === 'open') {
    return (
      <EmptyState
        title={t(filter === 'all' ? 'empty.title' : 'empty.openTitle')}
        action={
          seesBoms ? (
            <Button
              component={Link}
              href={paths.boms(productId)}
              size="sm"
              variant="default"
              leftSection={<IconTable size={16} aria-hidden />}
            >
              {t('empty.bom')}
            </Button>
          ) : (
            ask
          )
        }
      >
        {t('empty.body')}
      </EmptyState>
    )
  }
  return <EmptyState title={t(`empty.${filter}Title`)}>{t(`empty.${filter}Body`)}</EmptyState>
}
