import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBoardSet, type BoardMember } from './board-set'
import { readDrill } from './drill'
import { collectFindings } from './findings'
import { drillFile, rectangleLayer } from './fixtures/board'
import { readGerber } from './gerber'

const layer = (name: string, text = rectangleLayer(40, 20)): BoardMember => ({
  name,
  kind: 'gerber',
  facts: readGerber(text, collectFindings()),
})
const drill = (name: string, text = drillFile([[1, 1]])): BoardMember => ({
  name,
  kind: 'drill',
  facts: readDrill(text, collectFindings()),
})
const outline = (width = 50, height = 30) => layer('b-Edge_Cuts.gbr', rectangleLayer(width, height))
const codes = (members: readonly BoardMember[]) => readBoardSet(members)?.findings.map(({ code }) => code)
const two = [layer('b-F_Cu.gbr'), layer('b-B_Cu.gbr')]

test('a whole board: stack, size along the outline, holes by plating', () => {
  const board = readBoardSet([
    layer('b-B_Cu.gbr'),
    layer('b-In2_Cu.gbr'),
    outline(),
    layer('b-F_Cu.gbr'),
    layer('b-In1_Cu.gbr'),
    layer('b-F_Mask.gbr'),
    drill(
      'b-PTH.drl',
      drillFile([
        [1, 1],
        [2, 2],
      ]),
    ),
    drill('b-NPTH.drl'),
    { name: 'notes.txt', kind: 'text', facts: null },
  ])
  expect(board).toMatchObject({
    layerCount: 4,
    copper: ['b-F_Cu.gbr', 'b-In1_Cu.gbr', 'b-In2_Cu.gbr', 'b-B_Cu.gbr'],
    outline: 'b-Edge_Cuts.gbr',
    size: { widthMm: 50, heightMm: 30 },
    holes: { plated: 2, nonPlated: 1, unsaid: 0, slots: 0 },
    findings: [],
  })
})

test('what the file says goes before what its name says', () => {
  const board = readBoardSet([
    layer('gerber_1.GTL', rectangleLayer(9, 9, 'Copper,L2,Bot')),
    layer('x.gbr', rectangleLayer(9, 9, 'Copper,L1,Top')),
  ])
  expect(board?.copper).toEqual(['x.gbr', 'gerber_1.GTL'])
  expect(board?.layers.map(({ role }) => role.source)).toEqual(['attribute', 'attribute'])
})

test.each<[string, readonly BoardMember[], readonly string[]]>([
  ['no outline', [...two, drill('b.drl')], ['missingOutline']],
  ['no holes', [...two, outline()], ['missingDrill']],
  ['no copper', [outline(), drill('b.drl')], ['missingCopper']],
  [
    'an inner layer short',
    [...two, layer('b-In1_Cu.gbr'), layer('b-In3_Cu.gbr'), outline(), drill('b.drl')],
    ['missingInnerLayer'],
  ],
  ['the top twice', [...two, layer('copy/b-F_Cu.gbr'), outline(), drill('b.drl')], ['doubledLayer']],
  ['a layer nobody can place', [...two, layer('mystery.gbr'), outline(), drill('b.drl')], ['unknownFile']],
  [
    'a file nobody can place',
    [...two, outline(), drill('b.drl'), { name: 'a.xyz', kind: 'unknown', facts: null }],
    ['unknownFile'],
  ],
  ['inches beside millimetres', [...two, outline(), drill('b.drl', drillFile([[1, 1]], 'INCH'))], ['mixedUnits']],
  ['holes off the board', [...two, outline(), drill('b.drl', drillFile([[900, 1]]))], ['drillOutsideBoard']],
  [
    'what macOS and Altium add',
    [
      ...two,
      outline(),
      drill('b.drl'),
      { name: '__MACOSX/._b.gbr', kind: 'unknown', facts: null },
      { name: 'PCB.RUL', kind: 'unknown', facts: null },
    ],
    [],
  ],
])('%s', (_, members, expected) => expect(codes(members)).toEqual(expected))

test('no layer and no hole is no board', () => {
  expect(readBoardSet([])).toBeNull()
  expect(readBoardSet([{ name: 'a.pdf', kind: 'pdf', facts: null }])).toBeNull()
})

test('a mechanical layer is the outline where it encloses the copper and nothing says more', () => {
  const board = readBoardSet([
    layer('b.GTL'),
    layer('b.GBL'),
    layer('b.GM13', rectangleLayer(10, 5)),
    layer('b.GM2', rectangleLayer(60, 30)),
    drill('b.drl'),
  ])
  expect(board).toMatchObject({ outline: 'b.GM2', size: { widthMm: 60, heightMm: 30 }, findings: [] })
})

test('holes as a Gerber layer count', () => {
  const holes =
    '%TF.FileFunction,NonPlated,1,2,NPTH,Drill*%\n%FSLAX46Y46*%\n%MOMM*%\n%ADD10C,1*%\nD10*\nX1000000Y1000000D03*\nX2000000Y1000000D03*\nM02*'
  expect(readBoardSet([...two, outline(), layer('holes.gbr', holes)])?.holes).toMatchObject({ nonPlated: 2 })
})

test('digits without a format are placed so that the holes lie on the board', () => {
  fc.assert(
    fc.property(fc.constantFrom(3, 4, 5), fc.integer({ min: 20, max: 90 }), (decimals, width) => {
      const inches = [
        [0.1, 0.1],
        [width / 25.4 - 0.1, 0.5],
      ]
      const write = (inch = 0) => String(Math.round(inch * 10 ** decimals))
      const text = [
        'M48',
        'M72',
        'T1C0.03',
        '%',
        'T1',
        ...inches.map(([x, y]) => `X${write(x)}Y${write(y)}`),
        'M30',
      ].join('\n')
      const board = readBoardSet([
        layer('b.cmp', rectangleLayer(width, 20)),
        layer('b.sol', rectangleLayer(width, 20)),
        layer('b.oln', rectangleLayer(width, 20)),
        drill('b.drd', text),
      ])
      // A coarser reading that also fits stays: nothing in the files says otherwise.
      fc.pre(decimals >= 4)
      expect(board?.drills[0]?.format.decimals).toBe(decimals)
      expect(board?.findings.map(({ code }) => code)).not.toContain('drillOutsideBoard')
    }),
  )
})
