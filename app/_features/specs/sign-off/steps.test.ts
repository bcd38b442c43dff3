import { expect, test } from 'vitest'
import { specRevisionStates, type AcknowledgementState, type SpecRevisionState } from '@/server/domains/specs/lifecycle'
import type { Revision, Spec } from '../types'
import { stepsFor } from './steps'

type Facts = Parameters<typeof stepsFor>

const brand: Spec['access'] = { side: 'brand', edit: true, propose: true, release: true }
const factory: Spec['access'] = { side: 'partner', edit: false, propose: true, release: false }
const review = {} as NonNullable<Revision['review']>

const steps = (
  access: Spec['access'],
  state: SpecRevisionState,
  more: Partial<Facts[1]> & { current?: string } = {},
): string => {
  const { current = 'here', ...revision } = more
  return stepsFor(
    { access, currentRevisionId: current },
    { id: 'here', state, review, maySignAs: [], acknowledgements: [], ...revision },
  ).join(' ')
}
const asked = (state: AcknowledgementState) => ({
  acknowledgements: [{ state }] as unknown as Facts[1]['acknowledgements'],
})

test('the brand leads a revision from draft to release', () => {
  expect(steps(brand, 'draft')).toBe('submit')
  expect(steps(brand, 'inReview', { maySignAs: ['engineer'] })).toBe('sign requestChanges withdraw')
  expect(steps(brand, 'changesRequested')).toBe('withdraw')
  expect(steps(brand, 'approved')).toBe('release withdraw')
  expect(steps(brand, 'released')).toBe('startDraft suspend')
  expect(steps(brand, 'suspended')).toBe('resume startDraft')
})

test('a release that is not the newest revision starts no second draft', () => {
  expect(steps(brand, 'released', { current: 'elsewhere' })).toBe('suspend')
})

test('a factory signs, sends back and answers a release, and nothing else', () => {
  expect(steps(factory, 'draft')).toBe('')
  expect(steps(factory, 'inReview', { maySignAs: ['quality'] })).toBe('sign requestChanges')
  expect(steps(factory, 'approved')).toBe('')
  expect(steps(factory, 'released', asked('pending'))).toBe('acknowledge object')
  expect(steps(factory, 'released', asked('objected'))).toBe('acknowledge')
  expect(steps(factory, 'released', asked('acknowledged'))).toBe('')
})

test('a factory that is not asked to sign does not send a revision back', () => {
  expect(steps(factory, 'inReview', { review: null })).toBe('')
})

test('the brand does not answer for its partners', () => {
  expect(steps(brand, 'released', asked('pending'))).toBe('startDraft suspend')
})

test('whoever only reads is offered nothing', () => {
  const reader: Spec['access'] = { side: 'brand', edit: false, propose: false, release: false }
  for (const state of specRevisionStates) expect(steps(reader, state, asked('pending'))).toBe('')
})
