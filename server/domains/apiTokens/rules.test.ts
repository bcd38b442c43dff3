import { expect, test } from 'vitest'
import { expiryOf, scopesFor, shownOf, tokenIn, tokenStanding } from './rules'

const token = `mrt_${'aB3_-'.repeat(8)}xyz`

test.each([
  [`Bearer ${token}`, token],
  [`bearer  ${token} `, token],
  [token, null],
  [`Basic ${token}`, null],
  [`Bearer ${token}x`, null],
  [`Bearer ghp_${token.slice(4)}`, null],
  [`Bearer ${token}, Bearer ${token}`, null],
  ['', null],
  [undefined, null],
])('the token of the header %j', (header, expected) => expect(tokenIn(header)).toBe(expected))

test('what is shown of a token leaves 37 characters to guess', () =>
  expect(token.length - shownOf(token).length).toBe(37))

test('a token ends in the moment it expires, and at once when it is revoked', () => {
  const now = new Date('2026-12-01T00:00:00Z')
  const expiresAt = expiryOf(7, now)
  expect(expiresAt.toISOString()).toBe('2026-12-08T00:00:00.000Z')
  expect(tokenStanding({ expiresAt, revokedAt: null }, new Date(expiresAt.getTime() - 1))).toBe('active')
  expect(tokenStanding({ expiresAt, revokedAt: null }, expiresAt)).toBe('expired')
  expect(tokenStanding({ expiresAt, revokedAt: now }, now)).toBe('revoked')
})

test('a factory hands in no builds', () => expect(scopesFor('manufacturer')).toEqual(['flashing.report']))
