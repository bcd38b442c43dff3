import { expect, it } from 'vitest'
import { parseMicros } from '@/server/kernel/micros'
import { standingOf } from './supply'

const of = (need: string, ...sendings: [string, string | null][]) => {
  const standing = standingOf(
    parseMicros(need) ?? 0n,
    sendings.map(([quantity, receivedQuantity]) => ({ quantity, receivedQuantity })),
  )
  return [standing.received, standing.inTransit, standing.short, standing.unsent].map((micros) => Number(micros) / 1e6)
}

it.each([
  ['nothing was sent', of('60'), [0, 0, 60, 60]],
  ['all of it is on its way', of('60', ['60', null]), [0, 60, 60, 0]],
  ['less was counted than was sent', of('60', ['60', '55']), [55, 0, 5, 5]],
  ['a second sending makes up for it', of('60', ['60', '55'], ['10', null]), [55, 10, 5, 0]],
  ['more arrived than is needed', of('60', ['80', '80']), [80, 0, 0, 0]],
  ['nothing arrived of what was sent', of('60', ['60', '0']), [0, 0, 60, 60]],
])('%s', (_, standing, expected) => expect(standing).toEqual(expected))
