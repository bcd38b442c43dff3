import { parentPort, workerData } from 'node:worker_threads'

export type Asked<Question> = Readonly<{ id: number; question: Question }>
export type Answered<Answer> = Readonly<
  { id: number; state: 'answered'; value: Answer } | { id: number; state: 'failed'; reason: string }
>

/** Answers the questions of a `Thread` when this module was started as one of that name; does nothing elsewhere. */
export function serve<Question, Answer>(name: string, answer: (question: Question) => Promise<Answer>): void {
  if (!parentPort || workerData !== name) return
  const port = parentPort
  const reply = async ({ id, question }: Asked<Question>): Promise<Answered<Answer>> => {
    try {
      return { id, state: 'answered', value: await answer(question) }
    } catch (error) {
      return { id, state: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  // One file at a time: two large ones side by side would need the memory of both.
  let turn = Promise.resolve()
  port.on('message', (asked: Asked<Question>) => {
    turn = turn.then(async () => port.postMessage(await reply(asked)))
  })
}
