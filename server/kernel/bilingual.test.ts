import { describe, expect, test } from 'vitest'
import {
  bilingual,
  reviseText,
  settleText,
  stateIn,
  translateText,
  verifyText,
  wantsTranslation,
  type BilingualText,
  type Language,
} from './bilingual'

const hand = { userId: 'usr_1', at: new Date('2026-11-29T06:00:00Z') }
const typed = (en: string, zh: string, source: Language = 'en') => ({ en, zh, source })

describe('a text after its author typed both sides', () => {
  const both = bilingual('en', 'Use X5R', '用 X5R')
  test.each([
    ['the original changed alone', typed('Use X7R', '用 X5R'), 'stale'],
    ['both changed', typed('Use X7R', '用 X7R'), 'human'],
    ['only the counterpart changed', typed('Use X5R', '请用 X5R'), 'human'],
    ['nothing changed', typed('Use X5R', '用 X5R'), 'human'],
    ['the counterpart was taken out', typed('Use X5R', ' '), 'missing'],
  ] as const)('%s', (_, after, state) => expect(reviseText(both, after).state).toBe(state))

  test.each([
    ['the original was taken out', both, typed('', '用 X5R')],
    ['the empty side was said to bind', bilingual('zh', '用 X5R'), typed(' ', '用 X5R', 'en')],
    ['only the other side was written', bilingual('en', ''), typed('', '用 X5R')],
  ] as const)('what is left binds and lacks its counterpart where %s', (_, before, after) =>
    expect(reviseText(before, after)).toEqual({ en: '', zh: '用 X5R', source: 'zh', state: 'missing' }),
  )

  test('stale keeps what the counterpart was right for, through further changes, until the words are back', () => {
    const verified = verifyText(both, hand)
    const once = reviseText(verified, typed('Use X7R', '用 X5R'))
    expect(once).toMatchObject({ state: 'stale', was: 'Use X5R', by: 'usr_1' })
    const twice = reviseText(once, typed('Use X7S', '用 X5R'))
    expect(twice).toMatchObject({ state: 'stale', was: 'Use X5R' })
    expect(reviseText(twice, typed('Use X7S', '用 X5R'))).toEqual(twice)
    const back = reviseText(twice, typed('Use X5R', '用 X5R'))
    expect(back.state).toBe('human')
    expect(back.was).toBeUndefined()
  })

  test('where the sides change places, the state is about the other side and nothing is invented', () => {
    const stale = reviseText(both, typed('Use X7R', '用 X5R'))
    expect(reviseText(stale, typed('Use X7R', '用 X5R', 'zh'))).toEqual({
      ...typed('Use X7R', '用 X5R', 'zh'),
      state: 'stale',
    })
  })

  test.each([
    ['what binds now was changed alone', both, typed('Use X5R', '用 X7R', 'zh'), { state: 'stale', was: '用 X5R' }],
    ['what bound before was changed alone', both, typed('Use X7R', '用 X5R', 'zh'), { state: 'stale' }],
    ['both were typed', both, typed('Use X7R', '用 X7R', 'zh'), { state: 'human' }],
    ['the other side was only now written', bilingual('en', 'X5R'), typed('X5R', '用 X5R', 'zh'), { state: 'human' }],
  ] as const)('of sides that change places nothing is trusted unseen: %s', (_, before, after, expected) => {
    const revised = reviseText(before, after)
    expect(revised).toMatchObject(expected)
    expect(revised.was).toBe('was' in expected ? expected.was : undefined)
    expect(settleText(before, { ...after, verify: true }, hand).state).toBe('verified')
  })

  test('of a text that was outdated before its sides changed places, nobody knows what it was right for', () => {
    const stale = reviseText(both, typed('Use X7R', '用 X5R'))
    const swapped = reviseText(stale, typed('Use X7R', '用 X7R', 'zh'))
    expect(swapped).toEqual({ ...typed('Use X7R', '用 X7R', 'zh'), state: 'stale' })
    const further = reviseText(swapped, typed('Use X7R', '用 X7S', 'zh'))
    expect(further).toEqual({ ...typed('Use X7R', '用 X7S', 'zh'), state: 'stale' })
    expect(reviseText(further, typed('Use X7R', '用 X7R', 'zh')).state).toBe('stale')
  })
})

