import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkParity } from './check-parity'
import { pair, Shelf } from './shelf'

/** One figure of a requirement, and how each language writes it. */
type Figure = Readonly<{
  form: 'value' | 'range' | 'tolerance'
  limit: number
  a: number
  b: number
  places: number
  isNegative: boolean
  unit: number
}>

/** Units as each language spells them. No two are equal in any value below, so a changed unit is a changed figure. */
const units: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['V', 'volts'],
    ['V', '伏', 'Ｖ'],
  ],
  [
    ['mA', 'milliamps'],
    ['mA', '毫安'],
  ],
  [
    ['kΩ', 'kohm'],
    ['kΩ', '千欧'],
  ],
  [
    ['µF', 'uF'],
    ['μF', '微法'],
  ],
  [['GHz'], ['GHz', '吉赫']],
  [['dBm'], ['dBm']],
  [
    ['N·m', 'Nm'],
    ['N·m', '牛·米', '牛米'],
  ],
  [
    ['%', 'percent'],
    ['%', '％'],
  ],
  [['mAh'], ['mAh', '毫安时']],
  [
    ['°C', 'degrees Celsius'],
    ['℃', '摄氏度'],
  ],
  [
    ['lx', 'lux'],
    ['lux', '勒克斯'],
  ],
  [['kPa'], ['kPa', '千帕']],
]
const limits: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['is'], ['为', '：']],
  [
    ['shall be at least', 'is no less than', 'must not be less than', '≥'],
    ['不小于', '应不低于', '至少', '≥'],
  ],
  [
    ['shall not exceed', 'is at most', 'must not be higher than', '≤'],
    ['不大于', '不得超过', '最多', '≤'],
  ],
  [
    ['is less than', 'must stay below', '<'],
    ['小于', '应低于', '<'],
  ],
  [
    ['is more than', 'shall be greater than', '>'],
    ['大于', '须高于', '>'],
  ],
  [
    ['is about', 'is approximately'],
    ['约', '大约'],
  ],
]
const names: readonly (readonly [string, string])[] = [
  ['The supply', '电源'],
  ['The output', '输出'],
  ['The margin', '余量'],
  ['The reading', '读数'],
  ['The reserve', '预留量'],
]

const figure: fc.Arbitrary<Figure> = fc.record({
  form: fc.constantFrom('value', 'value', 'range', 'tolerance'),
  limit: fc.nat({ max: limits.length - 1 }),
  a: fc.integer({ min: 2, max: 9999 }),
  b: fc.integer({ min: 1, max: 9999 }),
  places: fc.nat({ max: 2 }),
  isNegative: fc.boolean(),
  unit: fc.nat({ max: units.length - 1 }),
})
const pick = <T>(from: readonly T[], seed: number, fallback: T): T => from[seed % Math.max(1, from.length)] ?? fallback
const number = (digits: number, places: number): string =>
  places === 0 ? String(digits) : (digits / 10 ** places).toFixed(places)
const grouped = (text: string): string => text.replace(/^(\d)(\d{3})(?=\.|$)/, '$1,$2')

function english({ form, limit, a, b, places, isNegative, unit }: Figure, seed: number): string {
  const symbol = pick(units[unit]?.[0] ?? [], seed, '')
  const sign = isNegative ? pick(['-', '−', 'minus '], seed, '-') : ''
  const value = `${sign}${grouped(number(a, places))}`
  const subject = pick(names, seed, ['', ''])[0]
  if (form === 'range') {
    const high = number(a + b, places)
    return seed % 2 === 0
      ? `${subject} ranges from ${value} to ${high} ${symbol}.`
      : `${subject} is between ${value} ${symbol} and ${high} ${symbol}.`
  }
  if (form === 'tolerance') return `${subject} is ${value} ${symbol} ± ${number(b, places)} ${symbol}.`
  return `${subject} ${pick(limits[limit]?.[0] ?? [], seed, '')} ${value} ${symbol}.`
}
function chinese({ form, limit, a, b, places, isNegative, unit }: Figure, seed: number): string {
  const symbol = pick(units[unit]?.[1] ?? [], seed, '')
  const sign = isNegative ? pick(['-', '－', '负'], seed, '-') : ''
  const value = `${sign}${number(a, places)}`
  const subject = pick(names, seed + 1, ['', ''])[1]
  if (form === 'range') {
    const high = number(a + b, places)
    return seed % 2 === 0
      ? `${subject}为${value}~${high}${symbol}。`
      : `${subject}在${value}${symbol}至${high}${symbol}之间。`
  }
  if (form === 'tolerance') return `${subject}为${value}${symbol}±${number(b, places)}${symbol}。`
  return `${subject}${pick(limits[limit]?.[1] ?? [], seed, '')}${value}${symbol}。`
}

const requirement = fc.record({
  figures: fc.array(figure, { minLength: 1, maxLength: 6 }),
  seed: fc.nat({ max: 1000 }),
})
const write = (figures: readonly Figure[], seed: number) => ({
  en: figures.map((each, index) => english(each, seed + index)).join(' '),
  zh: figures
    .toReversed()
    .map((each, index) => chinese(each, seed + index * 7))
    .join(''),
})

test('the same figures agree, however each language writes them and in whatever order', () => {
  fc.assert(
    fc.property(requirement, ({ figures, seed }) => {
      const { en, zh } = write(figures, seed)
      expect({ en, zh, findings: checkParity(en, zh).findings }).toEqual({ en, zh, findings: [] })
    }),
    { numRuns: 400 },
  )
})

