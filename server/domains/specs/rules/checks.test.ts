import { describe, expect, test } from 'vitest'
import { bilingual, translateText, type BilingualText } from '@/server/kernel/bilingual'
import { blocks, checkRequirement, checkValues, isTrusted, type CheckWith } from './checks'
import { noValues, type Requirement, type Values } from './requirement'

const tools: CheckWith = {
  knowsUnit: (unit) => unit === 'V',
  figuresAgree: ({ en, zh }) => en.replace(/\D/g, '') === zh.replace(/\D/g, ''),
}
const both = bilingual('en', 'The supply shall be 3.3 V.', '供电电压应为 3.3 V。')
const make = (given: Partial<Requirement> = {}): Requirement => ({
  id: 'req_1',
  code: 'R-001',
  position: 1,
  version: 1,
  section: 'power',
  kind: 'numeric',
  title: bilingual('en', 'Supply', '供电'),
  text: both,
  condition: bilingual('en', ''),
  values: { ...noValues, min: '3.1', max: '3.5', unit: 'V' },
  verification: 'test',
  critical: false,
  ownerId: null,
  links: [],
  attachmentIds: [],
  ...given,
})
const said = (given: Partial<Requirement>) =>
  checkRequirement(make(given), tools).map(({ code, blocking, field }) =>
    [code, field, blocking].filter((part) => part !== undefined).join(' '),
  )

test('a requirement that can be built to has nothing to be said about', () => {
  expect(said({})).toEqual([])
  expect(said({ kind: 'statement', values: noValues, verification: null })).toEqual([])
})

test('a text that only stands in the language that does not bind lacks the other one', () => {
  const text: BilingualText = { en: '', zh: '供电电压应为 3.3 V。', source: 'en', state: 'human' }
  expect(said({ text })).toEqual(['untranslated text false'])
  expect(said({ text, critical: true })).toEqual(['untranslated text true'])
  expect(isTrusted(text)).toBe(false)
})

describe('a numeric requirement needs unit, limit and method', () => {
  test.each<[Partial<Values>, string[]]>([
    [{ min: '3.1' }, []],
    [{ nominal: '3.3', tolerancePlus: '0.1' }, []],
    [{ typ: '3.3' }, ['limitMissing']],
    [{ nominal: '3.3' }, ['limitMissing']],
    [{ tolerancePlus: '5' }, ['limitMissing', 'toleranceWithoutNominal']],
    [{ min: '3.6', max: '3.5', typ: '3.7' }, ['limitsReversed']],
    [{ min: '3.1', max: '3.5', typ: '3.6' }, ['typOutside']],
    [{ max: '3.5', nominal: '3.50' }, []],
    [{ max: 'three' }, ['notANumber']],
    [{ nominal: '10', tolerancePlus: '-0.1', toleranceMinus: '-0.3' }, []],
    [{ nominal: '10', tolerancePlus: '-0.3', toleranceMinus: '0.1' }, ['limitsReversed']],
    [{ nominal: '10', tolerancePlus: '0.1', toleranceMinus: '+0.3' }, ['limitsReversed']],
    [{ nominal: '10', typ: '10.4', tolerancePlus: '0.3', toleranceMinus: '0.3' }, ['typOutside']],
  ])('%j', (values, codes) => expect(checkValues({ ...noValues, ...values })).toEqual(codes))
  test('and says so blocking', () => {
    expect(said({ values: { ...noValues, max: '3.5' }, verification: null })).toEqual([
      'unitMissing true',
      'verificationMissing true',
    ])
    expect(said({ values: { ...noValues, max: '3.5', unit: 'Volt-ish' } })).toEqual(['unitUnknown false'])
    expect(said({ kind: 'statement', critical: true, verification: null })).toEqual(['verificationMissing true'])
  })
})

describe('the second language', () => {
  const stale: BilingualText = { ...both, en: 'The supply shall be 5 V.', state: 'stale', was: both.en }
  const missing = bilingual('en', 'The supply shall be 3.3 V.')
  const machine = translateText(missing, '供电应为 3.3 V。', undefined, 'machine')
  const differing = bilingual('en', '3.3 V', '3.0 V')
  test('outdated blocks always, missing or made by machine where it is critical', () => {
    expect(said({ text: stale })).toEqual(['stale text true'])
    expect(said({ text: missing })).toEqual(['untranslated text false'])
    expect(said({ text: missing, critical: true })).toEqual(['untranslated text true'])
    expect(said({ text: machine })).toEqual(['machineOnly text false'])
    expect(said({ text: machine, critical: true })).toEqual(['machineOnly text true'])
  })
  test('figures that differ are said, until an engineer confirmed them as they are', () => {
    expect(said({ text: differing })).toEqual(['figuresDiffer text false'])
    expect(said({ text: differing, critical: true })).toEqual(['figuresDiffer text true'])
    expect(said({ text: { ...differing, differs: true }, critical: true })).toEqual([])
  })
  test('only blocking checks keep a revision back', () => {
    expect(blocks(checkRequirement(make({ text: missing }), tools))).toBe(false)
    expect(blocks(checkRequirement(make({ text: stale }), tools))).toBe(true)
  })
})
