import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkPlacements, type PlacedLine } from './check-placements'
import type { PlacementRow } from '@/server/domains/designFiles/placements/placement-row'

const at = (ref: string, given: Partial<PlacementRow> = {}): PlacementRow => ({
  ...{ row: 2, ref, x: '1', y: '2', rotation: '90', side: 'top', value: '', package: '' },
  ...given,
})
const line = (refs: readonly string[], given: Partial<PlacedLine> = {}): PlacedLine => ({
  ...{ id: refs.join(), position: 1, mount: 'SMT', side: '', dnp: false, excludeFromBom: false },
  refs: refs.map((ref) => ({ ref, dnp: false })),
  ...given,
})
const kinds = (rows: readonly PlacementRow[], lines: readonly PlacedLine[]) =>
  checkPlacements(rows, lines).map(({ kind, ref, detail }) => [kind, ref, detail].filter(Boolean).join(' '))

test.each<[string, readonly PlacementRow[], readonly PlacedLine[], readonly string[]]>([
  ['all well', [at('C1')], [line(['C1'])], []],
  ['in the BOM, not in the file', [], [line(['C1'])], ['missing C1']],
  ['in the file, not in the BOM', [at('C9')], [], ['unknown C9']],
  ['marks and holes are in no BOM', [at('FID1'), at('TP3'), at('MH2'), at('H1')], [], []],
  ['case alone', [at('c1')], [line(['C1'])], ['case c1 C1']],
  ['placed although it is not to be', [at('R1')], [line(['R1'], { dnp: true })], ['dnpPlaced R1']],
  [
    'one reference of a line is not to be placed',
    [at('R1')],
    [line([], { refs: [{ ref: 'R1', dnp: true }] })],
    ['dnpPlaced R1'],
  ],
  ['not placed and not in the file', [], [line(['R1'], { dnp: true })], []],
  ['the other side', [at('U1', { side: 'bottom' })], [line(['U1'], { side: 'Top' })], ['side U1 top']],
  ['a side nobody names', [at('U1', { side: '' })], [line(['U1'], { side: 'top' })], []],
  ['no angle', [at('U1', { rotation: 'N/A' })], [line(['U1'])], ['rotation U1 N/A']],
  ['no angle at all', [at('U1', { rotation: '' })], [line(['U1'])], ['rotation U1']],
  ['no place', [at('U1', { x: '' })], [line(['U1'])], ['position U1']],
  ['twice', [at('U1', { row: 3 }), at('U1', { row: 7 })], [line(['U1'])], ['duplicate U1 3']],
  ['soldered by hand', [], [line(['J1'], { mount: 'TH' })], ['throughHole J1']],
  ['screws have no place on the board', [], [line(['X1'], { mount: 'MECH' })], []],
  ['left out of the BOM', [at('JP1')], [line(['JP1'], { excludeFromBom: true })], []],
])('%s', (_, rows, lines, expected) => expect(kinds(rows, lines)).toEqual(expected))

test('a file made from the BOM has nothing against it, and what is taken out is told', () => {
  const ref = fc
    .tuple(fc.constantFrom('C', 'R', 'U', 'c'), fc.integer({ min: 1, max: 40 }))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      fc.uniqueArray(ref, { minLength: 1, maxLength: 30, selector: (text) => text.toUpperCase() }),
      fc.nat(),
      (refs, out) => {
        const lines = [line(refs)]
        const rows = refs.map((each, index) => at(each, { row: index + 2 }))
        expect(checkPlacements(rows, lines)).toEqual([])
        const gone = out % refs.length
        expect(
          kinds(
            rows.filter((_row, index) => index !== gone),
            lines,
          ),
        ).toEqual([`missing ${refs[gone]}`])
        expect(kinds(rows, [line(refs.filter((_ref, index) => index !== gone))])).toEqual([`unknown ${refs[gone]}`])
      },
    ),
  )
})
