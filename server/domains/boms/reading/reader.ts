import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '@/db/root'
import { DomainError } from '@/server/kernel/errors'
import type { ImportChoices } from '../rules/choices'
import type { Answer, Answers, Ask, Question } from './protocol'

/** A file to read: what it is called, and how to get its bytes when they are needed. */
export type BomFile = Readonly<{ sha256: string; fileName: string; load: () => Promise<Uint8Array> }>

const memoryMb = 1_024
const patienceMs = 60_000
const idleMs = 300_000

type Waiting = { question: Question; resolve: (answer: Answer) => void; reject: (error: Error) => void }

/**
 * Files are read in a thread of their own: a large or hostile one keeps that thread busy, never the requests of others,
 * and one that eats its memory or its time ends alone: whoever waits behind it is answered by the next thread.
 */
class Reader {
  #worker: Promise<Worker> | null = null
  /** In the order they were asked, which is the order they are answered in. */
  #waiting = new Map<number, Waiting>()
  #last = 0
  /** Runs while the first question is answered, or while there is none. */
  #timer: NodeJS.Timeout | undefined

  async ask<K extends Ask['kind']>(
    { sha256, fileName, load }: BomFile,
    { reading, leftOut }: ImportChoices,
    ask: Extract<Ask, { kind: K }>,
  ): Promise<Answers[K]> {
    const question = { key: `${sha256} ${fileName} ${JSON.stringify(reading)}`, fileName, reading, leftOut, ask }
    const first = await this.#send({ ...question, bytes: null })
    const answer = first.state === 'unread' ? await this.#send({ ...question, bytes: await load() }) : first
    if (answer.state === 'failed') throw new Error(`a BOM file could not be read: ${answer.reason}`)
    if (answer.state === 'unread') throw new Error('the reader asked twice for the same file')
    // The kind of the answer follows from the kind of the question.
    return answer.value as Answers[K]
  }

  async #send(question: Omit<Question, 'id'>): Promise<Answer> {
    const worker = await (this.#worker ??= this.#start())
    const id = ++this.#last
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { question: { ...question, id }, resolve, reject })
      if (this.#waiting.size === 1) this.#watch(worker)
      worker.postMessage({ ...question, id })
    })
  }

  /** Gives the first question its time, or an idle thread the time until it goes. */
  #watch(worker: Worker): void {
    clearTimeout(this.#timer)
    const idle = this.#waiting.size === 0
    if (idle) worker.unref()
    else worker.ref()
    this.#timer = setTimeout(() => this.#end(worker), idle ? idleMs : patienceMs)
    this.#timer.unref()
  }

  async #start(): Promise<Worker> {
    const worker = await openWorker()
    worker.unref()
    worker.on('message', (answer: Answer) => {
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
    failed?.reject(new DomainError('invalid', 'boms.fileTooHeavy'))
    for (const { question, resolve, reject } of others) this.#send(question).then(resolve, reject)
  }
}

/** The one reader of this process. */
export const reader = new Reader()

async function openWorker(): Promise<Worker> {
  const { moduleUrl, workerName } = await import('./worker')
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
    define: { 'import.meta.url': '""' },
    logLevel: 'silent',
  })
  return new Worker(outputFiles[0]?.text ?? '', { ...options, eval: true })
}
