import type { Log } from '@/server/platform/log'
import { tell } from './progress'

export type Stop = Readonly<{
  /** Something to close, before what was named earlier. */
  atEnd(close: () => unknown): void
  /** What a forced end must still do, without waiting. */
  atOnce(abandon: () => void): void
  /** Closes everything named so far; the same end for every caller. */
  now(): Promise<void>
  requested(): boolean
  /** Throws when a signal has arrived meanwhile: what is being opened need not be. */
  check(): void
  /** Resolves with the exit code when a signal has ended the process's work. */
  finished: Promise<number>
}>

/** Signals of one Ctrl-C arrive twice under npm, which passes on what the terminal has sent already. */
const sameKeyPress = 1_000

/** Turns SIGINT, SIGTERM and SIGHUP into one orderly end; a second, later signal ends at once. */
export function awaitStop(log: Log): Stop {
  const closers: (() => unknown)[] = []
  const abandoners: (() => void)[] = []
  let signalledAt: number | null = null
  let ending: Promise<void> | null = null

  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      try {
        await close()
      } catch (error) {
        log.error({ err: error }, 'closing failed')
      }
    }
  }
  const now = () => (ending ??= closeAll())
  const abandonAll = () => {
    for (const abandon of abandoners) abandon()
    process.exit(1)
  }
  const finished = new Promise<number>((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      if (signalledAt !== null) return Date.now() - signalledAt > sameKeyPress ? abandonAll() : undefined
      signalledAt = Date.now()
      log.info({ signal }, 'stopping')
      tell('progress.stopping')
      void now().then(() => {
        tell('progress.stopped')
        resolve(0)
      })
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
    watchParent(() => onSignal('SIGHUP'))
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'uncaught exception')
      void now().then(() => resolve(1))
    })
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
  })
  return {
    atEnd: (close) => closers.push(close),
    atOnce: (abandon) => abandoners.push(abandon),
    now,
    requested: () => signalledAt !== null,
    check: () => {
      if (signalledAt !== null) throw new Error('stopped while starting')
    },
    finished,
  }
}

/** A killed npm may take the shell between us with it and tell us nothing: an orphan must not serve on. */
function watchParent(onGone: () => void): void {
  const parent = process.ppid
  if (process.env['npm_lifecycle_event'] === undefined) return
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, 500)
  timer.unref()
}
