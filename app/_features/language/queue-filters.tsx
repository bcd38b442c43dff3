'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '@/app/_components/ui/choices'
import { NativeSelect } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { waitingStates } from '@/server/domains/language/rules/queue'
import { languages } from '@/server/kernel/bilingual'
import classes from './queue-page.module.css'

/** Filters live in the address, so that a link to "critical, from English" can be sent to a colleague. */
export function useFilters() {
  const search = useSearchParams()
  const here = usePathname()
  const filters = {
    productId: search.get('product'),
    state: waitingStates.find((state) => state === search.get('state')) ?? null,
    from: languages.find((language) => language === search.get('from')) ?? null,
    critical: search.get('critical') !== null,
    mine: search.get('mine') !== null,
    person: search.get('person'),
  }
  const set = (change: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(change)) {
      if (value === null || value === '') next.delete(name)
      else next.set(name, value)
    }
    window.history.replaceState(null, '', next.size > 0 ? `${here}?${next}` : here)
  }
  return { filters, set }
}

type FilterProps = ReturnType<typeof useFilters>

/** What of the queue is shown: by product, person, state, direction. */
export function QueueFilters({ filters, set }: FilterProps) {
  const { t } = useTranslation('language')
  const trpc = useTRPC()
  const format = useFormat()
  const counts = useQuery(trpc.language.countQueue.queryOptions({}))
  const products = counts.data ?? []
  const { user: me } = useViewer()
  const translators = useQuery(
    trpc.language.listTranslators.queryOptions({ productId: filters.productId }, { placeholderData: keepPreviousData }),
  )
  // Oneself first: that is who one looks for.
  const people = (translators.data?.people ?? []).toSorted(
    (a, b) => Number(b.userId === me.id) - Number(a.userId === me.id),
  )
  return (
    <div className={classes.filters}>
      <NativeSelect
        size="sm"
        aria-label={t('queue.product')}
        value={filters.productId ?? ''}
        onChange={(event) => set({ product: event.currentTarget.value })}
        data={[
          { value: '', label: t('queue.allProducts') },
          ...products.map(({ productId, code, name, total }) => ({
            value: productId,
            label: `${code} ${format.text(name)} · ${format.count(total)}`,
          })),
          // A product of which nothing waits any more is still the one that is shown.
          ...(filters.productId !== null &&
          counts.isSuccess &&
          !products.some(({ productId }) => productId === filters.productId)
            ? [{ value: filters.productId, label: t('overview.none') }]
            : []),
        ]}
      />
      <NativeSelect
        size="sm"
        aria-label={t('queue.person')}
        value={filters.person ?? ''}
        onChange={(event) => set({ person: event.currentTarget.value })}
        data={[
          { value: '', label: t('queue.anyone') },
          {
            value: 'nobody',
            label: `${t('queue.nobody')}${translators.data ? ` · ${format.count(translators.data.nobody)}` : ''}`,
          },
          ...people.map(({ userId, waiting, ...person }) => ({
            value: userId,
            label: `${userId === me.id ? t('queue.me') : format.person(person)} · ${format.count(waiting)}`,
          })),
        ]}
      />
      <NativeSelect
        size="sm"
        aria-label={t('queue.state')}
        value={filters.state ?? ''}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t('queue.allStates') },
          ...waitingStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
        ]}
      />
      <NativeSelect
        size="sm"
        aria-label={t('queue.from')}
        value={filters.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value })}
        data={[
          { value: '', label: t('queue.both') },
          { value: 'en', label: t('queue.fromEn') },
          { value: 'zh', label: t('queue.fromZh') },
        ]}
      />
      <Checkbox
        label={t('queue.mine')}
        title={t('queue.mineHint')}
        checked={filters.mine}
        onChange={(event) => set({ mine: event.currentTarget.checked ? '1' : null })}
      />
      <Checkbox
        label={t('queue.criticalOnly')}
        checked={filters.critical}
        onChange={(event) => set({ critical: event.currentTarget.checked ? '1' : null })}
      />
    </div>
  )
}
