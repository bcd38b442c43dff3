import type { Pool } from '@/db/client'
import type { Log } from './log'
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
  /** Wakes event streams when events were published, in this process or another. */
  live: LiveSignal
}>

/** A level-triggered wake-up: `wait` resolves when something was published after the call, or the signal aborts. */
export type LiveSignal = Readonly<{ wait: (signal: AbortSignal) => Promise<void>; wake: () => void }>

export function createLiveSignal(): LiveSignal {
  const sleepers = new Set<() => void>()
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
  }
}
