import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anchorFits, standingOf } from './pin'

const pin = { seenIn: ['a'], madeAt: 1 }

test.each([
  ['the content it was placed on', { at: 1, sha256: 'a' }, 'here'],
  ['the same content in the next revision', { at: 2, sha256: 'a' }, 'here'],
  ['another content in the next revision', { at: 2, sha256: 'b' }, 'checkAgain'],
  ['a content that was replaced in its own draft', { at: 1, sha256: 'b' }, 'checkAgain'],
  ['a revision without its file', { at: 2, sha256: null }, 'gone'],
  ['an older revision with another content', { at: 0, sha256: 'z' }, null],
  ['an older revision without its file', { at: 0, sha256: null }, null],
  ['an older revision with the same content', { at: 0, sha256: 'a' }, 'here'],
] as const)('%s', (_, shown, standing) => {
  expect(standingOf(pin, shown)).toBe(standing)
})

test('what was seen stays seen: a check in one revision makes no other one unchecked', () => {
  const content = fc.constantFrom('a', 'b', 'c', 'd')
  fc.assert(
    fc.property(fc.array(content), content, fc.nat(5), (seenIn, next, at) => {
      const before = { seenIn, madeAt: 1 }
      const after = { ...before, seenIn: [...seenIn, next] }
      expect(standingOf(after, { at, sha256: next })).toBe('here')
      for (const sha256 of seenIn) expect(standingOf(after, { at, sha256 })).toBe('here')
    }),
  )
})

test.each([
  ['gerber', 'board', true],
  ['archive', 'board', true],
  ['kicadBoard', 'board', true],
  ['kicadSchematic', 'board', true],
  ['kicadSchematic', 'page', false],
  ['pdf', 'board', false],
  ['png', 'page', true],
  ['gerber', 'page', false],
  ['stl', 'model', true],
  ['step', 'model', true],
  ['step', 'page', false],
  ['spreadsheet', 'page', false],
  [null, 'board', true],
] as const)('in a file of kind %s a pin of kind %s: %s', (kind, anchor, fits) => {
  expect(anchorFits(kind, anchor)).toBe(fits)
})
