'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { DataGrid, type GridHandle } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import classes from './bom-grid.module.css'
import { cardColumn, lineColumns } from './columns'
import { GridToolbar } from './grid-toolbar'
import { LinePanel } from './line-panel'
import type { Bom } from './types'
import { filterOf, isLineSort, useGridState } from './use-grid-state'
import { useOpenLine } from './use-open-line'
import { useStoredColumns } from './use-stored-columns'
import { useWindows } from './use-windows'

type Props = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  phone: boolean
  linkedLine: string | null
  /** Questions about a line; the panel shows them below the facts. */
  questionsOf: (line: Readonly<{ id: string; label: string }>) => ReactNode
  /** Beside the grid while no line is open. */
  aside: ReactNode
}>

const rowHeights = { desk: 32, phone: 60 }

/** The lines of one revision with search, filters, columns and the panel of the line that is open. */
export function BomGrid({ bom, revision, phone, linkedLine, questionsOf, aside }: Props) {
  const { t } = useTranslation(['boms', 'bomImport', 'common'])
  const format = useFormat()
  const trpc = useTRPC()
  const asked = useSearchParams().get('show')
  const client = useTRPCClient()
  const { chosen, choose, sort, sortBy } = useGridState(asked)
  const [columnKeys, setColumnKeys] = useStoredColumns()
  const grid = useRef<GridHandle>(null)

  const counts = useQuery(
    trpc.threads.countsForBom.queryOptions({ productId: bom.productId, bomId: bom.id, revisionId: revision.id }),
  )
  const questions = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(counts.data?.lines ?? {}).flatMap(([lineId, { open }]) =>
          open > 0 ? [[lineId, open] as const] : [],
        ),
      ),
    [counts.data],
  )
  const withQuestion = useMemo(() => Object.keys(questions), [questions])
  const filter = useDeferredValue(useMemo(() => filterOf(chosen, withQuestion), [chosen, withQuestion]))
  const input = {
    revisionId: revision.id,
    sort: isLineSort(sort.column) ? sort.column : ('position' as const),
    descending: sort.descending,
    filter,
  }
  const windows = useWindows({
    list: [['boms', 'lines'], input],
    expected: revision.lineCount,
    load: (offset, limit) => client.boms.lines.query({ ...input, offset, limit }),
  })
  const { rowAt: lineAt, total } = windows
  const sections = useQuery(trpc.boms.listSections.queryOptions({ revisionId: revision.id }, { staleTime: Infinity }))

  const words = useMemo(() => ({ t, format, questions }), [t, format, questions])
  const columns = useMemo(
    () => (phone ? [cardColumn(words)] : lineColumns(columnKeys, bom.seesPrices, words)),
    [phone, columnKeys, bom.seesPrices, words],
  )
  const open = useOpenLine({ bom, revision, linkedLine, total, lineAt, grid })
  const copy = useCallback(
    (tsv: string) => {
      void navigator.clipboard.writeText(tsv).then(() => notify({ message: t('boms:grid.copied'), autoClose: 1_500 }))
    },
    [t],
  )
  const [link] = useState(
    () => (lineId: string) =>
      typeof window === 'undefined' ? '' : `${window.location.origin}${paths.bomLine(bom.productId, bom.id, lineId)}`,
  )
  const sortable = lineColumns(columnKeys, bom.seesPrices, words).flatMap(({ key, sort: by }) =>
    by === undefined ? [] : [key],
  )
  const sortKeyOf = (key: string) =>
    key === 'description' ? (format.locale === 'zh' ? 'descriptionZh' : 'descriptionEn') : key
  return (
    <div className={classes.whole}>
      <GridToolbar
        chosen={chosen}
        onChoose={choose}
        sections={sections.data ?? []}
        variants={revision.variants}
        total={total}
        lineCount={revision.lineCount}
        columns={columnKeys}
        onColumns={setColumnKeys}
        prices={bom.seesPrices}
        writes={bom.mayWrite}
        sorting={phone ? { sort, sortable, onSort: (key) => sortBy(sortKeyOf(key)) } : undefined}
      />
      <ErrorNotice error={windows.error} onRetry={windows.retry} />
      <div className={classes.split}>
        <div className={classes.grid} data-stale={!windows.settled || undefined}>
          {total === 0 && windows.settled ? (
            <output className={classes.none}>{t('boms:grid.none')}</output>
          ) : (
            <DataGrid
              label={t('boms:grid.label', { name: format.text(bom.name) })}
              columns={columns}
              rowCount={total}
              rowHeight={phone ? rowHeights.phone : rowHeights.desk}
              rowAt={lineAt}
              onRange={windows.onRange}
              sort={sort}
              onSort={sortBy}
              onOpen={open.openAt}
              onCopy={copy}
              onEscape={open.lineId === null ? undefined : open.close}
              openIndex={open.index}
              headless={phone}
              handle={grid}
            />
          )}
        </div>
        {open.lineId === null && aside}
        {open.lineId !== null && (
          <LinePanel
            lineId={open.lineId}
            known={open.known}
            fileName={revision.fileName}
            link={link(open.lineId)}
            editable={bom.mayWrite && revision.state === 'draft'}
            onClose={open.close}
            onStep={open.step}
            questionsOf={questionsOf}
          />
        )}
      </div>
      {!phone && <p className={`${classes.keys} no-print`}>{t('boms:grid.keys')}</p>}
    </div>
  )
}