test('a counterpart is written by hand or by machine, and wanted until a person looked', () => {
  const missing = bilingual('en', 'Use X7R')
  expect(wantsTranslation(missing)).toBe(true)
  const machine = translateText(missing, '使用 X7R', undefined, 'machine')
  expect(machine.state).toBe('machine')
  expect(wantsTranslation(machine)).toBe(true)
  const human = translateText(machine, ' 用 X7R ', hand)
  expect(human).toEqual({ ...typed('Use X7R', '用 X7R'), state: 'human', by: 'usr_1', at: '2026-11-29T06:00:00.000Z' })
  expect(wantsTranslation(human)).toBe(false)
  expect(translateText(human, '').state).toBe('missing')
  expect(wantsTranslation(bilingual('en', ''))).toBe(false)
})

test('verifying forgets what was stale, and notes figures that differ', () => {
  const stale: BilingualText = { ...typed('5 V', '3 V'), state: 'stale', was: '3 V' }
  expect(verifyText(stale, hand)).toEqual({
    ...typed('5 V', '3 V'),
    state: 'verified',
    by: 'usr_1',
    at: '2026-11-29T06:00:00.000Z',
  })
  expect(verifyText(stale, hand, true).differs).toBe(true)
  expect(reviseText(verifyText(stale, hand, true), typed('5 V', '5 V')).differs).toBeUndefined()
})

test('each side has a state of its own', () => {
  const text = bilingual('zh', '防水')
  expect([stateIn('zh', text), stateIn('en', text)]).toEqual(['human', 'missing'])
})

describe('a text that leaves the editor', () => {
  const hand = { userId: 'usr', at: new Date('2026-11-29T00:00:00Z') }
  const text = bilingual('en', 'Door', '门')
  const edit = { en: 'Door', zh: '门', source: 'en' as const }
  test('is verified where both sides stand', () => {
    expect(settleText(text, { ...edit, verify: true }, hand)).toMatchObject({ state: 'verified', by: 'usr' })
    expect(settleText(text, { ...edit, zh: '', verify: true }, hand)).toMatchObject({ state: 'missing' })
    expect(settleText(text, { ...edit, verify: true, differs: true }, hand)).toHaveProperty('differs', true)
  })
  test('is a machine’s only while its words are new', () => {
    expect(settleText(text, { ...edit, zh: '房门', machine: true }, hand)).toMatchObject({
      state: 'machine',
      zh: '房门',
    })
    expect(settleText(text, { ...edit, machine: true }, hand)).toMatchObject({ state: 'human' })
    expect(settleText(text, { ...edit, zh: '', machine: true }, hand)).toMatchObject({ state: 'missing' })
  })
  test('turns stale with its original, and verified again from there', () => {
    const stale = settleText(text, { ...edit, en: 'Gate' }, hand)
    expect(stale).toMatchObject({ state: 'stale', was: 'Door' })
    expect(settleText(stale, { en: 'Gate', zh: '门', source: 'en', verify: true }, hand)).toEqual(
      expect.not.objectContaining({ was: 'Door' }),
    )
  })
})

test('the side that has words binds, whichever was named', () => {
  const hand = { userId: 'usr', at: new Date('2026-11-29T00:00:00Z') }
  const text = bilingual('en', 'Door', '门')
  expect(reviseText(text, { en: ' ', zh: '门', source: 'en' }, hand)).toMatchObject({ source: 'zh', state: 'missing' })
  expect(reviseText(bilingual('en', ''), { en: '', zh: '门', source: 'en' })).toEqual(bilingual('zh', '门'))
})
