import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowSlices } from './ordering'

describe('windowSlices', () => {
  it('reads any window of both directions as if the whole list had been sorted', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(40),
        fc.boolean(),
        fc.nat(50),
        fc.integer({ min: 1, max: 20 }),
        (a, b, descending, offset, limit) => {
          const [filled, blanks] = [a, b]
          const total = filled + blanks
          const list = Array.from({ length: total }, (_, index) => index + 1)
          const whole = descending ? [...list.slice(0, filled).toReversed(), ...list.slice(filled)] : list
          const read = windowSlices({ total, filled, descending }, offset, limit).flatMap(({ from, to, reversed }) => {
            const slice = list.slice(from - 1, to)
            return reversed ? slice.toReversed() : slice
          })
          expect(read).toEqual(whole.slice(offset, offset + limit))
        },
      ),
    )
  })
})
