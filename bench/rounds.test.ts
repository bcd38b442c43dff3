import { expect, test } from 'vitest'
import { figuresOf, race, throughput } from './rounds'

test('figures are the middle and the 95th of a hundred', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect(figuresOf(samples)).toEqual({ median: 50, p95: 95, samples: 100 })
})

test('every round runs everyone once, and warming up does not count', async () => {
  const ran: string[] = []
  const figures = await race(
    { a: async () => void ran.push('a'), b: () => Promise.resolve(7) },
    { rounds: 3, warmUp: 1 },
  )
  expect(ran).toHaveLength(4)
  expect(figures.b).toEqual({ median: 7, p95: 7, samples: 3 })
})

test('clients ask one after the other', async () => {
  let open = 0
  let most = 0
  await throughput(
    async () => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setImmediate(resolve))
      open--
    },
    3,
    0.02,
  )
  expect(most).toBe(3)
})
