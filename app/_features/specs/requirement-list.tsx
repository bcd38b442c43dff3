'use client'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '@/app/_components/form'
import type { Section } from '@/server/domains/specs/rules/requirement'
import type { Row } from './outline'
import classes from './requirement-list.module.css'
import { RequirementRow } from './requirement-row'
import type { Requirement } from './types'
import type { SpecData } from './use-spec-data'
import { gripMark, useRowDrag } from './use-row-drag'
import { useWords } from './use-words'

export type ListHandle = Readonly<{
  focus: () => void
  /** Brings a requirement into sight and makes it the one the keyboard is at. */
  reveal: (id: string, focus?: boolean) => void
  toSection: (section: Section) => void
}>

/** What a key asks for that the list itself does not do. */
export type ListCommand = 'add' | 'duplicate' | 'remove' | 'undo' | 'up' | 'down' | 'edit'

type Props = Readonly<{
  label: string
  rows: readonly Row[]
  data: SpecData
  selected: ReadonlySet<string>
  /** Whether several can be chosen, to be changed together. */
  selectable: boolean
  openId: string | null
  both: boolean
  phone: boolean
  onOpen: (id: string) => void
  onToggle: (id: string) => void
  onExtend: (from: string, to: string) => void
  onSelectAll: () => void
  onCommand: (command: ListCommand, id: string) => void
  onEscape: () => void
  /** Requirements were dragged to in front of the row at an index of `rows`. */
  onDrop: (ids: ReadonlySet<string>, slot: number) => void
  onSection: (section: Section | null) => void
  /** What is said behind the name of a section. */
  besideSection: (section: Section) => ReactNode
  handle: Ref<ListHandle>
}>

const headingHeight = 32
const heights = { desk: 46, both: 64, phone: 92, phoneBoth: 114 }

/**
 * The requirements of a revision, however many: a tree of two levels of which only the rows in sight exist, under the
 * heading of their section. Keyboard as in a list of mail (WAI-ARIA treegrid with rows as stops).
 */
