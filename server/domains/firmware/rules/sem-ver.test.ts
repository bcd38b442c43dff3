import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparePrecedence, isRange, liesIn } from './sem-ver'
import { isSemVer } from './versions'

test('precedence is that of Semantic Versioning, 11.4', () => {
  const ascending = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
  ]
  for (const [index, version] of ascending.entries())
    for (const [other, later] of ascending.entries())
      expect(Math.sign(comparePrecedence(version, later) ?? NaN)).toBe(Math.sign(index - other))
})

test.each([
  '1.0.0',
  '1.2.3-rc.1',
  '1.2.3+build.5',
  '0.0.1-0.a-b',
  '1.0.0-20260101123456789x',
  '1.0.0+20260101123456789',
])('%s is a version', (text) => expect(isSemVer(text)).toBe(true))
test.each([
  'v1.0.0',
  '1.0',
  '01.0.0',
  '1.0.0-',
  '1.0.0-01',
  '1.0.0 ',
  '',
  '1.0.20260101123456789',
  '1.0.0-20260101123456789',
])('%j is none', (text) => expect(isSemVer(text)).toBe(false))

test('what is a version can be ordered', () => {
  const part = fc.oneof(fc.nat({ max: 99 }).map(BigInt), fc.bigInt({ min: 0n, max: 10n ** 18n }))
  fc.assert(
    fc.property(part, part, (patch, other) => {
      const [one, two] = [`1.0.${patch}`, `1.0.${other}`]
      if (!isSemVer(one) || !isSemVer(two)) return
      const order = patch < other ? -1 : patch > other ? 1 : 0
      expect(comparePrecedence(one, two)).toBe(order)
    }),
  )
})

test.each([
  ['1.4.0', '>=1.2.0 <2.0.0', true],
  ['v1.4', '>=1.2.0 <2.0.0', true],
  ['2.0.0', '>=1.2.0 <2.0.0', false],
  ['1.2.0-rc.1', '>=1.2.0', false],
  ['1.3.0-rc.1', '>=1.2.0', true],
  ['1.2.3.4', '^1.2.0', true],
  ['unknown', '>=1.0.0', null],
])('%s in %s: %s', (version, range, is) => expect(liesIn(version, range)).toBe(is))

test('a range is one that can be read', () => {
  expect(['>=1.2.0 <2.0.0', '^1', '1.x || 2.x'].every(isRange)).toBe(true)
  expect(['', ' ', 'newer than 1', '>=a'].some(isRange)).toBe(false)
})
