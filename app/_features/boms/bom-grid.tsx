'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '@/app/_components/notify'
import { beside } from '@/app/_components/beside'
import { DataGrid, type GridHandle } from '@/app/_components/data-grid'
import { ErrorNotice } from '@/app/_components/error-notice'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc'
import classes from './bom-grid.module.css'
import { cardColumn, lineColumns } from './columns'
import { GridToolbar } from './grid-toolbar'
import { useTableClipboard } from './editing/use-table-clipboard'
import type { Placing } from './editing/line-editor'
import { LinePanel } from './line-panel'
import type { AskedLine, Bom } from './types'
import { filterOf, isLineSort, useGridState } from './use-grid-state'
import { useOpenLine } from './use-open-line'
import { useStoredColumns } from './use-stored-columns'
import { useWindows } from './use-windows'

const AddPanel = beside(
  () => import('./editing/add-panel').then((module) => module.AddPanel),
  () => null,
)

type Props = Readonly<{
  bom: Bom
  revision: Bom['revisions'][number]
  phone: boolean
  linkedLine: string | null
  /** A line that the panel beside the grid leads to. */
  asked: AskedLine | null
  /** Questions about a line; the panel shows them below the facts. */
  questionsOf: (line: Readonly<{ id: string; label: string }>) => ReactNode
  /** Beside the grid while no line is open. */
  aside: ReactNode
}>

const rowHeights = { desk: 32, phone: 60 }

/** The lines of one revision with search, filters, columns and the panel of the line that is open. */
export function BomGrid({ bom, revision, phone, linkedLine, asked: askedLine, questionsOf, aside }: Props) {
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
  const columnsShown = useMemo(
    () => lineColumns(columnKeys, bom.seesPrices, words),
    [columnKeys, bom.seesPrices, words],
  )
  const columns = phone ? [cardColumn(words)] : columnsShown
  const open = useOpenLine({ bom, revision, linkedLine, total, lineAt, grid })
  const { openLine } = open
  const lastAsked = useRef<AskedLine | null>(null)
  useEffect(() => {
    if (askedLine === null || askedLine === lastAsked.current) return
    lastAsked.current = askedLine
    openLine(askedLine.lineId)
  }, [askedLine, openLine])
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
  const [adding, setAdding] = useState<Placing | null>(null)
  const editable = bom.mayWrite && revision.state === 'draft' && revision.id === bom.currentRevisionId
  const table = useTableClipboard({
    bom,
    revision,
    editable,
    columns: columnsShown,
    total,
    load: (offset, limit) => client.boms.lines.query({ ...input, offset, limit }),
  })
  const sortable = columnsShown.flatMap(({ key, sort: by }) => (by === undefined ? [] : [key]))
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
        onCopyAll={() => table.copy(null)}
        onAdd={editable ? () => setAdding({ at: 'after', target: null }) : undefined}
        sorting={phone ? { sort, sortable, onSort: (key) => sortBy(sortKeyOf(key)) } : undefined}
      />
      <ErrorNotice error={windows.error} onRetry={windows.retry} />
      <div className={classes.split}>
        <div className={classes.grid} aria-busy={!windows.settled || undefined}>
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
              onCopyRange={table.copy}
              onPaste={table.paste}
              onEscape={open.lineId === null ? undefined : open.close}
              openIndex={open.index}
              headless={phone}
              handle={grid}
            />
          )}
        </div>
        {adding !== null && (
          <AddPanel
            productId={bom.productId}
            revisionId={revision.id}
            seesPrices={bom.seesPrices}
            place={adding}
            onDone={(added) => {
              setAdding(null)
              if (added !== undefined) open.openLine(added)
            }}
          />
        )}
        {open.lineId === null && adding === null && aside}
        {open.lineId !== null && adding === null && (
          <LinePanel
            lineId={open.lineId}
            known={open.known}
            fileName={revision.fileName}
            link={link(open.lineId)}
            onClose={open.close}
            onStep={open.step}
            draft={
              editable
                ? {
                    productId: bom.productId,
                    revisionId: revision.id,
                    seesPrices: bom.seesPrices,
                    neighbours: open.neighbours,
                    onAdd: setAdding,
                    onGone: open.close,
                  }
                : null
            }
            questionsOf={questionsOf}
          />
        )}
      </div>
      {!phone && <p className={`${classes.keys} no-print`}>{t('boms:grid.keys')}</p>}
      {table.dialog}
    </div>
  )
}
