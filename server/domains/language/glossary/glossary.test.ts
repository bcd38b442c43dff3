import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { baseLayer, baseTerms } from './base'
import { matchesTerm } from './matches-term'
import { readTerms, writeTerms } from './table'
import { layTerms, termKey, type Term } from './term'
import { missingTerms, stemOf, termsIn } from './terms-in'

const term = (en: string, zh: string, given: Partial<Term> = {}): Term => ({
  en,
  zh,
  locked: false,
  origin: 'own',
  ...given,
})
const found = (text: string, language: 'en' | 'zh', terms: readonly Term[]) =>
  termsIn(text, language, terms).map(({ start, end }) => text.slice(start, end))

describe('the base glossary', () => {
  test('has its terms, each once, in both languages', () => {
    expect(baseTerms().length).toBeGreaterThan(1_200)
    expect(new Set(baseTerms().map(({ en }) => termKey(en))).size).toBe(baseTerms().length)
    expect(baseTerms().filter(({ zh }) => !/\p{Script=Han}/u.test(zh)).length).toBeLessThan(20)
    expect(baseTerms()).toContainEqual(
      expect.objectContaining({ en: 'pad', zh: '焊盘', pinyin: 'hàn pán', area: 'pcb' }),
    )
  })
  test('every term is found in itself, in both languages', () => {
    const lost = baseTerms().filter(({ en, zh }) => {
      const whole = (text: string, language: 'en' | 'zh') =>
        termsIn(text, language, baseLayer()).some(({ start, end }) => start === 0 && end === text.length)
      return !whole(en, 'en') || !whole(zh, 'zh')
    })
    expect(lost.map(({ en }) => en)).toEqual([])
  })
})

describe('terms in English', () => {
  const terms = [
    term('battery', '电池'),
    term('battery pack', '电池包'),
    term('box', '盒'),
    term('IT', '信息部'),
    term('first article inspection', '首件检验'),
    term('fuse', '保险丝'),
  ]
  test.each([
    ['Two battery packs and a battery.', ['battery packs', 'battery']],
    ['Batteries, boxes; the BATTERY-PACK', ['Batteries', 'boxes', 'BATTERY-PACK']],
    // A clause ends between the two words.
    ['Check the battery. Pack it.', ['battery']],
    ['It is refused by IT', ['IT']],
    ['First-article\ninspection', ['First-article\ninspection']],
    ['refuse, batteryless', []],
    ['', []],
  ])('%s', (text, expected) => expect(found(text, 'en', terms)).toEqual(expected))
  test('plurals are simple and leave what only looks like one', () => {
    expect(
      ['vias', 'batteries', 'boxes', 'switches', 'glass', 'status', 'axis', 'ties', 'abs', 'ios'].map(stemOf),
    ).toEqual(['via', 'battery', 'box', 'switch', 'glass', 'status', 'axis', 'ties', 'abs', 'ios'])
  })
})

describe('terms in Chinese', () => {
  const terms = [term('battery', '电池'), term('battery pack', '电池包'), term('BOM', 'BOM表'), term('pool', '池包')]
  test.each([
    ['电池包与电池', ['电池包', '电池']],
    ['ＢＯＭ表和bom表', ['ＢＯＭ表', 'bom表']],
    ['XBOM表', []],
    ['电 池', []],
  ])('%s', (text, expected) => expect(found(text, 'zh', terms)).toEqual(expected))
})

test('hits never overlap, are in order, and lie inside the text', () => {
  const words = fc.constantFrom('battery', 'pack', '电池', '包', '焊盘', ' ', ', ', 's', '-', 'PCB', '。', 'ﬁ', '😀')
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 40 }),
      fc.constantFrom('en' as const, 'zh' as const),
      (parts, language) => {
        const text = parts.join('')
        let last = 0
        for (const { start, end } of termsIn(text, language, baseLayer())) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      },
    ),
  )
})

