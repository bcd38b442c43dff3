import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDrill } from './drill'
import { collectFindings } from './findings'
import { drillFile } from './fixtures/board'

function read(text: string) {
  const findings = collectFindings()
  const facts = readDrill(text, findings)
  return { ...facts, codes: findings.list.map(({ code }) => code) }
}

const body = (head: string, ...lines: string[]) =>
  ['M48', ...head.split('|'), 'T1C0.3', '%', 'T1', ...lines, 'M30'].join('\n')

test.each<[string, string, object]>([
  [
    'KiCad',
    drillFile(
      [
        [1, 2],
        [3, -4],
      ],
      'METRIC',
      '; #@! TF.FileFunction,Plated,1,4,PTH',
    ),
    { unit: 'mm', hits: 2, plated: true, span: [1, 4], extents: { minX: 1, minY: -4, maxX: 3, maxY: 2 }, codes: [] },
  ],
  [
    'Altium: trailing zeros left out',
    body(';FILE_FORMAT=2:5|INCH,LZ|;TYPE=PLATED', 'X01Y002', 'Y003'),
    { unit: 'inch', hits: 2, plated: true, extents: { minX: 25.4, minY: 5.08, maxX: 25.4, maxY: 7.62 }, codes: [] },
  ],
  [
    'EAGLE',
    '%\nM48\nM72\n;FILE_FORMAT=2:4\nINCH,TZ\nT01C0.0240\n%\nT01\nX10000Y5000\nM30\n',
    {
      unit: 'inch',
      hits: 1,
      plated: null,
      tools: [{ tool: 1, diameterMm: 0.6096, hits: 1, slots: 0 }],
      extents: { minX: 25.4, minY: 12.7, maxX: 25.4, maxY: 12.7 },
      codes: [],
    },
  ],
  [
    'EasyEDA',
    `;TYPE=NON_PLATED\n;Layer: NPTH\n${body('METRIC,LZ,0000.00000', 'X1.5Y-2.25')}`,
    { unit: 'mm', plated: false, hits: 1, extents: { minX: 1.5, minY: -2.25, maxX: 1.5, maxY: -2.25 }, codes: [] },
  ],
  ['both kinds of holes in one file', body('METRIC|;TYPE=PLATED|;TYPE=NON_PLATED', 'X1.0Y1.0'), { plated: null }],
  [
    'slots, drilled and routed',
    body('METRIC', 'X1.0Y1.0G85X2.0Y1.0', 'G00X3.0Y3.0', 'M15', 'G01X4.0Y3.0', 'G01X4.0Y4.0', 'M16', 'G05', 'X9.0Y9.0'),
    { hits: 1, slots: 2, codes: [] },
  ],
  ['a repeat code', body('METRIC', 'X1.0Y1.0', 'R4X1.0'), { hits: 5, codes: [] }],
  ['a repeat code without end', body('METRIC', 'X1.0Y1.0', 'R9999999X1.0'), { hits: 100_001, codes: ['drillRepeats'] }],
  [
    'incremental',
    body('METRIC|G91', 'X1.0Y1.0', 'X1.0Y1.0'),
    { hits: 2, extents: { minX: 1, minY: 1, maxX: 2, maxY: 2 } },
  ],
  [
    'digits without a format',
    body('METRIC', 'X1000Y2000'),
    { formatAssumed: true, extents: { minX: 1, minY: 2, maxX: 1, maxY: 2 }, codes: ['drillFormatAssumed'] },
  ],
  ['no unit', body('G90', 'X1.0Y1.0'), { unit: null, extents: null, codes: ['drillNoUnits'] }],
  ['no end', 'M48\nMETRIC\nT1C1\n%\nT1\nX1.0Y1.0\n', { complete: false, codes: ['drillNoEnd'] }],
  ['a tool nobody defined', body('METRIC', 'T7', 'X1.0Y1.0'), { codes: ['drillUndefinedTool'] }],
  ['no coordinate', body('METRIC', 'X1.2.3Y1.0'), { hits: 0, codes: ['drillBadCoordinate'] }],
  ['an empty one', 'M48\nINCH\n%\nG90\nT0\nM30\n', { unit: 'inch', hits: 0, tools: [], codes: [] }],
])('%s', (_, text, expected) => expect(read(text)).toMatchObject(expected))

test('every hole is counted and lies within the extents, however the digits are written', () => {
  const place = fc.integer({ min: -99_999, max: 99_999 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 50 }),
      fc.constantFrom('LZ', 'TZ'),
      (holes, zeros) => {
        const write = (value: number) => {
          const digits = String(Math.abs(value)).padStart(6, '0')
          return `${value < 0 ? '-' : ''}${zeros === 'TZ' ? digits.replace(/^0+(?=.)/, '') : digits.replace(/(?<=.)0+$/, '')}`
        }
        const facts = read(body(`METRIC,${zeros},000.000`, ...holes.map(([x, y]) => `X${write(x)}Y${write(y)}`)))
        expect(facts.hits).toBe(holes.length)
        expect(facts.formatAssumed).toBe(false)
        const [xs, ys] = [holes.map(([x]) => x / 1000), holes.map(([, y]) => y / 1000)]
        expect(facts.extents?.minX).toBeCloseTo(Math.min(...xs), 6)
        expect(facts.extents?.maxX).toBeCloseTo(Math.max(...xs), 6)
        expect(facts.extents?.minY).toBeCloseTo(Math.min(...ys), 6)
        expect(facts.extents?.maxY).toBeCloseTo(Math.max(...ys), 6)
      },
    ),
  )
})
