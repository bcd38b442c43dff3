import type { Log } from '@/server/platform/log'

export type Loop = Readonly<{
  /** Runs soon, whatever the clock says. Cheap; call it on every hint. */
  wake: () => void
  /** Lets the turn that runs finish, then no more. */
  stop: () => Promise<void>
}>

type LoopOptions = Readonly<{
  name: string
  /** Longest sleep between two turns, in milliseconds. */
  everyMs: number
  log: Log
  /** One turn; true asks for another at once. */
  turn: () => Promise<boolean>
}>

const longestPauseMs = 30_000

/**
 * Repeats `turn`: at once while it asks for more, otherwise when woken or after `everyMs`. Turns never overlap. A failing
 * turn is logged and tried again after a pause that doubles, so a database that is away is not hammered.
 */
export function startLoop({ name, everyMs, log, turn }: LoopOptions): Loop {
  let stopping = false
  let woken = true
  let failures = 0
  let rouse: (() => void) | null = null

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    }).finally(() => (rouse = null))

  const run = async () => {
    while (!stopping) {
      woken = false
      let again = false
      try {
        again = await turn()
        failures = 0
      } catch (error) {
        failures++
        log.error({ err: error, loop: name, failures }, 'a background turn failed')
      }
      if (stopping) return
      if (failures > 0) await sleep(Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 6)))
      else if (!again && !woken) await sleep(everyMs)
    }
  }
  const running = run()
  return {
    wake: () => {
      woken = true
      if (failures === 0) rouse?.()
    },
    stop: async () => {
      stopping = true
      rouse?.()
      await running
    },
  }
}
