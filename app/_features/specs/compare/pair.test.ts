import { expect, test } from 'vitest'
import { pairOf } from './pair'

const spec = {
  currentRevisionId: 'draft',
  releasedRevisionId: 'b',
  revisions: [{ id: 'draft' }, { id: 'sent back' }, { id: 'b' }, { id: 'a' }],
}
const none = { before: null, after: null }

test('unasked, what binds stands against the newest', () => {
  expect(pairOf(spec, none)).toEqual({ before: 'b', after: 'draft' })
})

test('a release that is the newest stands against the revision before it', () => {
  expect(pairOf({ ...spec, currentRevisionId: 'b' }, none)).toEqual({ before: 'a', after: 'b' })
})

test('a link decides, in either order', () => {
  expect(pairOf(spec, { before: 'draft', after: 'a' })).toEqual({ before: 'draft', after: 'a' })
  expect(pairOf(spec, { before: null, after: 'b' })).toEqual({ before: 'a', after: 'b' })
})

test('a revision of another document is not one of these', () => {
  expect(pairOf(spec, { before: 'other', after: 'draft' })).toEqual({ before: 'sent back', after: 'draft' })
})

test('one revision has nothing to stand against', () => {
  expect(pairOf({ currentRevisionId: 'x', releasedRevisionId: null, revisions: [{ id: 'x' }] }, none)).toBeNull()
})
