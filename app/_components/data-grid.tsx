'use client'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react'
import classes from './data-grid.module.css'
import { isComposing } from './form'
import { moveBy, tsvRow, type GridCell } from './grid-keys'

/** One column of a grid. `cell` and `text` are called for shown rows only. */
export type GridColumn<Row> = Readonly<{
  key: string
  header: string
  /** Pixels. */
  width: number
  /** Name of the sort this header asks for; absent where the column cannot be sorted. */
  sort?: string
  numeric?: boolean
  /** Stays in sight when the rest scrolls sideways; only for the first columns. */
  sticky?: boolean
  cell: (row: Row) => ReactNode
  /** What is copied. */
  text: (row: Row) => string
}>

export type GridSort = Readonly<{ column: string; descending: boolean }>
export type GridHandle = Readonly<{ scrollTo: (index: number) => void; focus: () => void }>

export type GridBranch = Readonly<{ level: number; expanded?: boolean }>
export type RowTone = 'error' | 'warning' | 'muted'

type Props<Row> = Readonly<{
  label: string
  columns: readonly GridColumn<Row>[]
  rowCount: number
  rowHeight: number
  /** Undefined while the row is still on its way: a skeleton stands in its place. */
  rowAt: (index: number) => Row | undefined
  /** Told which rows are in sight, so that their windows are asked for. */
  onRange: (first: number, last: number) => void
  sort: GridSort
  onSort: (column: string) => void
  onOpen: (index: number, column: number) => void
  onCopy?: (tsv: string) => void
  /** Keys the grid does not know, and those it should leave alone: true where they were dealt with. */
  onKey?: (key: string, cell: GridCell) => boolean
  /** How deep a row stands and whether what is below it is shown; makes the grid a tree. Absent `expanded`: nothing below. */
  branchOf?: (row: Row) => GridBranch
  /** Ctrl or ⌘ with C: what is selected (Shift with arrows, Ctrl or ⌘ with A), else the current row. */
  onCopyRange?: ((range: GridRange) => void) | undefined
  /** Text from the clipboard, and the cell it goes to. */
  onPaste?: ((text: string, at: GridCell) => void) | undefined
  onEscape?: () => void
  /** The row whose details are open. */
  openIndex: number | null
  /** Marks a row that needs attention. */
  toneOf?: (row: Row) => RowTone | undefined
  /** No header row, as on a phone where a row is a card. */
  headless?: boolean
  handle?: Ref<GridHandle>
}>

const headerHeight = 34

/**
 * A grid of any length: a plain table of which only the rows in sight exist. Keyboard as in a spreadsheet (WAI-ARIA grid);
 * the current cell is the one tab stop and stays in the document wherever one scrolls.
 */
