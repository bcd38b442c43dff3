import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './library'
import type { Answer, Question } from './protocol'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'bom-reader'

function serve(port: NonNullable<typeof parentPort>): void {
  // One file at a time: two large ones side by side would need the memory of both.
  let turn = Promise.resolve()
  port.on('message', (question: Question) => {
    turn = turn.then(async () => port.postMessage(await reply(question)))
  })
}

async function reply(question: Question): Promise<Answer> {
  const { id } = question
  try {
    const value = await answer(question)
    return value === null ? { id, state: 'unread' } : { id, state: 'answered', value }
  } catch (error) {
    return { id, state: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

if (parentPort && workerData === workerName) serve(parentPort)
