'use client'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { RequirementDiff } from '@/server/domains/specs/rules/diff'
import { Difference, type View } from './difference'
import classes from './difference-list.module.css'
import type { FactWords } from './lines'

export type ListHandle = Readonly<{ step: (by: 1 | -1) => void }>

type Props = Readonly<{
  rows: readonly RequirementDiff[]
  view: View
  words: FactWords
  place: Readonly<{ productId: string; specId: string; before: string; after: string }>
  handle: Ref<ListHandle>
}>

/** Height of what stays on top of the page while one scrolls, so that a difference is not brought in sight beneath it. */
const covered = 120

/** All differences, of which only those in sight exist; on paper all of them do. */
export function DifferenceList({ rows, view, words, place, handle }: Props) {
  const { t } = useTranslation('specs')
  const list = useRef<HTMLOListElement>(null)
  const [top, setTop] = useState(0)
  const [current, setCurrent] = useState<number | null>(null)
  const [printing, setPrinting] = useState(false)
  const wanted = useRef<number | null>(null)

  useLayoutEffect(() => {
    const measure = () => setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    measure()
    window.addEventListener('resize', measure)
    // What stands above may come later, or be unfolded.
    const page = list.current?.parentElement
    const grown = new ResizeObserver(measure)
    if (page) grown.observe(page)
    return () => {
      window.removeEventListener('resize', measure)
      grown.disconnect()
    }
  }, [])
  useEffect(() => {
    // However printing begins, everything has to be there before the browser takes its picture.
    const print = (on: boolean) => () => flushSync(() => setPrinting(on))
    const [begin, end] = [print(true), print(false)]
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])

  // Its functions are new on every render, which is right here: nothing below is memoised by them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 130,
    overscan: 6,
    gap: 12,
    scrollMargin: top,
    scrollPaddingStart: covered,
    useFlushSync: false,
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      if (current === null || current >= rows.length || shown.includes(current)) return shown
      return [...shown, current].toSorted((a, b) => a - b)
    },
  })

  // A difference takes the focus once it exists, so that a screen reader reads it and Tab goes on from there.
  useEffect(() => {
    if (wanted.current === null || wanted.current !== current) return
    const index = wanted.current
    wanted.current = null
    virtual.scrollToIndex(index, { align: 'start' })
    const frame = requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [current, virtual])

  useImperativeHandle(
    handle,
    () => ({
      step: (by) => {
        const next = current === null ? (by === 1 ? 0 : rows.length - 1) : current + by
        if (next < 0 || next >= rows.length) return
        wanted.current = next
        setCurrent(next)
      },
    }),
    [current, rows.length],
  )

  if (printing) {
    return (
      <ol className={classes.list}>
        {rows.map((row) => (
          <li key={row.id} className={classes.item}>
            <Difference row={row} view={view} words={words} place={place} />
          </li>
        ))}
      </ol>
    )
  }
  return (
    <ol ref={list} className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={t('compare.list')}>
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const row = rows[index]
        return (
          row && (
            // However the focus came to a difference, that is the current one.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              // Where n and p lead.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={-1}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              aria-current={index === current ? 'true' : undefined}
              className={`${classes.item} ${classes.placed}`}
              style={{ transform: `translateY(${start - top}px)` }}
              onFocus={() => setCurrent(index)}
            >
              <Difference row={row} view={view} words={words} place={place} />
            </li>
          )
        )
      })}
    </ol>
  )
}
