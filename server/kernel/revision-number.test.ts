import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextLetter, nextNumber } from './revision-number'

const lettersOf = (count: number): string[] => {
  const all: string[] = []
  for (let letter: string | null = null; all.length < count;) all.push((letter = nextLetter(letter)))
  return all
}

describe('release letters', () => {
  it.each([
    [null, 'A'],
    ['A', 'B'],
    ['H', 'J'],
    ['P', 'R'],
    ['R', 'T'],
    ['W', 'Y'],
    ['Y', 'AA'],
    ['AY', 'BA'],
    ['YY', 'AAA'],
  ])('%s is followed by %s', (letter, next) => expect(nextLetter(letter)).toBe(next))
  it('never comes back and leaves out what looks like a digit', () => {
    const all = lettersOf(1_000)
    expect(new Set(all).size).toBe(1_000)
    expect(all.filter((letter) => /[IOQSXZ]/.test(letter))).toEqual([])
  })
})

describe('working numbers', () => {
  it.each([
    [null, [], '0.1'],
    [null, ['0.1', '0.2'], '0.3'],
    ['A', ['0.1', '0.2'], 'A.1'],
    ['A', ['0.1', 'A.1', 'A.9'], 'A.10'],
    ['B', ['A.1', 'BA.4'], 'B.1'],
  ])('after release %s with %j comes %s', (letter, numbers, next) => expect(nextNumber(letter, numbers)).toBe(next))
  it('is new in every history', () =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (releases) => {
        const numbers: string[] = []
        let letter: string | null = null
        for (const released of releases) {
          const number = nextNumber(letter, numbers)
          expect(numbers).not.toContain(number)
          numbers.push(number)
          if (released) letter = nextLetter(letter)
        }
      }),
    ))
})
