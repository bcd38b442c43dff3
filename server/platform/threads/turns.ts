import { DomainError } from '@/server/kernel/errors'

/**
 * Work that holds much memory from its beginning on: only so many at once, and only so many that wait in one lane. Taken
 * before the bytes are read, so that whoever waits holds nothing. Lanes take turns: who asks for much waits for himself.
 */
export class Turns {
  #running = 0
  readonly #waiting = new Map<string, (() => void)[]>()

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Errors: common.TOO_MANY_REQUESTS, where too many wait in the lane already. */
  async take<T>(work: () => Promise<T>, lane = ''): Promise<T> {
    if (this.#running >= this.atOnce) {
      const line = this.#waiting.get(lane) ?? []
      if (line.length >= this.mostWaiting) throw new DomainError('tooMany', 'common.TOO_MANY_REQUESTS')
      // Whoever ends hands its turn on: nobody who comes in between can take it.
      this.#waiting.set(lane, line)
      await new Promise<void>((resolve) => line.push(resolve))
    } else this.#running++
    try {
      return await work()
    } finally {
      const next = this.#next()
      if (next) next()
      else this.#running--
    }
  }

  /** The first of the lane whose turn it is; that lane goes behind the others. */
  #next(): (() => void) | undefined {
    const [turn] = this.#waiting
    if (!turn) return undefined
    const [lane, line] = turn
    const first = line.shift()
    this.#waiting.delete(lane)
    if (line.length > 0) this.#waiting.set(lane, line)
    return first
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
