'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { SegmentedControl } from '@/app/_components/ui/segmented-control'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { useViewer } from '@/app/_lib/viewer'
import { can } from '@/server/domains/orgs/policy'
import type { ProductListItem } from '@/server/domains/products/queries/list-products'
import { NdaList } from './nda-list'
import { PendingInvitations } from './pending-invitations'
import { ProductRows } from './product-rows'
import classes from './product-list.module.css'

type Page = { items: ProductListItem[]; nextCursor: string | null }
const pauseMs = 200

/** Every product the organisation works on, found by code or either name. */
export function ProductList({ first }: { first: Page }) {
  const { t } = useTranslation(['products', 'common'])
  const trpc = useTRPC()
  const { org } = useViewer()
  const [typed, setTyped] = useState('')
  const [archived, setArchived] = useState(false)
  const [search] = useDebouncedValue(typed.trim(), pauseMs)
  const unfiltered = search === '' && !archived
  const pages = useInfiniteQuery(
    trpc.products.listProducts.infiniteQueryOptions(
      { search, archived },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor,
        placeholderData: keepPreviousData,
        ...(unfiltered ? { initialData: { pages: [first], pageParams: [null] } } : {}),
      },
    ),
  )
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const brand = org?.kind === 'brand'
  const mayCreate = brand && org !== null && can(org.role, 'products:create')
  const bare = unfiltered && items.length === 0 && !pages.isPlaceholderData
  return (
    <>
      <PageHeader title={t('title')} actions={mayCreate && !bare ? <NewProduct /> : undefined} />
      {!brand && <PendingInvitations />}
      {!(bare && first.items.length === 0) && (
        <div className={classes.tools}>
          <TextInput
            className={classes.search}
            type="search"
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <SegmentedControl
            aria-label={t('list.archived')}
            value={archived ? 'archived' : 'active'}
            onChange={(value) => setArchived(value === 'archived')}
            data={[
              { value: 'active', label: t('list.active') },
              { value: 'archived', label: t('list.archived') },
            ]}
          />
        </div>
      )}
      <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
      {items.length > 0 && <ProductRows items={items} />}
      {pages.isSuccess && items.length === 0 && (
        <Nothing brand={brand} mayCreate={mayCreate} search={search} archived={archived} />
      )}
      {pages.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('common:actions.more')}
          </Button>
        </div>
      )}
      {!brand && <NdaList />}
    </>
  )
}

function NewProduct() {
  const { t } = useTranslation('products')
  return (
    <Button component={Link} href={paths.newProduct()} leftSection={<IconPlus size={16} stroke={1.8} aria-hidden />}>
      {t('list.new')}
    </Button>
  )
}

function Nothing(shown: { brand: boolean; mayCreate: boolean; search: string; archived: boolean }) {
  const { t } = useTranslation('products')
  if (shown.search !== '') return <EmptyState title={t('list.emptySearch')}>{t('list.emptySearchBody')}</EmptyState>
  if (shown.archived) return <EmptyState title={t('list.emptyArchived')} />
  if (shown.brand) {
    return (
      <EmptyState title={t('list.emptyBrand')} action={shown.mayCreate ? <NewProduct /> : undefined}>
        {t('list.emptyBrandBody')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title={t('list.emptyFactory')}
      action={
        <Button component={Link} href={paths.settings.organization()} variant="default">
          {t('list.improveListing')}
        </Button>
      }
    >
      {t('list.emptyFactoryBody')}
    </EmptyState>
  )
}
