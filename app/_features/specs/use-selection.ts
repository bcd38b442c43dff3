'use client'
import { useCallback, useMemo, useState } from 'react'

/** The ids between two, both included, in the order shown. */
export function between(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  if (a < 0 || b < 0) return b < 0 ? [] : [to]
  return order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** Several requirements at once, in the order shown; what disappears from the list is no longer selected. */
export function useSelection(order: readonly string[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = useState<string | null>(null)
  const selected = useMemo(() => new Set(order.filter((id) => chosen.has(id))), [order, chosen])
  return {
    selected,
    toggle: useCallback((id: string) => {
      setAnchor(id)
      setChosen((before) => {
        const after = new Set(before)
        if (!after.delete(id)) after.add(id)
        return after
      })
    }, []),
    /** From the last one chosen alone up to this one. */
    extend: (from: string, to: string) => {
      const start = anchor ?? from
      setAnchor(start)
      setChosen((before) => new Set([...before, ...between(order, start, to)]))
    },
    all: () => setChosen(new Set(order)),
    clear: useCallback(() => {
      setAnchor(null)
      setChosen(new Set())
    }, []),
  }
}
