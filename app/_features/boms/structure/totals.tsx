'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconCopy, IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataGrid, type GridSort } from '@/app/_components/data-grid'
import { EmptyState } from '@/app/_components/empty-state'
import { ErrorNotice } from '@/app/_components/error-notice'
import { tsvRow } from '@/app/_components/grid-keys'
import { notify } from '@/app/_components/notify'
import { Button } from '@/app/_components/ui/button'
import { TextInput } from '@/app/_components/ui/field'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import { neutralised } from '@/server/kernel/csv'
import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import gridClasses from '../bom-grid.module.css'
import { GridSkeleton } from '../grid-skeleton'
import classes from './structure.module.css'
import { describeTotal, totalCard, totalColumns, totalName } from './total-columns'
import type { BuildView, Total } from './types'

const rowHeights = { desk: 34, phone: 64 }
const nothingSorted: GridSort = { column: '', descending: false }

/** What of one part is built in, needed and ordered. */
export function useTotals({ revision, build }: Pick<BuildView, 'revision' | 'build'>) {
  const trpc = useTRPC()
  const { quantity, variant, includeOptional, factory } = build
  return useQuery(
    trpc.boms.explosion.queryOptions(
      { revisionId: revision.id, quantity, variant, includeOptional, partnerOrgId: factory },
      { placeholderData: keepPreviousData },
    ),
  )
}

/** A build summed up per part. */
export function Totals({ bom, revision, build, phone }: BuildView) {
  const { t } = useTranslation('boms')
  const format = useFormat()
  const router = useRouter()
  const answer = useTotals({ revision, build })
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState(nothingSorted)
  const wanted = useDeferredValue(search.trim().toLowerCase())
  const all = useMemo(() => totalColumns({ t, format }), [t, format])
  const columns = useMemo(() => (phone ? [totalCard({ t, format })] : all), [phone, all, t, format])
  const rows = useMemo(() => {
    const found = (answer.data?.totals ?? []).filter(
      (row) =>
        wanted === '' ||
        [row.mpn, row.ipn, row.manufacturer, row.value, row.package, row.refs, describeTotal(row, format)].some(
          (text) => text.toLowerCase().includes(wanted),
        ),
    )
    return sorted(found, sort, (row) => totalName(row, describeTotal(row, format)), format.compare)
  }, [answer.data, wanted, sort, format])
  const copy = (lines: readonly (readonly string[])[], count: number) => {
    const text = lines.map((cells) => tsvRow(cells.map(neutralised))).join('\n')
    void navigator.clipboard
      .writeText(text)
      .then(() => notify({ message: t('structure.copied', { count }), autoClose: 1_500 }))
  }
  if (!answer.data)
    return answer.error ? <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} /> : <GridSkeleton />
  const { emptyPhantoms, totals } = answer.data
  return (
    <div className={gridClasses.whole}>
      <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      {emptyPhantoms > 0 && (
        <output className={classes.notice}>{t('structure.phantoms', { count: emptyPhantoms })}</output>
      )}
      <div className={`${classes.controls} no-print`}>
        <TextInput
          type="search"
          aria-label={t('structure.search')}
          placeholder={t('structure.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <span className={classes.end}>
          <span className={classes.count} aria-live="polite">
            {t('structure.parts', { count: rows.length })}
          </span>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconCopy size={16} aria-hidden />}
            disabled={rows.length === 0}
            onClick={() =>
              copy(
                [all.map(({ header }) => header), ...rows.map((row) => all.map(({ text }) => text(row)))],
                rows.length,
              )
            }
          >
            {t('structure.copyAll')}
          </Button>
        </span>
      </div>
      <div className={gridClasses.split}>
        <div className={gridClasses.grid} aria-busy={answer.isPlaceholderData || undefined}>
          {rows.length === 0 ? (
            <EmptyState title={t(totals.length === 0 ? 'structure.nothing' : 'structure.none')} />
          ) : (
            <DataGrid
              label={t('structure.totalsLabel', { name: format.text(bom.name) })}
              columns={columns}
              rowCount={rows.length}
              rowHeight={phone ? rowHeights.phone : rowHeights.desk}
              rowAt={(index) => rows[index]}
              onRange={() => undefined}
              sort={sort}
              onSort={(column) => setSort((before) => nextSort(before, column))}
              onOpen={(index) => {
                const lineId = rows[index]?.lineId
                if (lineId) router.push(paths.bomLine(bom.productId, bom.id, lineId))
              }}
              onCopy={(tsv) => copy([tsv.split('\t')], 1)}
              openIndex={null}
              headless={phone}
            />
          )}
        </div>
      </div>
      {!phone && <p className={`${gridClasses.keys} no-print`}>{t('structure.totalKeys')}</p>}
    </div>
  )
}

function nextSort({ column, descending }: GridSort, pressed: string): GridSort {
  if (column !== pressed) return { column: pressed, descending: false }
  return descending ? nothingSorted : { column, descending: true }
}

function sorted(
  rows: readonly Total[],
  { column, descending }: GridSort,
  nameOf: (row: Total) => string,
  compare: (a: string, b: string) => number,
): readonly Total[] {
  if (column === '') return rows
  const amount = (text: string) => parseDecimal(text) ?? { unscaled: 0n, scale: 0 }
  const by = (a: Total, b: Total): number =>
    column === 'gross' || column === 'need' || column === 'order'
      ? compareDecimals(amount(a[column]), amount(b[column]))
      : compare(nameOf(a), nameOf(b))
  return rows.toSorted((a, b) => (descending ? by(b, a) : by(a, b)))
}
