'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconTable } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { tsvRow } from '@/app/_components/grid-keys'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { Skeleton } from '@/app/_components/ui/layout'
import { useTRPC } from '@/app/_lib/trpc'
import { changeGroups, type ChangeGroup } from '@/server/domains/boms/rules/compare'
import type { Bom } from '../types'
import classes from './compare.module.css'
import { CostDelta } from './cost-delta'
import { DiffCard } from './diff-card'
import type { Pair } from './pair'
import { sheetRows, useCellWords } from './words'

const step = 200

type Props = Readonly<{ bom: Bom; pair: Pair }>

/** What differs between two revisions, counted by kind, filtered, line by line. */
export function Compared({ bom, pair }: Props) {
  const { t } = useTranslation(['bomRevisions', 'common'])
  const trpc = useTRPC()
  const words = useCellWords()
  const [groups, setGroups] = useState<readonly ChangeGroup[]>([])
  const [limit, setLimit] = useState(step)
  const diff = useQuery(
    trpc.boms.compareRevisions.queryOptions(
      { ...pair, groups: [...groups], limit: Math.min(limit, 500) },
      { placeholderData: keepPreviousData },
    ),
  )
  if (!diff.data)
    return diff.error ? (
      <ErrorNotice error={diff.error} onRetry={() => void diff.refetch()} />
    ) : (
      <Skeleton height={320} />
    )
  const { counts, rows, changed, unchanged, total } = diff.data
  if (changed === 0) return <EmptyState title={t('bomRevisions:compare.none')} />
  const toggle = (group: ChangeGroup) => {
    setLimit(step)
    setGroups((now) => (now.includes(group) ? now.filter((each) => each !== group) : [...now, group]))
  }
  const copy = () => {
    const text = sheetRows(rows, words).map(tsvRow).join('\n')
    void navigator.clipboard
      .writeText(text)
      .then(() => notify({ message: t('common:actions.copied'), autoClose: 1_500 }))
  }
  return (
    <>
      {bom.seesPrices && <CostDelta pair={pair} />}
      <output className={classes.summary}>{t('bomRevisions:compare.summary', { changed, unchanged })}</output>
      <div className={`${classes.bar} no-print`}>
        <fieldset className={classes.groups} aria-label={t('bomRevisions:compare.filter')}>
          {changeGroups.map((group) => (
            <button
              key={group}
              type="button"
              className={classes.chip}
              aria-pressed={groups.includes(group)}
              disabled={counts[group] === 0}
              onClick={() => toggle(group)}
            >
              {t('bomRevisions:compare.counted', {
                kind: t(`bomRevisions:compare.group.${group}`),
                count: counts[group],
              })}
            </button>
          ))}
        </fieldset>
        <div className={classes.end}>
          <output className={classes.count}>{t('bomRevisions:compare.shown', { shown: rows.length, total })}</output>
          <Button size="compact-md" variant="default" leftSection={<IconTable size={15} aria-hidden />} onClick={copy}>
            {t('bomRevisions:compare.copyTable')}
          </Button>
        </div>
      </div>
      {rows.length === 0 && <EmptyState title={t('bomRevisions:compare.noneFiltered')} />}
      <ol className={classes.list} aria-label={t('bomRevisions:compare.list')}>
        {rows.map((row) => (
          <DiffCard key={`${row.kind} ${row.key}`} row={row} bom={bom} words={words} />
        ))}
      </ol>
      {rows.length < total && limit < 500 && (
        <Button variant="default" loading={diff.isFetching} onClick={() => setLimit(limit + step)}>
          {t('bomRevisions:compare.more')}
        </Button>
      )}
    </>
  )
}
