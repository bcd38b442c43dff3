import fc from 'fast-check'
import { expect, test } from 'vitest'
import { learnedKeyOf, linksByItself, matcher, type LibraryEntry, type MatchLine } from './match'

const line = (given: Partial<MatchLine>): MatchLine => ({
  ...{ ipn: '', cpn: '', mpn: '', manufacturer: '', supplier: '', supplierPart: '' },
  ...{ package: '', value: '', description: '' },
  ...given,
})
const entry = (id: string, given: Partial<LibraryEntry>): LibraryEntry => ({
  ...{ id, number: id, package: '', value: '', text: '', sources: [], offers: [] },
  ...given,
})
const source = (mpn: string, manufacturer: string, status: 'approved' | 'retired' = 'approved', pack = '') => ({
  ...{ mpn, manufacturer, status },
  package: pack,
})
const cap = entry('C-0001', {
  package: '0402',
  value: '100nF',
  text: 'MLCC 100nF 16V X7R 贴片电容',
  sources: [source('GRM155R71C104KA88D', 'Murata'), source('CL05B104KO5NNNC', 'Samsung', 'retired')],
  offers: [{ supplier: 'LCSC', sku: 'C71629' }],
})
const led = entry('L-1206', {
  package: '1206',
  value: 'red',
  text: 'LED red 20mA',
  sources: [source('LTST-C150', 'Lite-On')],
})
const plain = (text: string) => text.replace(/^[RCLD]/, '')
const find = (given: Partial<MatchLine>, learned: Parameters<typeof matcher>[1] = []) =>
  matcher([cap, led], learned, plain).candidatesOf(line(given))

test.each<[string, Partial<MatchLine>, string]>([
  ['own number, written otherwise', { ipn: 'c 0001' }, 'C-0001 exact number'],
  ['own number as a factory files it', { cpn: 'C-0001', ipn: '10.22.0415' }, 'C-0001 exact customerNumber'],
  ['maker in another language', { mpn: 'GRM155R71C104KA88D', manufacturer: '村田' }, 'C-0001 exact manufacturerPart'],
  ['number alone', { mpn: 'grm155r71c104ka88d' }, 'C-0001 likely manufacturerPart incomplete'],
  [
    'another maker',
    { mpn: 'GRM155R71C104KA88D', manufacturer: 'TDK' },
    'C-0001 possible manufacturerPart manufacturer',
  ],
  ['a retired source', { mpn: 'CL05B104KO5NNNC', manufacturer: '三星' }, 'C-0001 likely manufacturerPart source'],
  ['a number of LCSC', { supplierPart: 'C71629' }, 'C-0001 exact supplierPart'],
  [
    'a number of LCSC under its other name',
    { supplier: '立创商城', supplierPart: 'c71629' },
    'C-0001 exact supplierPart',
  ],
  ['the same number of another supplier', { supplier: 'Mouser', supplierPart: 'C71629' }, ''],
  ['own number with another maker’s part', { ipn: 'C-0001', mpn: 'X5R-OTHER' }, 'C-0001 likely number mpn'],
  ['own number in another package', { ipn: 'C-0001', package: 'C0603' }, 'C-0001 likely number package'],
  ['own number, the package written otherwise', { ipn: 'C-0001', package: 'C0402' }, 'C-0001 exact number'],
  [
    'maker and number in another package',
    { mpn: 'LTST-C150', manufacturer: 'Lite-On', package: '0603' },
    'L-1206 likely manufacturerPart package',
  ],
  ['words alone', { value: '100nF', description: 'MLCC X7R 16V' }, 'C-0001 possible text'],
  ['one word', { value: '100nF' }, ''],
  ['nothing', {}, ''],
])('%s', (_, given, expected) => {
  const [best] = find(given)
  const words = best ? [best.partId, best.confidence, best.by, ...best.doubts.map(({ kind }) => kind)].join(' ') : ''
  expect(words).toBe(expected)
})

test('another package is named', () => {
  expect(find({ ipn: 'C-0001', package: '0603' })[0]?.doubts).toEqual([{ kind: 'package', line: '0603', part: '0402' }])
})

