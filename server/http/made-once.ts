import { DomainError } from '@/server/kernel/errors'
import { Shared, Turns } from '@/server/platform/threads/turns'
import type { Services } from '@/server/platform/services'

/** Before a file over which a thread was ended is tried again: the machine may have been busy. */
const restMs = 600_000

/**
 * Things made from files in a thread: each once for all who ask for it meanwhile, one being made while the bytes of the next
 * are read. What overtaxed the thread rests before it is tried again.
 */
export class MadeOnce<T> {
  readonly #turns = new Turns(2, 30)
  readonly #shared = new Shared<T | null>()
  readonly #resting = new Set<string>()

  /**
   * What `make` answers for the content that `key` names; null where the thread was ended over it. Errors: those of `make`,
   * common.TOO_MANY_REQUESTS.
   */
  ask(log: Services['log'], key: string, make: () => Promise<T>): Promise<T | null> {
    if (this.#resting.has(key)) return Promise.resolve(null)
    return this.#shared.do(key, () => this.#turns.take(() => this.#try(log, key, make)))
  }

  async #try(log: Services['log'], key: string, make: () => Promise<T>): Promise<T | null> {
    try {
      return await make()
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'common.fileTooHeavy') throw error
      log.warn({ err: error, content: key }, 'a file was too much for its thread')
      this.#resting.add(key)
      setTimeout(() => this.#resting.delete(key), restMs).unref()
      return null
    }
  }
}