test('two thousand terms in eight thousand characters take milliseconds', () => {
  const made = Array.from({ length: 800 }, (_, n) => term(`special part ${n}`, `特殊零件${n}号`))
  const terms = layTerms([baseLayer(), made])
  const english = `The battery pack shall pass the drop test; special part 7 and solder paste. `
    .repeat(110)
    .slice(0, 8_000)
  const chinese = `电池包应通过跌落试验；特殊零件7号与锡膏。`.repeat(400).slice(0, 8_000)
  termsIn('', 'en', terms)
  const begun = performance.now()
  const hits = termsIn(english, 'en', terms).length + termsIn(chinese, 'zh', terms).length
  const took = performance.now() - begun
  expect(hits).toBeGreaterThan(1_000)
  // Four to eight milliseconds where nothing else runs; the bound is for a busy machine.
  expect(took).toBeLessThan(150)
})

describe('a locked term', () => {
  const locked = [term('enclosure', '外壳', { locked: true }), term('cover', '上盖')]
  test('is missed on the side that lacks it', () => {
    expect(missingTerms({ en: 'The enclosures are black.', zh: '机壳为黑色。' }, locked)).toMatchObject([
      { language: 'en', wanted: '外壳', hit: { start: 4, end: 14 } },
    ])
    expect(missingTerms({ en: 'The housing is black.', zh: '外壳为黑色，外壳不得刮花。' }, locked)).toMatchObject([
      { language: 'zh', wanted: 'enclosure', hit: { start: 0, end: 2 } },
    ])
  })
  test.each([
    ['The enclosure is black.', '外壳为黑色。'],
    ['Plastic enclosures', '塑料外壳'],
    ['The cover is black', '盖子为黑色'],
    ['The enclosure is black.', ''],
  ])('is fine: %s / %s', (en, zh) => expect(missingTerms({ en, zh }, locked)).toEqual([]))
})

test('later layers take the place of earlier ones, by the English term', () => {
  const base = [term('pad', '焊盘', { origin: 'base' }), term('via', '过孔', { origin: 'base' })]
  const laid = layTerms([base, [term('Pad', '焊点', { origin: 'theirs' })], [term(' PAD ', '焊垫', { locked: true })]])
  expect(laid).toEqual([expect.objectContaining({ zh: '焊垫', locked: true, origin: 'own' }), base[1]])
})

describe('tables of terms', () => {
  const row = fc.record({
    en: fc.stringMatching(/^[a-z][a-z ,"'\n]{0,20}[a-z]$/),
    zh: fc.stringMatching(/^[一-龥，"][一-龥，, "]{0,8}[一-龥]$/),
    note: fc.constantFrom('', 'as both said', 'one, "two"'),
    locked: fc.boolean(),
  })
  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (terms) => {
        expect(readTerms(writeTerms(terms))).toEqual({ terms, refused: [] })
      }),
    )
  })
  test('a formula is written as text and read as it was', () => {
    const terms = [{ en: '=1+1', zh: '公式', note: '', locked: false }]
    expect(writeTerms(terms)).toContain("'=1+1")
    expect(readTerms(writeTerms(terms)).terms).toEqual(terms)
  })
  test('what was copied from a sheet is read, rows that cannot be are named', () => {
    expect(readTerms('英文\t中文\nsnap hook\t卡勾\t\t是\n\nhalf\t\n')).toEqual({
      terms: [{ en: 'snap hook', zh: '卡勾', note: '', locked: true }],
      refused: [{ row: 4, code: 'termHalf' }],
    })
    expect(readTerms(`${'x'.repeat(121)},长`).refused).toEqual([{ row: 1, code: 'termLong' }])
  })
})

test('a term is found by either word and by pinyin', () => {
  const pad = { en: 'solder pad', zh: '焊盘', pinyin: 'hàn pán', note: 'footprint' }
  for (const typed of ['', 'pad', 'SOLDER', '焊', 'hanpan', 'han pan', 'hàn', 'pan', 'hp', 'foot']) {
    expect(matchesTerm(typed, pad), typed).toBe(true)
  }
  for (const typed of ['an', 'hx', '盘焊', 'xyz']) expect(matchesTerm(typed, pad), typed).toBe(false)
})
