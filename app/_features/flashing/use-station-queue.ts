'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTRPC } from '@/app/_lib/trpc'
import type { ReportOutcome } from '@/server/domains/flashing/commands/report-results'

/** A device as the station says it; `at` in ISO 8601. */
export type StationUnit = Readonly<{
  serial: string
  station: string
  at: string
  outcome: 'PASS' | 'FAIL'
  sha256: string
  note: string
}>

const stored = 'mortise station '
const atOnce = 200
const againMs = 8_000
/** A key for every device and time: two tabs of one station never write over each other. */
const keyOf = (packageId: string, { serial, station, at }: StationUnit): string =>
  `${stored}${packageId} ${JSON.stringify([serial, station, at])}`

/** What waits on this device, also after the tab or the device was closed, in the order it was said. */
export function waitingFor(packageId: string): StationUnit[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${stored}${packageId} `))
    // Written by ourselves on this device.
    const units = keys.map((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as StationUnit | null)
    return units.flatMap((unit) => unit ?? []).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  } catch {
    return []
  }
}
/** Whether the device keeps it. Full or forbidden: it is in this tab alone. */
function keep(packageId: string, unit: StationUnit): boolean {
  try {
    localStorage.setItem(keyOf(packageId, unit), JSON.stringify(unit))
    return true
  } catch {
    return false
  }
}
function letGo(packageId: string, units: readonly StationUnit[]): void {
  try {
    for (const unit of units) localStorage.removeItem(keyOf(packageId, unit))
  } catch {
    // Forbidden: there is nothing to let go of.
  }
}
const isSame = (a: StationUnit, b: StationUnit): boolean =>
  a.serial === b.serial && a.station === b.station && a.at === b.at

/**
 * Results of a station on their way. They are kept on the device until the portal has them; a line that is cut is waited
 * for. Sending twice does no harm, so whatever has no answer is sent again. `told` gets what became of each batch.
 */
export function useStationQueue(
  packageId: string,
  told: (outcome: ReportOutcome, sent: readonly StationUnit[]) => void,
) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const { mutateAsync } = useMutation(trpc.flashing.reportUnits.mutationOptions({ retry: false }))
  const [waiting, setWaiting] = useState<readonly StationUnit[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [unsaved, setUnsaved] = useState(false)
  const queue = useRef<readonly StationUnit[]>([])
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
    if (busy.current || queue.current.length === 0) return
    busy.current = true
    const units = queue.current.slice(0, atOnce)
    try {
      const outcome = await mutateAsync({ packageId, units: [...units] })
      letGo(packageId, units)
      put(queue.current.filter((unit) => !units.some((each) => isSame(each, unit))))
      setFailure(null)
      tell.current(outcome, units)
      await client.invalidateQueries({ queryKey: trpc.flashing.pathKey() })
    } catch (error) {
      setFailure(error)
    } finally {
      busy.current = false
    }
  }, [client, mutateAsync, packageId, put, trpc])

  useEffect(() => {
    // The server cannot know what waits on this device: read once the page is there.
    const start = setTimeout(() => {
      put(waitingFor(packageId))
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
  return { waiting, failure, unsaved, add }
}
