import { expect, test } from 'vitest'
import { Shared, Turns } from './turns'

function held() {
  const ends: (() => void)[] = []
  const work = () => new Promise<string>((resolve) => ends.push(() => resolve('done')))
  return { ends, work }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('so many work at once, so many wait, and the rest are refused', async () => {
  const turns = new Turns(2, 1)
  const { ends, work } = held()
  const asked = [turns.take(work), turns.take(work), turns.take(work)]
  await expect(turns.take(work)).rejects.toMatchObject({ kind: 'tooMany', message: 'common.TOO_MANY_REQUESTS' })
  expect(ends).toHaveLength(2)
  ends[0]?.()
  await settle()
  expect(ends).toHaveLength(3)
  for (const end of ends) end()
  expect(await Promise.all(asked)).toEqual(['done', 'done', 'done'])
})

test('lanes take turns, and each has its own places to wait', async () => {
  const turns = new Turns(1, 2)
  const order: string[] = []
  const { ends, work } = held()
  const first = turns.take(work)
  const later = ['a', 'a', 'b', 'a', 'b'].map((lane, index) =>
    turns
      .take(async () => void order.push(`${lane}${index}`), lane)
      .catch(({ message }: Error) => void order.push(`${lane}${index} ${message}`)),
  )
  await settle()
  expect(order).toEqual(['a3 common.TOO_MANY_REQUESTS'])
  for (const end of ends) end()
  await Promise.all([first, ...later])
  expect(order.slice(1)).toEqual(['a0', 'b2', 'a1', 'b4'])
})

test('a turn comes back from work that fails', async () => {
  const turns = new Turns(1, 0)
  await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await turns.take(() => Promise.resolve('yes'))).toBe('yes')
})

test('what is asked for while it is on its way is done once', async () => {
  const shared = new Shared<string>()
  const { ends, work } = held()
  const asked = [shared.do('a', work), shared.do('a', work)]
  expect(ends).toHaveLength(1)
  ends[0]?.()
  expect(await Promise.all(asked)).toEqual(['done', 'done'])
  void shared.do('a', work)
  expect(ends).toHaveLength(2)
})