const mutations: readonly ((figure: Figure) => Figure)[] = [
  (each) => ({ ...each, a: each.a + 1 }),
  (each) => ({ ...each, a: each.a * 10 }),
  (each) => ({ ...each, unit: (each.unit + 1) % units.length }),
  (each) => ({ ...each, isNegative: !each.isNegative }),
  (each) => (each.form === 'value' ? { ...each, limit: (each.limit + 1) % limits.length } : { ...each, b: each.b + 1 }),
  (each) => ({ ...each, form: each.form === 'tolerance' ? 'value' : 'tolerance' }),
]

test('any one change of one figure is found, on either side', () => {
  fc.assert(
    fc.property(requirement, fc.nat(), fc.nat(), fc.boolean(), ({ figures, seed }, which, how, isEnglish) => {
      const index = which % figures.length
      const changed = figures.map((each, at) =>
        at === index ? (mutations[how % mutations.length] ?? ((same: Figure) => same))(each) : each,
      )
      const [before, after] = [write(figures, seed), write(changed, seed)]
      const [en, zh] = isEnglish ? [after.en, before.zh] : [before.en, after.zh]
      expect({ en, zh, ok: checkParity(en, zh).ok }).toEqual({ en, zh, ok: false })
    }),
    { numRuns: 400 },
  )
})

test('a figure left out or said twice is found', () => {
  fc.assert(
    fc.property(requirement, fc.nat(), fc.boolean(), ({ figures, seed }, which, isTwice) => {
      const index = which % figures.length
      const changed = isTwice
        ? [...figures, ...figures.slice(index, index + 1)]
        : figures.filter((_, at) => at !== index)
      const { en } = write(figures, seed)
      const { zh } = write(changed, seed)
      expect({ en, zh, ok: checkParity(en, zh).ok }).toEqual({ en, zh, ok: false })
    }),
    { numRuns: 200 },
  )
})

/** Characters and words that mean something to the reader, in any order. */
const morsels = fc.array(
  fc.oneof(
    fc.constantFrom(
      '5',
      '-',
      '±',
      '~',
      ' to ',
      '万',
      '千',
      '一',
      '半',
      '℃',
      'V',
      ' ',
      '.',
      ',',
      '，',
      '/',
      '%',
      '×',
      '10^',
      'R1',
      'C1-',
      'IEC ',
      'GB/T ',
      'no more than ',
      '不大于',
      '以上',
      '每',
      '分钟',
      'http://',
      '{id}',
      '@',
      '⁻',
      '½',
      '①',
      '\u{1F50B}',
      '\u0000',
      '分之',
      '点',
      '年',
      '月',
      ':',
      '=',
      '"',
    ),
    fc.string({ maxLength: 4, unit: 'grapheme' }),
  ),
  { maxLength: 40 },
)

test('any text can be read; a text agrees with itself, and passages lie inside it', () => {
  fc.assert(
    fc.property(morsels, morsels, (a, b) => {
      const [en, zh] = [a.join(''), b.join('')]
      expect({ en, findings: checkParity(en, en).findings }).toEqual({ en, findings: [] })
      const report = checkParity(en, zh)
      expect(report.ok).toBe(report.findings.length === 0)
      for (const finding of report.findings) {
        if (finding.en) expect(en.slice(finding.en.start, finding.en.end)).toBe(finding.en.text)
        if (finding.zh) expect(zh.slice(finding.zh.start, finding.zh.end)).toBe(finding.zh.text)
      }
    }),
    { numRuns: 500 },
  )
})

test.each([
  '5 V ',
  '1,000',
  'a/b/',
  'a.',
  '(((',
  '不大于',
  'not ',
  'R1-',
  '5-',
  '一',
  '千',
  '每',
  'a@',
  '{a',
  '1:',
  '~',
  'M3×8 ',
  'a_',
  'IEC ',
  '5 V to ',
  '1/2 ',
  'A-',
  '0x',
  '最大',
  'no more ',
  '5 N·',
  '.5',
  '5千',
  '分之',
  'http://a',
  '10丝(0.1mm)',
  '5月12日至',
  'May 5 to ',
  '2~3万',
  'two and a half ',
  '5 per 1,000 ',
  '不得降到10V以下',
  '0x1_',
  'a/v1/',
  '1,',
  '5 V max ',
  '半',
  '①',
  '$5',
  '6/18',
  '3串2并',
  '5 V, we need 6, ',
  '三块五',
])('a long text of %j takes work in proportion to its length', (morsel) => {
  // Time of this process on a processor: what else the machine does has no part in it.
  const work = (length: number) => {
    const text = morsel.repeat(length / morsel.length)
    const before = process.cpuUsage().user
    checkParity(text, text.replace('5', '6'))
    return process.cpuUsage().user - before
  }
  work(1500)
  // Eight times as long; a square would be 64 times the work. Both are taken anew where the compiler came between.
  const isLinear = () => {
    const short = Math.max(5000, Math.min(work(3000), work(3000)))
    return work(24_000) < 24 * short
  }
  expect(isLinear() || isLinear() || isLinear()).toBe(true)
})

test('tokens that suit nobody are looked at a limited number of times', () => {
  const size = 5000
  const tokens = Array.from({ length: size }, (_, index) => index)
  let looks = 0
  const shelf = new Shelf(tokens, () => ['same'])
  const left = pair(
    tokens,
    shelf,
    () => ['same'],
    (a, b) => {
      looks++
      return b >= 10 && (a + b) % 2 === 0
    },
  )
  expect(left.length).toBe(shelf.left.length)
  expect(looks).toBeLessThan(64 * size + 1)
})
