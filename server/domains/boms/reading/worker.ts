import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './library'
import type { Answer, Question } from './protocol'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'bom-reader'

function serve(port: NonNullable<typeof parentPort>): void {
  port.on('message', (question: Question) => {
    const { id } = question
    let reply: Answer
    try {
      const value = answer(question)
      reply = value === null ? { id, state: 'unread' } : { id, state: 'answered', value }
    } catch (error) {
      reply = { id, state: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    port.postMessage(reply)
  })
}

if (parentPort && workerData === workerName) serve(parentPort)
