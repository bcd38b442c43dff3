import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import en from '@/locales/en/language.json'
import { memberRoles } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { bitesIn, biteRules } from './bites'
import { foldText } from './fold'
import { translatableKinds, writableKinds } from './queue'
import { reuse } from './reuse'
import { vouchedText } from './vouch'

describe('words that bite', () => {
  const found = (text: string, language: 'en' | 'zh') =>
    bitesIn(text, language).map(({ id, start, end }) => `${id}:${text.slice(start, end)}`)
  test.each([
    ['应该可以，我们尽量在马上完成', ['probably:应该可以', 'tryZh:尽量', 'soonZh:马上']],
    ['ＯＫ，没问题', ['ok:ＯＫ', 'ok:没问题']],
    ['可以。', ['ok:可以']],
    ['好的，改天再说', ['ok:好的', 'someday:改天', 'consider:再说']],
    // "Can" inside a sentence promises nothing.
    ['外壳可以承受 1 m 跌落', []],
    ['差不多 5 mm', ['roughly:差不多']],
    ['BOOK 和 OK样', ['ok:OK']],
  ])('%s', (text, expected) => expect(found(text, 'zh')).toEqual(expected))
  test.each([
    ["OK, we'll try to ship ASAP.", ['okEn:OK', "tryEn:we'll try", 'soonEn:ASAP']],
    ['This should be fine.', ['shouldBeFine:should be fine']],
    ['sooner or later, a token', []],
    ['The device shall reconnect.', []],
  ])('%s', (text, expected) => expect(found(text, 'en')).toEqual(expected))
  test('each has its hint', () => {
    const hints: Record<string, string> = en.bites
    expect(biteRules.map(({ id }) => id).filter((id) => hints[id] === undefined)).toEqual([])
    expect(Object.keys(hints).toSorted()).toEqual([...new Set<string>(biteRules.map(({ id }) => id))].toSorted())
  })
})

test('folding keeps every position', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldText(text).length === text.length))
  expect(foldText('ＡＢ１　Ｘ')).toBe('ab1 x')
})

describe('a remembered pair', () => {
  const pair = { en: 'Pull force at least 50 N for 10 s', zh: '拉力不小于 50 N，保持 10 s' }
  test('is taken as it is where its figures are those of the text', () => {
    expect(reuse('Pull force at least 50 N during 10 s', 'en', pair)).toEqual({
      text: pair.zh,
      adapted: false,
      figures: true,
    })
  })
  test('gets the figures of the text where only those differ', () => {
    expect(reuse('Pull force at least 80 N for 15 s', 'en', pair)).toEqual({
      text: '拉力不小于 80 N，保持 15 s',
      adapted: true,
      figures: true,
    })
  })
  test('is marked where the words differ too', () => {
    expect(reuse('Pull force at most 80 N for 15 s', 'en', pair)).toEqual({
      text: pair.zh,
      adapted: false,
      figures: false,
    })
  })
  test('is left alone where it is not clear which figure is which', () => {
    const same = { en: 'From 5 V to 5 A', zh: '从 5 V 到 5 A' }
    expect(reuse('From 6 V to 7 A', 'en', same)).toMatchObject({ adapted: false, figures: false })
    const words = { en: 'Use 2 screws', zh: '使用两颗螺丝' }
    expect(reuse('Use 3 screws', 'en', words)).toMatchObject({ adapted: false, figures: false })
  })
})

describe('vouching', () => {
  const hand = { userId: 'usr', at: new Date('2026-11-29T00:00:00Z') }
  const text = bilingual('en', 'At least 5 mm', '不小于 5 mm')
  const edit = { en: text.en, zh: text.zh, source: 'en' as const, verify: true }
  test('takes texts that say the same figures', () => {
    expect(vouchedText(text, edit, hand)).toEqual({ ...text, state: 'verified', by: 'usr', at: hand.at.toISOString() })
    // Saying that they differ where they do not changes nothing.
    expect(vouchedText(text, { ...edit, differs: true }, hand)).not.toHaveProperty('differs')
  })
  test('refuses others until it is said that they are meant to differ', () => {
    const wrong = { ...edit, zh: '不小于 6 mm' }
    expect(() => vouchedText(text, wrong, hand)).toThrow('language.figuresDiffer')
    expect(vouchedText(text, { ...wrong, differs: true }, hand)).toMatchObject({ state: 'verified', differs: true })
  })
  test('refuses half a text', () => {
    expect(() => vouchedText(text, { ...edit, zh: ' ' }, hand)).toThrow('language.nothingToVerify')
  })
  test('is not asked of an edit without it', () => {
    expect(vouchedText(text, { ...edit, verify: false, en: 'At least 6 mm' }, hand)).toMatchObject({
      state: 'stale',
      was: text.en,
    })
  })
})

test('what a member may translate is what the domains let them write', () => {
  expect(memberRoles.filter((role) => writableKinds(role, 'owner').length === 0)).toEqual(['viewer'])
  // Names of products and BOMs are the brand's alone.
  expect(translatableKinds.filter((kind) => !writableKinds('engineer', 'manufacturer').includes(kind))).toEqual([
    'product',
    'bom',
  ])
  expect(writableKinds('finance', 'owner')).toEqual(['post', 'engineeringQuery'])
})
