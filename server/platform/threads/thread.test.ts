import { expect, test } from 'vitest'
import { Thread } from './thread'

/** A thread that dies of one file, fails at another and names the rest. */
const code = `import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ id, question }) => {
    if (question === 'heavy') process.exit(1)
    if (question === 'odd') parentPort.postMessage({ id, state: 'failed', reason: 'odd' })
    else parentPort.postMessage({ id, state: 'answered', value: question })
  })`
const thread = new Thread<string, string>(() =>
  Promise.resolve({ workerName: 'fake', moduleUrl: `data:text/javascript,${encodeURIComponent(code)}` }),
)

test('a file too heavy to read is refused alone; those behind it are answered', async () => {
  const outcomes = await Promise.allSettled(
    ['one', 'heavy', 'two', 'odd', 'heavy', 'three'].map((question) => thread.ask(question)),
  )
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))).toEqual([
    'one',
    'common.fileTooHeavy',
    'two',
    'a thread could not answer: odd',
    'common.fileTooHeavy',
    'three',
  ])
})
