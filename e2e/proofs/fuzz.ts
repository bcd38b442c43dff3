import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FuzzFault } from '@/server/testing/fuzz/run'
import { type FuzzOrder, type FuzzReport, moduleUrl, parsersOf, workerName } from './fuzz/worker'

const batch = 250_000
const pollMs = 100
/** Milliseconds of the processor that one input may take. */
const patienceMs = 2_000
const heapMb = 1_024
/** What the start of a thread may take more than an input. */
const startMs = 10_000
/** A thread that waits takes no processor time: it is given up by the clock. */
const waitingMs = 120_000

/**
 * `prove fuzz --inputs N [--each] [--seed S] [--parser NAME]`: gives N broken files to the readers in turn, with `--each`
 * N to every one, in a thread that is watched. A throw is a crash; more than two seconds of the processor at one file is
 * a hang, and the thread begins again behind it. The same seed makes the same files. Ends with `inputs N crashes C hangs H peak-memory M MB`, M being the most the process
 * ever held.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      inputs: { type: 'string', default: '100000' },
      each: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      parser: { type: 'string', default: '' },
    },
  })
  const names = parsersOf(values.parser).map(({ name }) => name)
  const inputs = Number(values.inputs) * (values.each ? names.length : 1)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(inputs) || inputs < 1 || !Number.isSafeInteger(seed) || names.length === 0) {
    process.stderr.write('prove fuzz --inputs N [--each] [--seed S] [--parser NAME]\n')
    return 2
  }
  process.stdout.write(`${names.join(', ')}; seed ${seed}\n`)
  const faults: FuzzFault[] = []
  for (let from = 0; from < inputs;) {
    const to = Math.min(inputs, from + batch)
    const { found, next } = await watched({ seed, from, to, only: values.parser }, names)
    faults.push(...found)
    for (const { kind, parser, index, reason } of found)
      process.stdout.write(`${kind} of ${parser} at input ${index}: ${reason}\n`)
    from = next
    process.stdout.write(`${String(from).padStart(10)} inputs, ${faults.length} faults, ${peakMb()} MB\n`)
  }
  const count = (kind: FuzzFault['kind']): number => faults.filter((fault) => fault.kind === kind).length
  process.stdout.write(`inputs ${inputs} crashes ${count('crash')} hangs ${count('hang')} peak-memory ${peakMb()} MB\n`)
  return faults.length === 0 ? 0 : 1
}

/** Resident memory at its highest; the system counts it in kilobytes. */
const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1_024)

type Stretch = Omit<FuzzOrder, 'worker' | 'beat'>

/** Runs a stretch in a thread. One that stands still, or dies of its memory, ends there; `next` is where to go on. */
async function watched(
  stretch: Stretch,
  names: readonly string[],
): Promise<{ found: readonly FuzzFault[]; next: number }> {
  const beat = new SharedArrayBuffer(4)
  const place = new Int32Array(beat)
  Atomics.store(place, 0, stretch.from)
  const worker = new Worker(new URL(moduleUrl), {
    workerData: { ...stretch, worker: workerName, beat } satisfies FuzzOrder,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  let report: FuzzReport | null = null
  let failure = ''
  let isOver = false
  worker.on('message', (message: FuzzReport) => (report = message))
  worker.on('error', (error) => (failure = error.message))
  worker.on('exit', () => (isOver = true))
  const stuck = await stillness(place, () => isOver)
  if (stuck) await worker.terminate()
  if (report !== null) return { found: faultsOf(report), next: stretch.to }
  const index = Atomics.load(place, 0)
  const parser = names[index % names.length] ?? ''
  const fault: FuzzFault = stuck
    ? { kind: 'hang', parser, index, reason: `over ${patienceMs} ms of work, or no step for ${waitingMs} ms` }
    : { kind: 'crash', parser, index, reason: failure }
  // What the thread had found before it ended went with it: that part is run again, up to where it ended.
  const before = index > stretch.from ? await watched({ ...stretch, to: index }, names) : { found: [] }
  return { found: [...before.found, fault], next: index + 1 }
}

const faultsOf = ({ faults }: FuzzReport): readonly FuzzFault[] => faults

/** Milliseconds of the processor this process has taken: what others do beside it makes no input slow. */
function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Waits for the end of a thread; true where it stays at one input for too long. */
async function stillness(place: Int32Array, isOver: () => boolean): Promise<boolean> {
  let last = -1
  let limits = { work: 0, clock: 0 }
  while (!isOver()) {
    const index = Atomics.load(place, 0)
    if (index !== last) {
      const start = last === -1 ? startMs : 0
      limits = { work: processorMs() + patienceMs + start, clock: performance.now() + waitingMs }
      last = index
    } else if (processorMs() > limits.work || performance.now() > limits.clock) return true
    await pause(pollMs)
  }
  return false
}