test('a number a partner uses leads to ours, and asks', () => {
  const known = new Map([['LY201', ['C-0001']]])
  expect(matcher([cap], [], plain, known).candidatesOf(line({ ipn: 'LY-201' }))).toMatchObject([
    { partId: 'C-0001', confidence: 'likely', doubts: [{ kind: 'partnerNumber', line: 'LY-201', part: 'C-0001' }] },
  ])
})

test('two exact answers are none', () => {
  const both = find({ ipn: 'C-0001', cpn: 'L-1206' })
  expect(both.map(({ confidence }) => confidence)).toEqual(['likely', 'likely'])
  expect(linksByItself(both)).toBeNull()
})

test('what was answered before is offered first and never taken for sure', () => {
  const asked = { description: 'indicator', value: 'red-ish', mpn: 'GRM155R71C104KA88D' }
  const key = learnedKeyOf(line(asked))
  const found = find(asked, key ? [{ ...key, partId: 'L-1206' }] : [])
  expect(found.map(({ partId, confidence, learned }) => [partId, confidence, learned])).toEqual([
    ['L-1206', 'likely', true],
    ['C-0001', 'likely', false],
  ])
  expect(linksByItself(found)).toBeNull()
})

const short = fc.constantFrom('', 'A-1', 'a1', 'B2', 'C 3', 'C71629')
const packs = fc.constantFrom('', '0402', 'C0402', '0603', 'SOT-23')
const makers = fc.constantFrom('', 'Murata', '村田', 'TDK')
const anyLine = fc.record({
  ...{ ipn: short, cpn: short, mpn: short, manufacturer: makers },
  ...{ supplier: fc.constantFrom('', 'LCSC', 'Mouser'), supplierPart: short, package: packs },
  ...{ value: fc.constantFrom('', '100nF', '10k'), description: fc.constantFrom('', 'MLCC X7R', 'chip resistor 1%') },
})
const anyEntry = fc.record({
  ...{ number: short, package: packs, value: fc.constantFrom('', '100nF'), text: fc.constantFrom('', 'MLCC X7R 16V') },
  sources: fc.array(
    fc.record({
      ...{ mpn: short, manufacturer: makers, package: packs },
      status: fc.constantFrom('approved' as const, 'rejected' as const),
    }),
    { maxLength: 2 },
  ),
  offers: fc.array(fc.record({ supplier: fc.constantFrom('LCSC', 'Mouser'), sku: short }), { maxLength: 2 }),
})

test('at most one is exact, its package agrees, nothing speaks against it, and it stands first', () => {
  fc.assert(
    fc.property(anyLine, fc.array(anyEntry, { maxLength: 5 }), (asked, library) => {
      const entries = library.map((each, at) => ({ ...each, id: `p${at}` }))
      const found = matcher(entries, [], plain).candidatesOf(asked)
      const exact = found.filter(({ confidence }) => confidence === 'exact')
      expect(exact.length).toBeLessThanOrEqual(1)
      if (exact[0] === undefined) {
        expect(linksByItself(found)).toBeNull()
        return
      }
      expect(found[0]).toBe(exact[0])
      expect(exact[0]).toMatchObject({ doubts: [], by: expect.not.stringMatching('text') })
      const part = entries.find(({ id }) => id === exact[0]?.partId)
      const packages = [part?.package, ...(part?.sources ?? []).map((each) => each.package)].map((text) =>
        plain(text ?? ''),
      )
      const agrees = asked.package === '' || packages.includes('') || packages.includes(plain(asked.package))
      expect(agrees).toBe(true)
    }),
    { numRuns: 400 },
  )
})

test('a learned answer alone is likely', () => {
  fc.assert(
    fc.property(anyLine, (asked) => {
      const key = learnedKeyOf(asked)
      if (key === null) return
      const found = matcher([entry('only', { number: 'ZZ-9' })], [{ ...key, partId: 'only' }], plain).candidatesOf(
        asked,
      )
      expect(found).toMatchObject([{ partId: 'only', confidence: 'likely', learned: true }])
    }),
  )
})
