import { expect, test } from 'vitest'
import { maySignAs } from '@/server/domains/specs/policy'
import { canAllSign } from './can-all-sign'

test('each signature needs a person of its own', () => {
  expect(canAllSign(['engineer', 'quality'], ['engineer', 'quality'], maySignAs)).toBe(true)
  expect(canAllSign(['engineer', 'quality'], ['owner'], maySignAs)).toBe(false)
  expect(canAllSign(['engineer', 'quality'], ['engineer', 'engineer'], maySignAs)).toBe(false)
})

test('an owner gives way to whoever can sign only in one capacity', () => {
  expect(canAllSign(['engineer', 'quality'], ['owner', 'engineer'], maySignAs)).toBe(true)
  expect(canAllSign(['engineer', 'quality', 'sales'], ['owner', 'admin', 'engineer'], maySignAs)).toBe(true)
  expect(canAllSign(['engineer', 'quality', 'sales'], ['owner', 'engineer', 'engineer'], maySignAs)).toBe(false)
})

test('nothing to sign is always possible', () => {
  expect(canAllSign([], [], maySignAs)).toBe(true)
})
