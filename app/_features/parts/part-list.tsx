'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@/app/_components/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '@/app/_components/action-menu'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { onFirstUse } from '@/app/_components/on-first-use'
import { PageHeader } from '@/app/_components/page-header'
import { Button, UnstyledButton } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { partFilters, type PartFilter } from '@/server/domains/parts/rules/filters'
import type { PartListItem } from '@/server/domains/parts/queries/list-parts'
import { isUnfiltered, readFilters, writeFilters, type Filters } from './filters'
import { PartRows } from './part-rows'
import classes from './part-list.module.css'

const NewPartDialog = onFirstUse(() => import('./part-dialog').then((module) => module.NewPartDialog))

type Page = {
  items: PartListItem[]
  total: number
  may: { write: boolean; approve: boolean; prices: boolean }
  nextCursor: string | null
}
const pauseMs = 200

/** The library: found by any number or name, narrowed to what needs care. The address says what is shown. */
export function PartList({ first, firstFilters }: { first: Page; firstFilters: Filters }) {
  const { t } = useTranslation(['parts', 'common'])
  const trpc = useTRPC()
  const here = usePathname()
  const asked = readFilters(useSearchParams())
  const [typed, setTyped] = useState(asked.search)
  const [creating, setCreating] = useState(false)
  const [search] = useDebouncedValue(typed.trim(), pauseMs)
  const show = (next: Filters) => {
    const query = writeFilters(next)
    window.history.replaceState(null, '', query === '' ? here : `${here}?${query}`)
  }
  useEffect(() => {
    if (search === asked.search) return
    show({ ...asked, search })
    // Only what is typed leads; the other filters write the address themselves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [search])
  const filters = { ...asked, search }
  const isFirst = writeFilters(filters) === writeFilters(firstFilters)
  const pages = useInfiniteQuery(
    trpc.parts.listParts.infiniteQueryOptions(filters, {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      placeholderData: keepPreviousData,
      ...(isFirst ? { initialData: { pages: [first], pageParams: [null] } } : {}),
    }),
  )
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const total = pages.data?.pages[0]?.total ?? 0
  const { may } = first
  const bare = isUnfiltered(filters) && items.length === 0 && pages.isSuccess && !pages.isPlaceholderData
  const toggle = (filter: PartFilter) =>
    show({
      ...filters,
      filters: filters.filters.includes(filter)
        ? filters.filters.filter((each) => each !== filter)
        : [...filters.filters, filter],
    })
  return (
    <>
      <PageHeader
        title={t('title')}
        hint={t('hint')}
        actions={<Actions bare={bare} write={may.write} onNew={() => setCreating(true)} />}
      />
      {bare ? (
        <EmptyState
          title={t('list.emptyTitle')}
          action={
            may.write ? (
              <div className={classes.start}>
                <Button component={Link} href={paths.partImport()} leftSection={<IconUpload size={16} aria-hidden />}>
                  {t('list.import')}
                </Button>
                <Button variant="default" onClick={() => setCreating(true)}>
                  {t('list.new')}
                </Button>
              </div>
            ) : undefined
          }
        >
          {t(may.write ? 'list.emptyBody' : 'list.emptyViewer')}
        </EmptyState>
      ) : (
        <>
          <div className={classes.tools}>
            <TextInput
              className={classes.search}
              type="search"
              aria-label={t('list.search')}
              placeholder={t('list.search')}
              leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
              maxLength={200}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <SegmentedControl
              aria-label={t('list.show')}
              value={filters.archived ? 'archived' : 'active'}
              onChange={(value) => show({ ...filters, archived: value === 'archived' })}
              data={[
                { value: 'active', label: t('list.active') },
                { value: 'archived', label: t('list.archived') },
              ]}
            />
          </div>
          <fieldset className={classes.filters} aria-label={t('list.filters')}>
            {partFilters.map((filter) => (
              <UnstyledButton
                key={filter}
                className={classes.filter}
                aria-pressed={filters.filters.includes(filter)}
                onClick={() => toggle(filter)}
              >
                {t(`list.filter.${filter}`)}
              </UnstyledButton>
            ))}
            <output className={classes.count}>{t('list.count', { count: total })}</output>
          </fieldset>
          <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
          {items.length > 0 && <PartRows items={items} />}
          {pages.isSuccess && items.length === 0 && (
            <EmptyState
              title={t('list.emptySearch')}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setTyped('')
                    show({ search: '', filters: [], archived: false })
                  }}
                >
                  {t('list.clear')}
                </Button>
              }
            >
              {t('list.emptySearchBody')}
            </EmptyState>
          )}
          {pages.hasNextPage && (
            <div className={classes.more}>
              <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('common:actions.more')}
              </Button>
            </div>
          )}
        </>
      )}
      <NewPartDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  )
}

function Actions({ bare, write, onNew }: { bare: boolean; write: boolean; onNew: () => void }) {
  const { t } = useTranslation('parts')
  return (
    <>
      <Button component={Link} href={paths.crossReferences()} variant="default">
        {t('crossReferences.title')}
      </Button>
      <Button component={Link} href={paths.exchangeRates()} variant="default">
        {t('list.rates')}
      </Button>
      {!bare && (
        <ActionMenu
          trigger={
            <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
              {t('list.export')}
            </Button>
          }
          entries={[
            { label: t('list.exportXlsx'), file: paths.files.partsExport('xlsx'), tall: true },
            { label: t('list.exportCsv'), file: paths.files.partsExport('csv'), tall: true },
          ]}
        />
      )}
      {write && !bare && (
        <>
          <Button
            component={Link}
            href={paths.partImport()}
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            {t('list.import')}
          </Button>
          <Button leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />} onClick={onNew}>
            {t('list.new')}
          </Button>
        </>
      )}
    </>
  )
}