export function DataGrid<Row>(props: Props<Row>) {
  const {
    label,
    columns,
    rowCount,
    rowHeight,
    rowAt,
    onRange,
    sort,
    onSort,
    onOpen,
    onCopy,
    onKey,
    branchOf,
    onCopyRange,
    onPaste,
    onEscape,
    openIndex,
    toneOf,
    headless = false,
    handle,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState<GridCell>({ row: 0, column: 0 })
  /** Where a selection began; it reaches to the current cell. */
  const [anchor, setAnchor] = useState<GridCell | null>(null)
  const moved = useRef(false)
  const row = Math.min(current.row, Math.max(0, rowCount - 1))
  const column = Math.min(current.column, columns.length - 1)

  // Its functions are new on every render, which is right here: nothing below is memoised by them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    initialRect: { width: 1200, height: 640 },
    scrollPaddingStart: headless ? 0 : headerHeight,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (row >= rowCount || shown.includes(row)) return shown
      return [...shown, row].toSorted((a, b) => a - b)
    },
  })
  const items = virtual.getVirtualItems()
  const range = virtual.range
  const [first, last] = [range?.startIndex ?? 0, range?.endIndex ?? 0]
  useEffect(() => onRange(first, last), [first, last, onRange])
  useEffect(() => virtual.measure(), [rowHeight, virtual])

  // Moving by key brings the cell into sight and gives it the focus once it exists.
  useEffect(() => {
    if (!moved.current) return
    moved.current = false
    virtual.scrollToIndex(row)
    const frame = requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: false }),
    )
    return () => cancelAnimationFrame(frame)
  }, [row, column, virtual])

  useImperativeHandle(
    handle,
    () => ({
      scrollTo: (index) => {
        setCurrent((before) => ({ ...before, row: index }))
        virtual.scrollToIndex(index, { align: 'center' })
      },
      focus: () => table.current?.querySelector<HTMLElement>('[data-cell][tabindex="0"]')?.focus(),
    }),
    [virtual],
  )

  const open = useCallback(
    (index: number, at: number) => {
      setAnchor(null)
      setCurrent({ row: index, column: at })
      onOpen(index, at)
    },
    [onOpen],
  )
  // However the focus came to a cell, that cell is the current one, and what was selected from another is no longer.
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const [at, across] = (target.dataset.cell ?? '').split(':').map(Number)
    if (at === undefined || across === undefined || Number.isNaN(at)) return
    if (at === row && across === column) return
    setAnchor(null)
    setCurrent({ row: at, column: across })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.altKey) return
    const target = event.target instanceof HTMLElement ? event.target.closest('[data-cell]') : null
    if (!target) return
    if (!event.ctrlKey && !event.metaKey && onKey?.(event.key, { row, column }) === true) {
      event.preventDefault()
      return
    }
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2)
    const next = moveBy(event, { row, column }, { rows: rowCount, columns: columns.length, pageRows })
    if (next) {
      event.preventDefault()
      moved.current = true
      setAnchor(event.shiftKey && onCopyRange ? (anchor ?? { row, column }) : null)
      setCurrent(next)
      return
    }
    if (event.key === 'a' && (event.ctrlKey || event.metaKey) && onCopyRange) {
      event.preventDefault()
      moved.current = true
      setAnchor({ row: 0, column: 0 })
      setCurrent({ row: rowCount - 1, column: columns.length - 1 })
      return
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      onOpen(row, column)
    }
    if (event.key === 'Escape') {
      if (anchor !== null) return setAnchor(null)
      onEscape?.()
    }
    const shown = rowAt(row)
    if (event.key === 'c' && !event.ctrlKey && !event.metaKey && onCopy && shown !== undefined) {
      event.preventDefault()
      onCopy(tsvRow(columns.map(({ text }) => text(shown))))
    }
  }

  const selected = anchor === null ? null : rangeOf(anchor, { row, column })
  const inCell = (target: EventTarget) => target instanceof HTMLElement && target.closest('[data-cell]') !== null
  const onCopyEvent = (event: ClipboardEvent) => {
    // Words somebody marked with the mouse are what they want to copy.
    if (!onCopyRange || !inCell(event.target) || window.getSelection()?.isCollapsed === false) return
    event.preventDefault()
    onCopyRange(selected ?? rangeOf({ row, column: 0 }, { row, column: columns.length - 1 }))
  }
  const onPasteEvent = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (!onPaste || text === '' || !inCell(event.target)) return
    event.preventDefault()
    onPaste(text, selected ? { row: selected.firstRow, column: selected.firstColumn } : { row, column })
  }

  const width = columns.reduce((sum, each) => sum + each.width, 0)
  const body: ReactNode[] = []
  let end = 0
  for (const item of items) {
    if (item.start > end) body.push(<Gap key={`gap-${end}`} height={item.start - end} span={columns.length} />)
    end = item.end
    const shown = rowAt(item.index)
    const branch = shown === undefined ? undefined : branchOf?.(shown)
    body.push(
      <GridRow
        key={item.index}
        index={item.index}
        row={shown}
        tone={shown === undefined ? undefined : toneOf?.(shown)}
        level={branch?.level}
        expanded={branch?.expanded}
        columns={columns}
        height={rowHeight}
        currentColumn={item.index === row ? column : null}
        selectedFrom={selected !== null && isInside(item.index, selected) ? selected.firstColumn : null}
        selectedTo={selected !== null && isInside(item.index, selected) ? selected.lastColumn : null}
        opened={item.index === openIndex}
        onOpen={open}
      />,
    )
  }
  const rest = virtual.getTotalSize() - end
  return (
    <div ref={scroller} className={classes.scroller}>
      {/* A table that is a grid or a tree is what the pattern asks for; its cells take the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <table
        ref={table}
        role={branchOf ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={rowCount + (headless ? 0 : 1)}
        aria-colcount={columns.length}
        className={classes.table}
        style={headless ? undefined : { minWidth: width }}
        aria-multiselectable={onCopyRange ? true : undefined}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onCopy={onCopyEvent}
        onPaste={onPasteEvent}
      >
        <colgroup>
          {columns.map((each) => (
            <col key={each.key} style={headless ? undefined : { width: each.width }} />
          ))}
        </colgroup>
        <thead className={headless ? classes.hidden : undefined}>
          <tr aria-rowindex={1}>
            {columns.map((each, index) => (
              <HeaderCell key={each.key} column={each} left={leftOf(columns, index)} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {body}
          {rest > 0 && <Gap height={rest} span={columns.length} />}
        </tbody>
      </table>
    </div>
  )
}

/** Cells between two corners, both included. */
export type GridRange = Readonly<{ firstRow: number; lastRow: number; firstColumn: number; lastColumn: number }>

const rangeOf = (one: GridCell, other: GridCell): GridRange => ({
  firstRow: Math.min(one.row, other.row),
  lastRow: Math.max(one.row, other.row),
  firstColumn: Math.min(one.column, other.column),
  lastColumn: Math.max(one.column, other.column),
})
const isInside = (index: number, { firstRow, lastRow }: GridRange): boolean => index >= firstRow && index <= lastRow

/** Where a sticky column stands, in pixels from the left. */
function leftOf<Row>(columns: readonly GridColumn<Row>[], index: number): number | undefined {
  if (columns[index]?.sticky !== true) return undefined
  return columns.slice(0, index).reduce((sum, { width }) => sum + width, 0)
}

/** The place of rows that are not in sight. */
const Gap = ({ height, span }: { height: number; span: number }) => (
  <tr aria-hidden="true" className={classes.gap}>
    {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
    <td colSpan={span} style={{ height }} />
  </tr>
)

function HeaderCell<Row>({
  column,
  left,
  sort,
  onSort,
}: {
  column: GridColumn<Row>
  left: number | undefined
  sort: GridSort
  onSort: (column: string) => void
}) {
  const sorted = column.sort !== undefined && column.sort === sort.column
  const className = [classes.head, left === undefined ? '' : classes.sticky, column.numeric ? 'num' : ''].join(' ')
  return (
    <th
      scope="col"
      className={className}
      style={left === undefined ? undefined : { left }}
      aria-sort={
        column.sort === undefined ? undefined : sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'
      }
    >
      {column.sort === undefined ? (
        column.header
      ) : (
        <button type="button" className={classes.sort} onClick={() => column.sort !== undefined && onSort(column.sort)}>
          {column.header}
          <span aria-hidden className={classes.arrow}>
            {sorted ? (sort.descending ? '↓' : '↑') : ''}
          </span>
        </button>
      )}
    </th>
  )
}

type RowProps<Row> = Readonly<{
  index: number
  row: Row | undefined
  tone: RowTone | undefined
  level: number | undefined
  expanded: boolean | undefined
  columns: readonly GridColumn<Row>[]
  height: number
  currentColumn: number | null
  /** Columns of this row that are selected; null for none. */
  selectedFrom: number | null
  selectedTo: number | null
  opened: boolean
  onOpen: (index: number, column: number) => void
}>

function PlainRow<Row>(props: RowProps<Row>) {
  const {
    index,
    row,
    tone,
    level,
    expanded,
    columns,
    height,
    currentColumn,
    selectedFrom,
    selectedTo,
    opened,
    onOpen,
  } = props
  const isSelected = (at: number) =>
    selectedFrom !== null && selectedTo !== null && at >= selectedFrom && at <= selectedTo
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={opened}
      aria-level={level}
      aria-expanded={expanded}
      data-tone={tone}
      className={classes.row}
      style={{ height }}
    >
      {columns.map((column, at) => {
        const left = leftOf(columns, at)
        const style: CSSProperties | undefined = left === undefined ? undefined : { left }
        return (
          // Keys are handled by the grid, in which a td is a gridcell by itself.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <td
            key={column.key}
            aria-colindex={at + 1}
            data-cell={`${index}:${at}`}
            aria-selected={isSelected(at) || undefined}
            tabIndex={currentColumn === at ? 0 : -1}
            className={[classes.cell, left === undefined ? '' : classes.sticky, column.numeric ? 'num' : ''].join(' ')}
            style={style}
            onClick={() => onOpen(index, at)}
          >
            {row === undefined ? <span className={classes.skeleton} /> : column.cell(row)}
          </td>
        )
      })}
    </tr>
  )
}
const GridRow = memo(PlainRow) as typeof PlainRow
