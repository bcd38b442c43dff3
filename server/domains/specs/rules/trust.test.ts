import { expect, test } from 'vitest'
import { bilingual, type BilingualText } from '@/server/kernel/bilingual'
import { doubtsOf } from './trust'

const text: BilingualText = { ...bilingual('en', 'At most 3.6 V', '不大于 3.6 V'), state: 'verified' }

test('nothing is said of what an engineer confirmed, or where nothing stands', () => {
  expect(doubtsOf(text)).toEqual([])
  expect(doubtsOf(bilingual('en', ''))).toEqual([])
})

test('an outdated text names the figures that have changed', () => {
  const stale = { ...text, zh: '不大于 3.5 V', state: 'stale', was: 'At most 3.5 V' } as const
  expect(doubtsOf(stale)).toEqual([{ kind: 'stale', figures: [['3.5 V', '3.6 V']] }])
  expect(doubtsOf({ ...stale, was: 'No more than 3.6 V' })).toEqual([{ kind: 'stale', figures: [] }])
})

test('figures that nobody compared are named, confirmed ones only mentioned', () => {
  const wrong = { ...text, zh: '不大于 3.5 V', state: 'human' } as const
  expect(doubtsOf(wrong)).toEqual([
    { kind: 'human', figures: [] },
    { kind: 'figures', figures: [['3.6 V', '3.5 V']] },
  ])
  expect(doubtsOf({ ...wrong, state: 'machine' }).map(({ kind }) => kind)).toEqual(['machine', 'figures'])
  expect(doubtsOf({ ...wrong, state: 'verified', differs: true })).toEqual([{ kind: 'differs', figures: [] }])
})

test('what is not there is missing, in either direction', () => {
  expect(doubtsOf(bilingual('en', 'Height'))).toEqual([{ kind: 'missing', figures: [] }])
  expect(doubtsOf(bilingual('zh', '高度'))).toEqual([{ kind: 'missing', figures: [] }])
})
