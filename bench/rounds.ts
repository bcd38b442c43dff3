import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export type Figures = Readonly<{ median: number; p95: number; samples: number }>

/** Runs once and resolves with nothing; only its time counts. Resolving with a number replaces the measured milliseconds. */
export type Contestant = () => Promise<number | void>

/**
 * Times contestants against each other in the same run: every round runs each once, in changing order, so that what
 * else the machine does meets all of them. `clean`: nobody sweeps up after another. Milliseconds.
 */
export async function race<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { rounds, warmUp = 2, clean = false }: Readonly<{ rounds: number; warmUp?: number; clean?: boolean }>,
): Promise<Record<Name, Figures>> {
  const entries = Object.entries<Contestant>(contestants)
  const times = new Map<string, number[]>(entries.map(([name]) => [name, []]))
  for (let round = -warmUp; round < rounds; round++) {
    const order = round % 2 === 0 ? entries : entries.toReversed()
    for (const [name, run] of order) {
      if (clean) collect()
      const begun = performance.now()
      const own = await run()
      const took = own ?? performance.now() - begun
      if (round >= 0) times.get(name)?.push(took)
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, figuresOf(times.get(name) ?? [])])) as Record<Name, Figures>
}

export function figuresOf(samples: readonly number[]): Figures {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { median: at(0.5), p95: at(0.95), samples: samples.length }
}

/** Requests per second of `clients` that each ask again as soon as they were answered, for `seconds`. */
export async function throughput(ask: () => Promise<unknown>, clients: number, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000
  let answered = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await ask()
        answered++
      }
    }),
  )
  return answered / ((performance.now() - begun) / 1000)
}

/** How work grows: 1 is in proportion to the size, 2 with its square. */
export const growth = (small: number, large: number, times: number): number => Math.log(large / small) / Math.log(times)

/** Collects what nobody holds any more. */
function collect(): void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('gc')
  if (typeof gc === 'function') gc()
}

/** What was made, and the bytes of heap it holds on to. */
export async function weigh<T>(make: () => T | Promise<T>): Promise<Readonly<{ held: T; bytes: number }>> {
  collect()
  const before = process.memoryUsage().heapUsed
  const held = await make()
  collect()
  return { held, bytes: Math.max(0, process.memoryUsage().heapUsed - before) }
}
