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

test('a file whose reader fills memory beside its heap, or never ends, is refused', async () => {
  const greedy = `import { parentPort } from 'node:worker_threads'
    const held = []
    const step = () => { held.push(Buffer.alloc(8_000_000, 1)); setTimeout(step, 1) }
    parentPort.on('message', ({ id, question }) => {
      if (question === 'fill') step()
      else if (question === 'turn') for (;;) held.length
      else parentPort.postMessage({ id, state: 'answered', value: question })
    })`
  const bounded = new Thread<string, string>(
    () => Promise.resolve({ workerName: 'fake', moduleUrl: `data:text/javascript,${encodeURIComponent(greedy)}` }),
    { patienceMs: 2_000, growthMb: 200 },
  )
  const outcomes = await Promise.allSettled(['fill', 'one', 'turn', 'two'].map((question) => bounded.ask(question)))
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))).toEqual([
    'common.fileTooHeavy',
    'one',
    'common.fileTooHeavy',
    'two',
  ])
})

test('a thread that could not start is started anew', async () => {
  let starts = 0
  const late = new Thread<string, string>(() =>
    ++starts === 1
      ? Promise.reject(new Error('not there yet'))
      : Promise.resolve({ workerName: 'fake', moduleUrl: `data:text/javascript,${encodeURIComponent(code)}` }),
  )
  await expect(late.ask('one')).rejects.toThrow('not there yet')
  expect(await late.ask('one')).toBe('one')
})

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
