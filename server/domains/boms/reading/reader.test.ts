import { expect, test, vi } from 'vitest'
import { reader } from './reader'

/** A thread that dies of one file and names the others. */
vi.mock('./worker', () => {
  const code = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, fileName }) => {
      if (fileName === 'heavy') process.exit(1)
      parentPort.postMessage({ id, state: 'answered', value: fileName })
    })`
  return { workerName: 'fake', moduleUrl: `data:text/javascript,${encodeURIComponent(code)}` }
})

const ask = (fileName: string) =>
  reader.ask(
    { sha256: '', fileName, load: () => Promise.resolve(new Uint8Array()) },
    { reading: {}, leftOut: [] },
    { kind: 'digest' },
  )

test('a file too heavy to read is refused alone; those behind it are answered', async () => {
  const outcomes = await Promise.allSettled(['one', 'heavy', 'two', 'heavy', 'three'].map(ask))
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))).toEqual([
    'one',
    'boms.fileTooHeavy',
    'two',
    'boms.fileTooHeavy',
    'three',
  ])
})
