'use client'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBuildingFactory2, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { Link } from '@/app/_components/link'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/app/_components/link-button'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Button, CloseButton } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { AppRouter } from '@/server/trpc/root'
import { isCommonCountry } from '@/server/domains/orgs/rules/places'
import classes from './directory.module.css'

type Manufacturer = inferRouterOutputs<AppRouter>['orgs']['listManufacturers']['items'][number]

/** The manufacturers a brand may find, searched as one types. */
export function Directory() {
  const { t } = useTranslation(['orgs', 'common'])
  const trpc = useTRPC()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  const query = useInfiniteQuery(
    trpc.orgs.listManufacturers.infiniteQueryOptions(
      { search },
      { getNextPageParam: ({ next }) => next ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const known = query.isSuccess
  return (
    <>
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          type="search"
          aria-label={t('common:actions.search')}
          placeholder={t('orgs:directory.search')}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          rightSection={
            typed !== '' && (
              <CloseButton size="sm" aria-label={t('orgs:directory.clear')} onClick={() => setTyped('')} />
            )
          }
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <output className={classes.place}>
          {known &&
            items.length > 0 &&
            t(query.hasNextPage ? 'orgs:directory.countMore' : 'orgs:directory.count', { count: items.length })}
        </output>
      </div>
      <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
      {!known && !query.error && (
        <div className={classes.grid} aria-busy="true">
          {Array.from({ length: 6 }, (_, index) => (
            <Skeleton key={index} h={128} radius="md" />
          ))}
        </div>
      )}
      {known && items.length === 0 && <Nothing search={search} onClear={() => setTyped('')} />}
      <ul className={classes.grid}>
        {items.map((each) => (
          <li key={each.id}>
            <Card manufacturer={each} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button mt="md" variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common:actions.more')}
        </Button>
      )}
    </>
  )
}

function Nothing({ search, onClear }: { search: string; onClear: () => void }) {
  const { t } = useTranslation('orgs')
  return search === '' ? (
    <EmptyState
      icon={<IconBuildingFactory2 size={28} stroke={1.4} aria-hidden />}
      title={t('directory.empty')}
      action={
        <LinkButton href={paths.products()} variant="default">
          {t('directory.products')}
        </LinkButton>
      }
    >
      {t('directory.emptyBody')}
    </EmptyState>
  ) : (
    <EmptyState
      title={t('directory.nothing', { search })}
      action={
        <Button variant="default" onClick={onClear}>
          {t('directory.clear')}
        </Button>
      }
    >
      {t('directory.nothingBody')}
    </EmptyState>
  )
}

function Card({ manufacturer }: { manufacturer: Manufacturer }) {
  const { t } = useTranslation('orgs')
  const format = useFormat()
  const { id, legalNameEn, legalNameZh, country, city, about } = manufacturer
  const name = format.org(manufacturer)
  const other = name === legalNameEn ? legalNameZh : legalNameEn
  const place = [city, isCommonCountry(country) ? t(`country.${country}`) : country].filter(Boolean)
  return (
    <Link href={paths.manufacturer(id)} className={classes.card}>
      <span className={classes.name}>{name}</span>
      {other && (
        <span className={classes.other} lang={other === legalNameZh ? 'zh-CN' : 'en'}>
          {other}
        </span>
      )}
      <span className={classes.place}>{place.join(format.locale === 'zh' ? ' · ' : ', ')}</span>
      {about && <span className={classes.about}>{format.text(about)}</span>}
    </Link>
  )
}
