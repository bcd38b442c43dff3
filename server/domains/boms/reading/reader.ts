import { Thread } from '@/server/platform/threads/thread'
import type { ImportChoices } from '../rules/choices'
import type { Answers, Ask, Question } from './protocol'

/** A file to read: what it is called, and how to get its bytes when they are needed. */
export type BomFile = Readonly<{ sha256: string; fileName: string; load: () => Promise<Uint8Array> }>
/** The revision a file is compared with: what names its state, and how to get its lines when they are needed. */
export type BaseLines = Readonly<{ key: string; load: () => Promise<readonly string[]> }>

const thread = new Thread<Question, Answers[keyof Answers] | null>(() => import('./worker'))

/** The one reader of this process. */
export const reader = {
  async ask<K extends Ask['kind']>(
    { sha256, fileName, load }: BomFile,
    { reading, leftOut }: ImportChoices,
    ask: Extract<Ask, { kind: K }>,
    base: BaseLines | null = null,
  ): Promise<Answers[K]> {
    const key = `${sha256} ${fileName} ${JSON.stringify(reading)}`
    const question = { key, fileName, reading, leftOut, ask }
    const named = base && { key: base.key, lines: null }
    const answer =
      (await thread.ask({ ...question, bytes: null, base: named })) ??
      (await thread.ask({
        ...question,
        bytes: await load(),
        base: base && { key: base.key, lines: await base.load() },
      }))
    if (answer === null) throw new Error('the reader asked twice for the same file')
    // The kind of the answer follows from the kind of the question.
    return answer as Answers[K]
  },
}
