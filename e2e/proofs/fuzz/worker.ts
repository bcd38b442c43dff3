import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { fuzz, type FuzzFault } from '@/server/testing/fuzz/run'
import { parsers } from './parsers'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'fuzz'

/** `beat` holds the index the thread is at, so that whoever watches knows what it hangs on. */
export type FuzzOrder = Readonly<{
  worker: typeof workerName
  seed: number
  from: number
  to: number
  only: string
  beat: SharedArrayBuffer
}>
export type FuzzReport = Readonly<{ faults: readonly FuzzFault[]; heapBytes: number }>

const order = z.object({
  worker: z.literal(workerName),
  seed: z.number(),
  from: z.number(),
  to: z.number(),
  only: z.string(),
  beat: z.instanceof(SharedArrayBuffer),
})

/** The readers whose names begin with `only`; all for an empty text. */
export const parsersOf = (only: string) => parsers.filter(({ name }) => name.startsWith(only))

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const { seed, from, to, only, beat } = order.parse(workerData)
  const place = new Int32Array(beat)
  const faults = await fuzz(parsersOf(only), { seed, from, to, beforeInput: (index) => Atomics.store(place, 0, index) })
  port.postMessage({ faults, heapBytes: process.memoryUsage().heapUsed } satisfies FuzzReport)
}

if (parentPort && order.safeParse(workerData).success) await work(parentPort)
