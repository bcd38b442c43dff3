import { expect, test } from 'vitest'
import { bilingual, verifyText, type BilingualText } from '@/server/kernel/bilingual'
import { exampleContract } from '../templates'
import type { CloudContract } from './contract'
import { revisePurposes } from './starter'

const hand = { userId: 'usr', at: new Date('2026-11-29T00:00:00Z') }
const example = await exampleContract()
const [first] = example.channels
const withPurpose = (purpose: BilingualText, given: object = {}): CloudContract => ({
  ...example,
  channels: first ? [{ ...first, purpose, ...given }] : [],
})
const purposeOf = ({ channels: [channel] }: CloudContract) => channel?.purpose
const verified = verifyText(bilingual('en', 'Sent every 5 min', '每 5 分钟上报'), hand)

test('changing the original leaves the other language outdated, and says what changed', () => {
  const changed = { ...verified, en: 'Sent every 10 min' }
  const after = purposeOf(revisePurposes(withPurpose(verified), withPurpose(changed), [], hand))
  expect(after).toMatchObject({ state: 'stale', was: 'Sent every 5 min', zh: '每 5 分钟上报' })
})

test('renaming or copying the channel makes no translation good', () => {
  const stale = purposeOf(
    revisePurposes(withPurpose(verified), withPurpose({ ...verified, en: 'Sent every 10 min' }), [], hand),
  )
  const stood = withPurpose(stale ?? verified)
  expect(purposeOf(revisePurposes(stood, withPurpose(stale ?? verified, { id: 'renamed' }), [], hand))).toMatchObject({
    state: 'stale',
  })
  const copied = withPurpose({ ...verified, en: 'Sent every 20 min' }, { id: 'copy' })
  expect(purposeOf(revisePurposes(withPurpose(verified), copied, [], hand))).toMatchObject({
    state: 'stale',
    was: 'Sent every 5 min',
  })
})

test('what a contract says of its translations is not taken on trust, what its author says is checked', () => {
  const claimed = { ...bilingual('en', 'Sent every 5 min', '每 6 分钟上报'), state: 'verified' as const }
  const said = { channel: first?.id ?? '', verify: true }
  expect(purposeOf(revisePurposes(null, withPurpose(claimed), [], hand))).toMatchObject({ state: 'human' })
  expect(() => revisePurposes(null, withPurpose(claimed), [said], hand)).toThrow('language.figuresDiffer')
  expect(purposeOf(revisePurposes(null, withPurpose(verified), [said], hand))).toMatchObject({
    state: 'verified',
    by: 'usr',
  })
})
