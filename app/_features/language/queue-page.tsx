'use client'
import { IconArrowLeft, IconLanguage } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { notify } from '@/app/_components/notify'
import { PageHeader } from '@/app/_components/page-header'
import { useMinute } from '@/app/_components/shore-clocks'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { languageTags } from '@/locales/config'
import { BilingualState } from './bilingual-state'
import { QueueFilters, useFilters } from './queue-filters'
import type { QueueItem } from './types'
import { useAssign } from './use-assign'
import { useSaveText } from './use-save-text'
import { useWhat } from './use-what'
import classes from './queue-page.module.css'

const limit = 40
/** Fetched with the first text that is opened. */
const QueueText = lazy(async () => ({ default: (await import('./queue-text')).QueueText }))

/** Everything that waits for its other language: the list, and the text that is worked on. */
export function QueuePage() {
  const { t } = useTranslation(['language', 'common'])
  const trpc = useTRPC()
  const { user: me } = useViewer()
  const { filters, set } = useFilters()
  const asked = useInfiniteQuery(
    trpc.language.listQueue.infiniteQueryOptions({ ...filters, limit }, { getNextPageParam: ({ next }) => next }),
  )
  const items = asked.data?.pages.flatMap((page) => page.items) ?? []
  // The text worked on is held: it may leave the list while somebody types.
  const [held, setHeld] = useState<QueueItem | null>(null)
  const [focus, setFocus] = useState(0)
  const chosen = (held && items.find(({ key }) => key === held.key)) ?? held
  const list = useRef<HTMLUListElement>(null)

  const choose = (item: QueueItem | null, edit = false) => {
    setHeld(item)
    if (edit) setFocus((times) => times + 1)
    else if (item) requestAnimationFrame(() => rowOf(list.current, item.key)?.focus())
    if (edit) window.scrollTo({ top: 0 })
  }
  const neighbour = (item: QueueItem | null, step: 1 | -1): QueueItem | null => {
    const at = items.findIndex(({ key }) => key === item?.key)
    return items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))] ?? null
  }
  const save = useSaveText(({ item, said }) => {
    notify({ message: t(said.verify ? 'language:queue.verified' : 'language:queue.saved') })
    const next = neighbour(item, 1)
    choose(next?.key === item.key ? null : next)
  })
  const verify = async (item: QueueItem) => {
    const { body } = item
    const { checkTexts } = await import('./checks')
    // What does not agree, or is not written yet, is looked at first.
    const agrees = body.en !== '' && body.zh !== '' && checkTexts(body, []).findings.length === 0
    if (!agrees || !item.mayWrite) return choose(item, true)
    save.mutate({ item, next: body, said: { verify: true, differs: false, machine: false } })
  }

  const assign = useAssign(({ item, person }) =>
    // It may have left the list: whoever filters by person sees it go, and still has it open.
    setHeld((now) =>
      now?.key === item.key ? { ...item, assignedTo: person?.userId ?? null, responsible: person } : now,
    ),
  )
  const take = (item: QueueItem) => {
    if (item.mayWrite && !assign.isPending && item.responsible?.userId !== me.id)
      assign.mutate({
        item,
        person: { userId: me.id, displayNameEn: me.displayNameEn, displayNameZh: me.displayNameZh },
      })
  }

  useKeys((key) => {
    if (key === 'j' || key === 'k') choose(neighbour(chosen, key === 'j' ? 1 : -1))
    else if (!chosen) return false
    else if (key === 'Enter') choose(chosen, true)
    else if (key === 'v') void (save.isPending || verify(chosen))
    else if (key === 't') take(chosen)
    else return false
    return true
  })

  const filtered =
    filters.state !== null || filters.from !== null || filters.person !== null || filters.critical || filters.mine
  return (
    <>
      <div className={classes.header} data-detail={chosen !== null || undefined}>
        <PageHeader title={t('language:queue.title')} hint={t('language:queue.hint')} />
      </div>
      <div className={classes.panes} data-detail={chosen !== null || undefined}>
        <section className={classes.list} aria-label={t('language:queue.list')}>
          <QueueFilters filters={filters} set={set} />
          <ErrorNotice error={asked.error} onRetry={() => void asked.refetch()} />
          {asked.isPending && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={48} m={12} width="auto" />)}
          {asked.isSuccess && items.length === 0 && (
            <EmptyState
              icon={<IconLanguage size={28} stroke={1.4} aria-hidden />}
              title={t('language:queue.emptyTitle')}
            >
              {t(filtered ? 'language:queue.emptyFilter' : 'language:queue.emptyBody')}
            </EmptyState>
          )}
          <ul className={classes.rows} ref={list}>
            {items.map((item) => (
              <li key={item.key}>
                <QueueRow item={item} chosen={item.key === chosen?.key} onChoose={() => choose(item)} />
              </li>
            ))}
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
        </section>
        <section className={classes.detail} aria-label={t('language:queue.title')}>
          {chosen ? (
            <>
              <Button
                className={classes.back}
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconArrowLeft size={15} aria-hidden />}
                onClick={() => setHeld(null)}
              >
                {t('language:queue.back')}
              </Button>
              <Suspense fallback={<Skeleton height={200} />}>
                <QueueText
                  key={`${chosen.key} ${focus}`}
                  item={chosen}
                  autoFocus={focus > 0}
                  busy={save.isPending}
                  error={save.variables?.item.key === chosen.key ? save.error : null}
                  onSave={(next, said) => save.mutate({ item: chosen, next, said })}
                  onLeave={() => choose(chosen)}
                  assign={assign}
                />
              </Suspense>
            </>
          ) : (
            <p className={classes.choose}>
              <IconLanguage size={22} stroke={1.4} aria-hidden />
              {t('language:queue.choose')}
            </p>
          )}
          <p className={classes.keys}>{t('language:queue.keys')}</p>
        </section>
      </div>
    </>
  )
}

function QueueRow({ item, chosen, onChoose }: { item: QueueItem; chosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation('language')
  const format = useFormat()
  const now = useMinute()
  const what = useWhat()
  const { body } = item
  return (
    <UnstyledButton className={classes.row} data-key={item.key} aria-current={chosen || undefined} onClick={onChoose}>
      <span className={classes.top}>
        {item.subjectKind !== 'product' && <span className={classes.code}>{item.productCode}</span>}
        <span className={classes.what}>{what(item)}</span>
        {item.critical && <span className={classes.critical}>{t('queue.critical')}</span>}
      </span>
      <span className={classes.words} lang={languageTags[body.source]}>
        {body[body.source]}
      </span>
      <span className={classes.meta}>
        <BilingualState text={body} />
        {item.responsible && <span>{format.person(item.responsible)}</span>}
        <time dateTime={item.since.toISOString()} title={format.moment(item.since)} suppressHydrationWarning>
          {now ? format.ago(item.since, now) : format.day(item.since)}
        </time>
      </span>
    </UnstyledButton>
  )
}

const rowOf = (list: HTMLElement | null, key: string) =>
  [...(list?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].find((row) => row.dataset['key'] === key)

/** Single keys of the page, while nobody types and nothing lies above it. */
function useKeys(press: (key: string) => boolean) {
  const latest = useRef(press)
  useEffect(() => {
    latest.current = press
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
      const target = event.target instanceof HTMLElement ? event.target : null
      if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"]')) return
      // Enter on a button or a link is that button's or link's, except on a row of the list.
      if (event.key === 'Enter' && target?.closest('button, a') && !target.closest('[data-key]')) return
      if (latest.current(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
