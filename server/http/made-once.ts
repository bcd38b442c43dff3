import { DomainError } from '@/server/kernel/errors'
import { Shared, Turns } from '@/server/platform/threads/turns'
import type { Services } from '@/server/platform/services'

/** Before a file over which a thread was ended is tried again: the machine may have been busy. */
const restMs = 600_000

/** What is made: which part of which content, whose it is. */
type Asked = Readonly<{ lane: string; content: string; part?: string }>

/**
 * Things made from files in a thread: each once for all who ask for it meanwhile, one being made while the bytes of the next
 * are read. Companies take turns. A content that overtaxed the thread rests before any part of it is tried again.
 */
export class MadeOnce<T> {
  readonly #turns: Turns
  readonly #shared = new Shared<T | null>()
  readonly #resting = new Set<string>()

  /** `mostWaiting`: asks of one company that may wait. */
  constructor(mostWaiting: number) {
    this.#turns = new Turns(2, mostWaiting)
  }

  /** What `make` answers; null where the thread was ended over it. Errors: those of `make`, common.TOO_MANY_REQUESTS. */
  ask(log: Services['log'], { lane, content, part = '' }: Asked, make: () => Promise<T>): Promise<T | null> {
    return this.#shared.do(`${content} ${part}`, () => this.#turns.take(() => this.#try(log, content, make), lane))
  }

  async #try(log: Services['log'], content: string, make: () => Promise<T>): Promise<T | null> {
    if (this.#resting.has(content)) return null
    try {
      return await make()
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'common.fileTooHeavy') throw error
      log.warn({ err: error, content }, 'a file was too much for its thread')
      this.#resting.add(content)
      setTimeout(() => this.#resting.delete(content), restMs).unref()
      return null
    }
  }
}
