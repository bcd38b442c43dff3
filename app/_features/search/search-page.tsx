'use client'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@/app/_components/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { PageHeader } from '@/app/_components/page-header'
import { Panel } from '@/app/_components/panel'
import { Button, CloseButton } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { Skeleton } from '@/app/_components/ui/layout'
import { searchKinds, longestQuery, type SearchKind } from '@/server/domains/search/rules/kinds'
import { HitWords } from './hit-words'
import { pathOf } from './path-of'
import { useSearch, useTyped, type Group } from './use-search'
import classes from './search-page.module.css'

const ofEachKind = 6
const ofOneKind = 50

/** Everything that was found, by kind; the address says what was asked, so that it can be sent to a colleague. */
export function SearchPage() {
  const { t } = useTranslation(['search', 'common'])
  const here = usePathname()
  const parameters = useSearchParams()
  const { typed, setTyped, asked, composition } = useTyped(parameters.get('q') ?? '')
  const kind = searchKinds.find((name) => name === parameters.get('kind')) ?? null
  const found = useSearch(asked, { kind, limit: kind ? ofOneKind : ofEachKind })
  const groups = asked === '' ? [] : (found.data?.groups ?? [])

  const go = (next: Readonly<{ q: string; kind: SearchKind | null }>, how: 'push' | 'replace') => {
    const query = new URLSearchParams({ ...(next.q && { q: next.q }), ...(next.kind && { kind: next.kind }) })
    window.history[`${how}State`](null, '', query.size > 0 ? `${here}?${query}` : here)
  }
  useEffect(() => {
    if (asked !== (parameters.get('q') ?? '')) go({ q: asked, kind }, 'replace')
    // Only what is asked moves the address; the address itself must not.
    // eslint-disable-next-line react/exhaustive-deps
  }, [asked])

  return (
    <>
      <PageHeader title={t('search:title')} hint={t('search:hint')} />
      <TextInput
        className={classes.field}
        type="search"
        aria-label={t('search:field')}
        placeholder={t('search:placeholder')}
        autoFocus
        maxLength={longestQuery}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        rightSection={
          typed !== '' && <CloseButton size="md" aria-label={t('search:clear')} onClick={() => setTyped('')} />
        }
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        {...composition}
      />
      {kind && (
        <div className={classes.kinds}>
          <Button size="compact-sm" variant="default" onClick={() => go({ q: asked, kind: null }, 'push')}>
            {t('search:allKinds')}
          </Button>
          <span>{t(`search:kind.${kind}`)}</span>
        </div>
      )}
      <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      {found.isLoading && (
        <Panel flush>
          <div aria-busy="true" aria-label={t('search:searching')}>
            {[1, 2, 3, 4].map((row) => (
              <Skeleton key={row} height={36} m={16} width="auto" />
            ))}
          </div>
        </Panel>
      )}
      {asked === '' && <EmptyState title={t('search:field')}>{t('search:start')}</EmptyState>}
      {asked !== '' && found.isSuccess && groups.length === 0 && (
        <EmptyState title={t('search:nothing', { query: asked })}>{t('search:nothingHint')}</EmptyState>
      )}
      {groups.map((group) => (
        <Found key={group.kind} group={group} onMore={kind ? null : () => go({ q: asked, kind: group.kind }, 'push')} />
      ))}
    </>
  )
}

function Found({ group: { kind, hits, more }, onMore }: { group: Group; onMore: (() => void) | null }) {
  const { t } = useTranslation('search')
  return (
    <section className={classes.group} aria-labelledby={`found-${kind}`}>
      <div className={classes.head}>
        <h2 className={classes.label} id={`found-${kind}`}>
          {t(`kind.${kind}`)}
        </h2>
        <span className={classes.count}>{t(more ? 'countMore' : 'count', { count: hits.length })}</span>
        {more && onMore && (
          <Button size="compact-sm" variant="subtle" onClick={onMore}>
            {t('more')}
          </Button>
        )}
      </div>
      <ul className={classes.hits}>
        {hits.map((hit) => (
          <li key={hit.subjectId}>
            <Link href={pathOf(hit)} className={classes.hit}>
              <HitWords hit={hit} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
