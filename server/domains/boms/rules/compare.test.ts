import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { compareFields, compareLines, type CompareField } from './compare'
import { builtOf } from './content'
import type { LineState } from './line-state'

const line = (key: string, position: number, more: Partial<LineState> = {}): LineState => ({
  id: `id ${key} ${more.mpn ?? ''}`,
  key,
  position,
  lineNo: '',
  section: '',
  level: null,
  parentKey: null,
  parentLabel: '',
  refs: '',
  quantity: '1',
  uom: '',
  ipn: '',
  cpn: '',
  name: '',
  mpn: '',
  manufacturer: '',
  partId: null,
  supplier: '',
  supplierPart: '',
  value: '',
  footprint: '',
  package: '',
  description: bilingual('en', ''),
  mount: '',
  side: '',
  dnp: false,
  excludeFromBom: false,
  usage: 'normal',
  suppliedBy: 'factory',
  notFitted: [],
  alternates: [],
  childBomId: null,
  childRevisionId: null,
  childLabel: '',
  attritionPct: null,
  attritionExtra: null,
  packMultiple: null,
  note: '',
  unitPriceMicros: null,
  unitPriceCurrency: null,
  ...more,
})
const refsOf = ({ refs }: LineState) => refs.split(', ').filter(Boolean)

const state: fc.Arbitrary<Partial<LineState>> = fc.record({
  refs: fc.subarray(['R1', 'R2', 'C3', 'R7']).map((refs) => refs.join(', ')),
  quantity: fc.constantFrom('1', '2', '0.5', null),
  mpn: fc.constantFrom('', 'A', 'B'),
  dnp: fc.boolean(),
  usage: fc.constantFrom('normal' as const, 'phantom' as const),
  suppliedBy: fc.constantFrom('factory' as const, 'brand' as const),
  notFitted: fc.subarray(['868', '915']),
  alternates: fc.constantFrom(
    [],
    [{ mpn: 'X', manufacturer: 'Y', priority: 1, status: 'approved' as const }],
    [{ mpn: 'X', manufacturer: 'Y', priority: 1, status: 'proposed' as const }],
  ),
  note: fc.constantFrom('', 'n'),
  attritionPct: fc.constantFrom(null, '2'),
  unitPriceMicros: fc.constantFrom(null, '5'),
})
const bom = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), state), { selector: ([key]) => key })
  .map((lines) => lines.map(([key, more], index) => line(key, index + 1, more)))

/** Cells that decide what is built. */
const built: ReadonlySet<CompareField> = new Set<CompareField>(
  compareFields.filter(
    (field) =>
      ![
        'level',
        'lineNo',
        'section',
        'attritionPct',
        'attritionExtra',
        'packMultiple',
        'supplier',
        'supplierPart',
        'price',
        'descriptionEn',
        'descriptionZh',
      ].includes(field),
  ),
)
const content = (lines: readonly LineState[]) =>
  lines
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((each) => canonicalJson(builtOf(each, refsOf(each))))
    .join('\n')

describe('compareLines', () => {
  it('writes designators as they came and went, and each cell old and new', () => {
    const before = [line('a', 1, { refs: 'R1, R2, C3', quantity: '3', mpn: 'A' }), line('b', 2, { refs: 'U1' })]
    const after = [line('a', 1, { refs: 'R1, R2, R7', quantity: '3', mpn: 'B' }), line('c', 2, { refs: 'U2' })]
    const { rows, counts } = compareLines(before, after, refsOf)
    expect(rows).toMatchObject([
      {
        kind: 'changed',
        refs: { added: ['R7'], removed: ['C3'] },
        cells: [
          { field: 'refs', from: 'R1, R2, C3', to: 'R1, R2, R7' },
          { field: 'mpn', from: 'A', to: 'B' },
        ],
        groups: ['refs', 'part'],
      },
      { kind: 'added', refs: { added: ['U2'] } },
      { kind: 'removed', refs: { removed: ['U1'] } },
    ])
    expect(counts).toMatchObject({ added: 1, removed: 1, refs: 1, part: 1 })
  })

  it('finds nothing between a BOM and itself, wherever its lines stand', () => {
    fc.assert(
      fc.property(bom, (lines) => {
        const shuffled = lines.map((each, index) => ({ ...each, position: lines.length - index }))
        expect(compareLines(lines, shuffled, refsOf).rows).toEqual([])
      }),
    )
  })

  it('leads from one to the other, and the other way round', () => {
    fc.assert(
      fc.property(bom, bom, (one, other) => {
        const [there, back] = [compareLines(one, other, refsOf), compareLines(other, one, refsOf)]
        expect(there.counts.added).toBe(back.counts.removed)
        expect(there.rows.length).toBe(back.rows.length)
        const keys = new Set(one.map(({ key }) => key))
        for (const { key, kind } of there.rows) {
          if (kind === 'added') keys.add(key)
          if (kind === 'removed') keys.delete(key)
        }
        expect([...keys].toSorted()).toEqual(other.map(({ key }) => key).toSorted())
      }),
    )
  })

  it('has the same content exactly where nothing differs that is built', () => {
    fc.assert(
      fc.property(bom, bom, (one, other) => {
        const { rows } = compareLines(one, other, refsOf)
        // A proposed alternate is compared and not built.
        const differs = rows.some(
          ({ kind, cells }) =>
            kind !== 'changed' ||
            cells.some(({ field, from, to }) =>
              field === 'alternates' ? from.includes('approved') || to.includes('approved') : built.has(field),
            ),
        )
        expect(content(one) !== content(other)).toBe(differs)
      }),
    )
  })
})
