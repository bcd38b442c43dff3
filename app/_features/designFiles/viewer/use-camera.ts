'use client'
import { useCallback, useMemo, useState } from 'react'
import type { DrawingBox } from '@/server/domains/designFiles/drawing/drawing'
import { fitted, zoomed, type Camera, type Point, type Size } from './camera'

/** Micrometres that stay around a part that is looked at. */
const closest = 15_000

/** How a picture is looked at from above: all of it until somebody moves it. `ready`: there is something to see. */
export function useCamera(box: DrawingBox | null, ready: boolean) {
  const [held, setHeld] = useState<Camera | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const whole = useMemo(() => fitted(box, size, false), [box, size])
  const change = useCallback((next: (now: Camera) => Camera) => setHeld((now) => next(now ?? whole)), [whole])
  return {
    /** null until there is something to see. */
    seen: !ready || size.width === 0 ? null : (held ?? whole),
    size,
    setSize,
    change,
    fit: () => setHeld(null),
    step: (factor: number) => change((now) => zoomed(now, size, factor, { x: size.width / 2, y: size.height / 2 })),
    /** Comes close to a part of the picture, with what lies around it. */
    show: ([left, bottom, right, top]: DrawingBox) => {
      const around = Math.max((right - left) / 2, (top - bottom) / 2, closest)
      setHeld(fitted([left - around, bottom - around, right + around, top + around], size, false))
    },
    /** Brings a place into the middle. */
    centre: ({ x, y }: Point) => change((now) => ({ ...now, x, y })),
  }
}