export function RequirementList(props: Props) {
  const { label, rows, data, selected, selectable, openId, both, phone, handle } = props
  const { t } = useTranslation('specs')
  const words = useWords(data.owners)
  const scroller = useRef<HTMLTableSectionElement>(null)
  const [currentId, setCurrentId] = useState<string | null>(openId)
  const toFocus = useRef<string | null>(null)
  const rowHeight = phone ? (both ? heights.phoneBoth : heights.phone) : both ? heights.both : heights.desk

  const indexOf = useMemo(
    () =>
      new Map(rows.flatMap((row, index) => (row.kind === 'requirement' ? [[row.requirement.id, index] as const] : []))),
    [rows],
  )
  const headings = useMemo(() => rows.flatMap((row, index) => (row.kind === 'heading' ? [index] : [])), [rows])
  const order = useMemo(() => [...indexOf.keys()], [indexOf])
  // The row the keyboard was at may be filtered away: the first one takes its place as the tab stop.
  const atId = currentId !== null && indexOf.has(currentId) ? currentId : (order[0] ?? null)
  const at = atId === null ? -1 : (indexOf.get(atId) ?? -1)

  // Its functions are new on every render, which is right here: nothing below is memoised by them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'heading' ? headingHeight : rowHeight),
    overscan: 8,
    initialRect: { width: 1000, height: 640 },
    scrollPaddingStart: headingHeight,
    useFlushSync: false,
    rangeExtractor: (range) => {
      const heading = headings.findLast((index) => index <= range.startIndex)
      const shown = new Set(defaultRangeExtractor(range))
      if (heading !== undefined) shown.add(heading)
      if (at >= 0 && at < rows.length) shown.add(at)
      return [...shown].toSorted((a, b) => a - b)
    },
  })
  useEffect(() => virtual.measure(), [rowHeight, rows, virtual])

  const { drag, handlers } = useRowDrag({
    enabled: selectable,
    scroller,
    slotAt: (offset) => {
      const item = virtual.getVirtualItemForOffset(Math.max(0, offset))
      if (!item) return rows.length
      return offset > (item.start + item.end) / 2 ? item.index + 1 : item.index
    },
    idsOf: (id) => (selected.has(id) ? order.filter((each) => selected.has(each)) : [id]),
    onGrip: setCurrentId,
    onDrop: props.onDrop,
  })
  const first = virtual.range?.startIndex ?? 0
  const inSight = headings.findLast((index) => index <= first + 1)
  const heading = inSight === undefined ? undefined : rows[inSight]
  const section = heading?.kind === 'heading' ? heading.section : null
  const { onSection } = props
  useEffect(() => onSection(section), [section, onSection])

  /** Whether the row was there to take the focus. */
  const focusRow = (id: string): boolean => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)
    row?.focus({ preventScroll: true })
    return row !== null && row !== undefined
  }
  // Moving by key brings the row into sight and gives it the focus once it exists; until then every render asks again.
  useEffect(() => {
    const id = toFocus.current
    // One that was just added may still be on its way.
    if (id === null || atId !== id) return
    virtual.scrollToIndex(at)
    const frame = requestAnimationFrame(() => {
      if (focusRow(id)) toFocus.current = null
    })
    return () => cancelAnimationFrame(frame)
  })

  // What is done with several takes its place at the foot: the row that was chosen stays in sight above it.
  const choosing = selected.size > 0
  useEffect(() => {
    if (choosing) scroller.current?.querySelector('tr[tabindex="0"]')?.scrollIntoView({ block: 'nearest' })
  }, [choosing])

  useImperativeHandle(handle, () => ({
    focus: () => void (atId !== null && focusRow(atId)),
    reveal: (id, focus = false) => {
      const index = indexOf.get(id)
      setCurrentId(id)
      if (focus) toFocus.current = id
      else if (index !== undefined) virtual.scrollToIndex(index, { align: 'auto' })
    },
    toSection: (wanted) => {
      const index = headings.find((each) => {
        const row = rows[each]
        return row?.kind === 'heading' && row.section === wanted
      })
      if (index !== undefined) virtual.scrollToOffset(virtual.getOffsetForIndex(index, 'start')?.[0] ?? 0)
    },
  }))

  const step = (id: string, by: number) => order[Math.max(0, Math.min(order.length - 1, order.indexOf(id) + by))]
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 600) / rowHeight) - 2)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isComposing(event)) return
    const id = event.target instanceof HTMLElement ? event.target.dataset['id'] : undefined
    if (id === undefined) return
    const command = commandOf(event)
    if (command !== null) {
      event.preventDefault()
      // What follows the key belongs to the list, not to the page.
      event.stopPropagation()
      props.onCommand(command, id)
      return
    }
    const far = event.ctrlKey || event.metaKey
    const to = {
      ArrowDown: far ? order.length : 1,
      ArrowUp: far ? -order.length : -1,
      Home: -order.length,
      End: order.length,
      PageDown: pageRows(),
      PageUp: -pageRows(),
    }[event.key]
    if (to !== undefined && !event.altKey) {
      event.preventDefault()
      const next = step(id, to)
      if (next === undefined) return
      toFocus.current = next
      setCurrentId(next)
      if (event.shiftKey && selectable) props.onExtend(id, next)
      else if (openId !== null && next !== id) props.onOpen(next)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      props.onOpen(id)
    } else if (event.key === ' ' && selectable) {
      event.preventDefault()
      props.onToggle(id)
    } else if (event.key.toLowerCase() === 'a' && far && selectable) {
      event.preventDefault()
      props.onSelectAll()
    } else if (event.key === 'Escape') props.onEscape()
  }
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target instanceof HTMLElement ? event.target : null
    const row = target?.closest<HTMLElement>('[data-id]')
    const id = row?.dataset['id']
    if (target === null || !row || id === undefined || target.closest(`[${gripMark}]`)) return
    // The row is what has the keys, also when its box was pressed.
    row.focus({ preventScroll: true })
    const checks = target.closest('[data-check]') !== null
    if (selectable && event.shiftKey) props.onExtend(atId ?? id, id)
    else if (selectable && (checks || event.ctrlKey || event.metaKey)) props.onToggle(id)
    else props.onOpen(id)
    setCurrentId(id)
  }
  // However the focus came to a row, that row is the current one.
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const id = target.dataset['id']
    if (id !== undefined && id !== atId) setCurrentId(id)
  }

  const body: ReactNode[] = []
  let end = 0
  for (const item of virtual.getVirtualItems()) {
    const row = rows[item.index]
    if (!row) continue
    if (item.start > end) body.push(<Gap key={`gap ${end}`} height={item.start - end} />)
    end = item.end
    const beside = row.kind === 'heading' ? props.besideSection(row.section) : null
    body.push(
      row.kind === 'heading' ? (
        <tr key={row.section} aria-level={1} aria-expanded aria-rowindex={item.index + 2} className={classes.heading}>
          <td>
            {t(`section.${row.section}`)} <span className={classes.count}>{row.count}</span>
          </td>
          {beside !== null && <td className={classes.beside}>{beside}</td>}
        </tr>
      ) : (
        <RequirementRow
          key={row.requirement.id}
          requirement={row.requirement}
          rowIndex={item.index + 2}
          height={rowHeight}
          selected={selected.has(row.requirement.id)}
          open={row.requirement.id === openId}
          current={row.requirement.id === atId}
          selectable={selectable}
          figures={figuresOf(row.requirement, words.figures)}
          owner={words.person(row.requirement.ownerId)}
          checks={data.checksOf.get(row.requirement.id)?.length ?? 0}
          blocking={data.checksOf.get(row.requirement.id)?.some(({ blocking }) => blocking) ?? false}
          questions={data.questions.get(row.requirement.id) ?? 0}
          both={both}
          phone={phone}
          dragged={drag?.ids.has(row.requirement.id) ?? false}
        />
      ),
    )
  }
  const left = virtual.getTotalSize() - end
  if (left > 0) body.push(<Gap key="gap end" height={left} />)
  if (drag !== null) body.push(<DropLine key="drop" top={virtual.measurementsCache[drag.slot]?.start ?? end + left} />)
  return (
    // One handler for all rows; a treegrid takes the keys of its rows.
    <table
      // A tree of rows; the list of what a table may be knows grids alone.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="treegrid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={selectable || undefined}
      className={classes.grid}
      data-selectable={selectable || undefined}
      data-dragging={drag !== null || undefined}
      {...handlers}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={onFocus}
    >
      <thead className={phone ? classes.hidden : undefined}>
        <tr aria-rowindex={1} className={classes.head}>
          {selectable && (
            <th scope="col">
              <span className={classes.hidden}>{t('doc.column.select')}</span>
            </th>
          )}
          {(['code', 'requirement', 'figures', 'verification', 'owner', 'marks'] as const).map((key) => (
            <th key={key} scope="col" className={key === 'requirement' ? undefined : classes[key]}>
              {t(`doc.column.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={classes.scroller} ref={scroller}>
        {body}
      </tbody>
    </table>
  )
}

/** The place of rows that are not in sight. */
const Gap = ({ height }: { height: number }) => (
  <tr aria-hidden className={classes.gap} style={{ height }}>
    {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
    <td />
  </tr>
)

/** Where what is dragged would go. */
const DropLine = ({ top }: { top: number }) => (
  <tr aria-hidden className={classes.drop} style={{ transform: `translateY(${top}px)` }}>
    {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
    <td />
  </tr>
)

/** Statements are judged by their words, whatever figures they carried before. */
const figuresOf = ({ kind, values }: Requirement, figures: (values: Requirement['values']) => string): string =>
  kind === 'numeric' ? figures(values) : ''

function commandOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): ListCommand | null {
  if ((ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === 'z') return 'undo'
  if (ctrlKey || metaKey || shiftKey) return null
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null
  switch (key) {
    case 'n':
      return 'add'
    case 'd':
      return 'duplicate'
    case 'e':
      return 'edit'
    case 'Delete':
    case 'Backspace':
      return 'remove'
    default:
      return null
  }
}
