import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '@/db/root'
import { DomainError } from '@/server/kernel/errors'
import type { Answered, Asked } from './serve'

/** A module that calls `serve(workerName, …)`, and where it lies: its `import.meta.url`. */
export type ThreadModule = Readonly<{ moduleUrl: string; workerName: string }>

const memoryMb = 1_024
const idleMs = 300_000
const lookMs = 200

/** What one question may cost: milliseconds, and MB by which the whole process may grow meanwhile. */
type Limits = Readonly<{ patienceMs: number; growthMb: number }>
const usual: Limits = { patienceMs: 60_000, growthMb: 1_536 }
const residentMb = (): number => process.memoryUsage.rss() / 1_048_576

type Waiting<Question, Answer> = {
  question: Question
  resolve: (answer: Answered<Answer>) => void
  reject: (error: Error) => void
}

/**
 * Files are read and written in a thread of their own: a large or hostile one keeps that thread busy, never the requests
 * of others, and one that eats its memory or its time ends alone: whoever waits behind it is answered by the next thread.
 */
export class Thread<Question, Answer> {
  readonly #load: () => Promise<ThreadModule>
  #worker: Promise<Worker> | null = null
  /** In the order they were asked, which is the order they are answered in. */
  #waiting = new Map<number, Waiting<Question, Answer>>()
  #last = 0
  /** Runs while the first question is answered, or while there is none. */
  #timer: NodeJS.Timeout | undefined
  readonly #limits: Limits

  /** `load` imports the thread's module where a bundler sees it: `() => import('./worker')`. */
  constructor(load: () => Promise<ThreadModule>, limits: Partial<Limits> = {}) {
    this.#load = load
    this.#limits = { ...usual, ...limits }
  }

  /** The answer, or `common.fileTooHeavy` when the thread was ended over this question. */
  async ask(question: Question): Promise<Answer> {
    const answer = await this.#send(question)
    if (answer.state === 'failed') throw new Error(`a thread could not answer: ${answer.reason}`)
    return answer.value
  }

  async #send(question: Question): Promise<Answered<Answer>> {
    const worker = await (this.#worker ??= this.#start().catch((error: unknown) => {
      this.#worker = null
      throw error
    }))
    const id = ++this.#last
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { question, resolve, reject })
      if (this.#waiting.size === 1) this.#watch(worker)
      worker.postMessage({ id, question } satisfies Asked<Question>)
    })
  }

  /** Gives the first question its time, or an idle thread the time until it goes. */
  #watch(worker: Worker): void {
    clearTimeout(this.#timer)
    const idle = this.#waiting.size === 0
    if (idle) worker.unref()
    else worker.ref()
    if (idle) this.#timer = setTimeout(() => this.#end(worker), idleMs).unref()
    else this.#look(worker, performance.now() + this.#limits.patienceMs, residentMb() + this.#limits.growthMb)
  }

  /** Buffers and canvases are not in the heap that `resourceLimits` bounds: what the process holds is looked at meanwhile. */
  #look(worker: Worker, until: number, mostMb: number): void {
    this.#timer = setTimeout(() => {
      if (performance.now() > until || residentMb() > mostMb) this.#end(worker)
      else this.#look(worker, until, mostMb)
    }, lookMs).unref()
  }

  async #start(): Promise<Worker> {
    const worker = await openWorker(await this.#load())
    worker.unref()
    worker.on('message', (answer: Answered<Answer>) => {
      const waiting = this.#waiting.get(answer.id)
      if (!waiting) return
      this.#waiting.delete(answer.id)
      this.#watch(worker)
      waiting.resolve(answer)
    })
    worker.on('error', () => this.#end(worker))
    worker.on('exit', () => this.#end(worker))
    return worker
  }

  /** Forgets a worker that failed, took too long or is idle. The question it was at is refused; the others move on. */
  #end(worker: Worker): void {
    clearTimeout(this.#timer)
    worker.removeAllListeners()
    worker.on('error', () => undefined)
    void worker.terminate()
    this.#worker = null
    const [failed, ...others] = this.#waiting.values()
    this.#waiting.clear()
    failed?.reject(new DomainError('invalid', 'common.fileTooHeavy'))
    for (const { question, resolve, reject } of others) this.#send(question).then(resolve, reject)
  }
}

async function openWorker({ moduleUrl, workerName }: ThreadModule): Promise<Worker> {
  const options = { workerData: workerName, resourceLimits: { maxOldGenerationSizeMb: memoryMb } }
  if (!moduleUrl.endsWith('.ts')) return new Worker(new URL(moduleUrl), options)
  // Straight from the sources, as in tests: a thread cannot load TypeScript.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(moduleUrl)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    alias: { '@': projectRoot() },
    // Programs of this machine cannot be bundled, nor what looks for its own files beside it.
    external: ['@napi-rs/canvas', 'pdfjs-dist'],
    define: { 'import.meta.url': JSON.stringify(moduleUrl) },
    logLevel: 'silent',
  })
  return new Worker(outputFiles[0]?.text ?? '', { ...options, eval: true })
}
