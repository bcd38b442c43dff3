'use client'
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import { panned, zoomed, type Camera, type Point, type Size } from './camera'

type Options = Readonly<{
  stage: RefObject<HTMLElement | null>
  size: Size
  onCamera: (change: (camera: Camera) => Camera) => void
  /** A press that was no movement, in pixels of the stage. */
  onPress: (at: Point) => void
  onHover: (at: Point | null) => void
}>

/** A press may tremble by so many pixels and is still one. */
const tremble = 5

/** Moves and zooms a camera by mouse, wheel and fingers. */
export function useGestures({ stage, size, onCamera, onPress, onHover }: Options) {
  const down = useRef(new Map<number, Point>())
  const moved = useRef(0)
  const latest = useRef({ size, onCamera })
  useEffect(() => {
    latest.current = { size, onCamera }
  }, [size, onCamera])
  useEffect(() => {
    const element = stage.current
    if (!element) return
    // React listens passively, and the page would scroll along.
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = placeOf(event, element)
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
      const factor = Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016))
      latest.current.onCamera((camera) => zoomed(camera, latest.current.size, factor, at))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [stage])
  const lift = (event: PointerEvent<HTMLElement>) => {
    down.current.delete(event.pointerId)
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button > 1) return
      event.currentTarget.setPointerCapture(event.pointerId)
      if (down.current.size === 0) moved.current = 0
      down.current.set(event.pointerId, placeOf(event, event.currentTarget))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const at = placeOf(event, event.currentTarget)
      onHover(event.pointerType === 'touch' ? null : at)
      const before = down.current.get(event.pointerId)
      if (!before) return
      const others = [...down.current].filter(([id]) => id !== event.pointerId).map(([, place]) => place)
      const [other] = others
      moved.current += Math.hypot(at.x - before.x, at.y - before.y)
      down.current.set(event.pointerId, at)
      if (!other) {
        if (moved.current > tremble) onCamera((camera) => panned(camera, at.x - before.x, at.y - before.y))
        return
      }
      moved.current = Math.max(moved.current, tremble + 1)
      const apart = (place: Point) => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y))
      const middle = (place: Point) => ({ x: (place.x + other.x) / 2, y: (place.y + other.y) / 2 })
      const [from, to] = [middle(before), middle(at)]
      onCamera((camera) => zoomed(panned(camera, to.x - from.x, to.y - from.y), size, apart(at) / apart(before), to))
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const place = down.current.get(event.pointerId)
      lift(event)
      if (place && down.current.size === 0 && moved.current <= tremble && event.button === 0) onPress(place)
    },
    onPointerCancel: lift,
    onPointerLeave: () => onHover(null),
  }
}

function placeOf(event: Readonly<{ clientX: number; clientY: number }>, element: Element): Point {
  const { left, top } = element.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}
