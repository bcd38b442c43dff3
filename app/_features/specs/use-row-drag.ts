'use client'
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'

/** Marks what a row is dragged by. */
export const gripMark = 'data-grip'

type Drag = Readonly<{ ids: ReadonlySet<string>; slot: number }>
type Options = Readonly<{
  enabled: boolean
  scroller: RefObject<HTMLElement | null>
  /** In front of which row something is let go, by its height in the scrolled content. */
  slotAt: (offset: number) => number
  /** What goes along with a row. */
  idsOf: (id: string) => readonly string[]
  /** A row was taken hold of: it stays in the document however far it is dragged. */
  onGrip: (id: string) => void
  onDrop: (ids: ReadonlySet<string>, slot: number) => void
}>

const [threshold, edge, fastest] = [4, 48, 18]

/**
 * Rows that are dragged by a grip, with a mouse, a finger or a pen. The list scrolls while one is held at its edge;
 * Escape lets go where it was. Keys do the same elsewhere: this is a shortcut.
 */
export function useRowDrag(options: Options) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const held = useRef<Readonly<{ pointerId: number; id: string; from: number }> | null>(null)
  // What is aimed at, at once: a quick hand lets go before the last move is drawn.
  const aimed = useRef<Drag | null>(null)
  const latest = useRef({ options, y: 0 })
  useEffect(() => void (latest.current = { ...latest.current, options }))

  const aim = (y: number) => {
    const { options: now } = latest.current
    const box = now.scroller.current
    const id = held.current?.id
    if (!box || id === undefined) return
    latest.current.y = y
    const slot = now.slotAt(y - box.getBoundingClientRect().top + box.scrollTop)
    const before = aimed.current
    if (before?.slot === slot) return
    aimed.current = { ids: before?.ids ?? new Set(now.idsOf(id)), slot }
    setDrag(aimed.current)
  }
  const end = () => {
    held.current = null
    aimed.current = null
    setDrag(null)
  }

  const dragging = drag !== null
  useEffect(() => {
    if (!dragging) return
    let frame = 0
    const scroll = () => {
      const box = latest.current.options.scroller.current
      if (box) {
        const { top, bottom } = box.getBoundingClientRect()
        const { y } = latest.current
        const over = y < top + edge ? y - (top + edge) : y > bottom - edge ? y - (bottom - edge) : 0
        if (over !== 0) {
          box.scrollTop += Math.max(-fastest, Math.min(fastest, over / 3))
          aim(y)
        }
      }
      frame = requestAnimationFrame(scroll)
    }
    frame = requestAnimationFrame(scroll)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Of all that Escape could close, only this.
      event.stopPropagation()
      event.preventDefault()
      end()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('keydown', onKeyDown, true)
    }
  }, [dragging])

  return {
    drag,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        const target = event.target instanceof Element ? event.target : null
        const id = target?.closest(`[${gripMark}]`)?.closest<HTMLElement>('[data-id]')?.dataset['id']
        if (!options.enabled || event.button !== 0 || id === undefined || held.current !== null) return
        // Neither selects text nor takes the focus from where it is.
        event.preventDefault()
        held.current = { pointerId: event.pointerId, id, from: event.clientY }
        // The scroller stays; the row under the finger may be drawn anew.
        options.scroller.current?.setPointerCapture(event.pointerId)
        options.onGrip(id)
      },
      onPointerMove: (event: PointerEvent) => {
        const hold = held.current
        if (hold?.pointerId !== event.pointerId) return
        if (aimed.current !== null || Math.abs(event.clientY - hold.from) > threshold) aim(event.clientY)
      },
      onPointerUp: (event: PointerEvent) => {
        if (held.current?.pointerId !== event.pointerId) return
        if (aimed.current !== null) aim(event.clientY)
        const dropped = aimed.current
        end()
        if (dropped !== null) options.onDrop(dropped.ids, dropped.slot)
      },
      onPointerCancel: (event: PointerEvent) => {
        if (held.current?.pointerId === event.pointerId) end()
      },
    },
  }
}
