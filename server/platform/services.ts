import type { Pool } from '@/db/client'
import type { Log } from './log'
import type { PartialFiles } from './partial-files'
import type { Settings } from './settings'
import type { BlobStore } from './storage'

/** Settings once boot has found the database and the secret. */
export type BootedSettings = Settings & Readonly<{ databaseUrl: string; authSecret: string }>

/** What the process lends to every request and job: connections and adapters, no business. */
export type Services = Readonly<{
  pool: Pool
  settings: BootedSettings
  log: Log
  storage: BlobStore
  /** Uploads on their way. */
  partials: PartialFiles
  /** Wakes event streams when events were published, in this process or another. */
  live: LiveSignal
}>

/** Event streams of one session in this process; more than any browser opens, because its tabs share one. */
export const mostStreams = 8

export type LiveSignal = Readonly<{
  /** A level-triggered wake-up: resolves when something was published after the call, or the signal aborts. */
  wait: (signal: AbortSignal) => Promise<void>
  wake: () => void
  /**
   * Counts a stream in; returns how to count it out. Beyond `mostStreams` of one session its oldest is told to end: it
   * is the likeliest to be a dead line, and whoever opens a page wants that page to live.
   */
  join: (sessionId: string, end: () => void) => () => void
}>

export function createLiveSignal(): LiveSignal {
  const sleepers = new Set<() => void>()
  const streams = new Map<string, Set<() => void>>()
  return {
    wait: (signal) =>
      new Promise((resolve) => {
        const done = () => {
          sleepers.delete(done)
          signal.removeEventListener('abort', done)
          resolve()
        }
        if (signal.aborted) return resolve()
        sleepers.add(done)
        signal.addEventListener('abort', done)
      }),
    wake: () => {
      for (const wakeUp of [...sleepers]) wakeUp()
    },
    join: (sessionId, end) => {
      const open = streams.get(sessionId) ?? new Set()
      streams.set(sessionId, open.add(end))
      const [oldest] = open
      if (open.size > mostStreams && oldest) {
        open.delete(oldest)
        oldest()
      }
      return () => {
        open.delete(end)
        if (open.size === 0 && streams.get(sessionId) === open) streams.delete(sessionId)
      }
    },
  }
}
