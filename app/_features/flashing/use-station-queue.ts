'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { ReportOutcome } from '@/server/domains/flashing/commands/report-results'
import { answered, inOrder, keyOf, nextBatch, type RefusedUnit, type StationUnit } from './station-queue'

export type BatchOutcome = ReturnType<typeof answered> & Pick<ReportOutcome, 'flagged'>
type Stored = StationUnit & Readonly<{ refused?: Pick<RefusedUnit, 'code' | 'said'> }>

const prefix = 'mortise station '
const againMs = 8_000
/** What is of the future by the clock of the portal is tried again less often. */
const aheadAgainMs = 60_000
/** Two tabs of one station never write over each other. */
const placeOf = (packageId: string, unit: StationUnit): string => `${prefix}${packageId} ${keyOf(unit)}`

/** What is kept on this device, also after the tab or the device was closed, in the order it was said. */
export function storedFor(packageId: string): Readonly<{ waiting: StationUnit[]; refused: RefusedUnit[] }> {
  const waiting: StationUnit[] = []
  const refused: RefusedUnit[] = []
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(`${prefix}${packageId} `))) {
      // Written by ourselves on this device.
      const stored = JSON.parse(localStorage.getItem(key) ?? 'null') as Stored | null
      if (stored === null) continue
      const { refused: why, ...unit } = stored
      if (why) refused.push({ unit, ...why })
      else waiting.push(unit)
    }
  } catch {
    // Forbidden: nothing is kept.
  }
  return { waiting: inOrder(waiting), refused }
}
/** Whether the device keeps it. Full or forbidden: it is in this tab alone, or as it was before. */
function keep(packageId: string, unit: StationUnit, refused?: Stored['refused']): boolean {
  try {
    localStorage.setItem(placeOf(packageId, unit), JSON.stringify({ ...unit, ...(refused && { refused }) }))
    return true
  } catch {
    return false
  }
}
function letGo(packageId: string, units: readonly StationUnit[]): void {
  try {
    for (const unit of units) localStorage.removeItem(placeOf(packageId, unit))
  } catch {
    // Forbidden: there is nothing to let go of.
  }
}

/**
 * Results of a station on their way. They are kept on the device until the portal has them; a line that is cut is waited
 * for. Sending twice does no harm, so whatever has no answer is sent again, and what is of the future until its time has
 * come. What the portal refuses stays on the device until somebody dismisses it. `told` gets what became of each batch.
 */
export function useStationQueue(packageId: string, told: (outcome: BatchOutcome) => void) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const { mutateAsync } = useMutation(trpc.flashing.reportUnits.mutationOptions({ retry: false }))
  const [waiting, setWaiting] = useState<readonly StationUnit[]>([])
  const [refused, setRefused] = useState<readonly RefusedUnit[]>([])
  const [ahead, setAhead] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<unknown>(null)
  const [unsaved, setUnsaved] = useState(false)
  const queue = useRef<readonly StationUnit[]>([])
  const early = useRef<Readonly<{ keys: ReadonlySet<string>; triedAt: number }>>({ keys: new Set(), triedAt: 0 })
  const busy = useRef(false)
  const tell = useRef(told)
  useEffect(() => {
    tell.current = told
  })

  const put = useCallback((next: readonly StationUnit[]) => {
    queue.current = next
    setWaiting(next)
  }, [])
  const send = useCallback(async () => {
    // Not by the clock of the device: it is the one that is wrong, and may be set meanwhile.
    const again = performance.now() - early.current.triedAt >= aheadAgainMs
    const units = nextBatch(queue.current, early.current.keys, again)
    if (busy.current || units.length === 0) return
    busy.current = true
    try {
      const outcome = await mutateAsync({ packageId, units: [...units] })
      const became = answered(units, outcome.refused)
      for (const { unit, code, said } of became.refused) keep(packageId, unit, { code, said })
      const [sent, later] = [new Set(units.map(keyOf)), new Set(became.ahead.map(keyOf))]
      const listed = new Set(became.refused.map(({ unit }) => keyOf(unit)))
      letGo(
        packageId,
        units.filter((unit) => !later.has(keyOf(unit)) && !listed.has(keyOf(unit))),
      )
      put(queue.current.filter((unit) => !sent.has(keyOf(unit)) || later.has(keyOf(unit))))
      const keys = new Set([...[...early.current.keys].filter((key) => !sent.has(key)), ...later])
      // What is found to be ahead in between does not put the others off.
      const isFirst = early.current.keys.size === 0
      early.current = { keys, triedAt: again || isFirst ? performance.now() : early.current.triedAt }
      setAhead(keys)
      setRefused((now) => [...became.refused, ...now.filter(({ unit }) => !listed.has(keyOf(unit)))])
      setFailure(null)
      tell.current({ ...became, flagged: outcome.flagged })
      if (became.kept.length > 0) await client.invalidateQueries({ queryKey: trpc.flashing.pathKey() })
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
    }
  }, [client, mutateAsync, packageId, put, trpc])

  useEffect(() => {
    // The server cannot know what waits on this device: read once the page is there.
    const start = setTimeout(() => {
      const stored = storedFor(packageId)
      put(stored.waiting)
      setRefused(stored.refused)
      void send()
    })
    const timer = setInterval(() => void send(), againMs)
    const online = () => void send()
    window.addEventListener('online', online)
    return () => {
      clearTimeout(start)
      clearInterval(timer)
      window.removeEventListener('online', online)
    }
  }, [packageId, put, send])

  const add = useCallback(
    (unit: StationUnit) => {
      setUnsaved(!keep(packageId, unit))
      put([...queue.current, unit])
      void send()
    },
    [packageId, put, send],
  )
  const dismiss = useCallback(
    (unit: StationUnit) => {
      letGo(packageId, [unit])
      setRefused((now) => now.filter((each) => keyOf(each.unit) !== keyOf(unit)))
    },
    [packageId],
  )
  return { waiting, ahead: ahead.size, refused, failure, unsaved, add, dismiss }
}
