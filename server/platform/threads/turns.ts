import { DomainError } from '@/server/kernel/errors'

/**
 * Work that holds much memory from its beginning on: only so many at once, and only so many that wait. Taken before the
 * bytes are read, so that whoever waits holds nothing.
 */
export class Turns {
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Errors: common.TOO_MANY_REQUESTS, where too many wait already. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.atOnce) {
      if (this.#waiting.length >= this.mostWaiting) throw new DomainError('tooMany', 'common.TOO_MANY_REQUESTS')
      // Whoever ends hands its turn on: nobody who comes in between can take it.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}

/** Work that several ask for at the same time, done once: by a key, while it is on its way. */
export class Shared<T> {
  readonly #underway = new Map<string, Promise<T>>()

  do(key: string, work: () => Promise<T>): Promise<T> {
    const begun = this.#underway.get(key)
    if (begun) return begun
    const done = work().finally(() => this.#underway.delete(key))
    this.#underway.set(key, done)
    return done
  }
}
