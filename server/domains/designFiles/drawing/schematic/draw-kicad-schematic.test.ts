import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { collectFindings } from '../../reading/findings'
import { readKicadSchematic } from '../../reading/kicad'
import { eachItem } from '../../reading/symbolic-items'
import { Ink } from '../ink'
import { Library } from './library'
import { drawDesignFile } from '../draw-design-file'
import type { DrawnLayer, DrawnText, Drawing, SheetLayerType } from '../drawing'
import { kicadSheet, sheetLibrary } from '../fixtures/kicad-sheet'

async function sheetOf(content: string | Uint8Array): Promise<Drawing> {
  const drawing = await drawDesignFile(Buffer.from(content), 'dir/b.kicad_sch')
  if (typeof drawing === 'string') throw new Error(drawing)
  return drawing
}
const drawn = (body: string) => sheetOf(`(kicad_sch (version 20231120) (paper "A4") ${sheetLibrary} ${body})`)
const layerOf = ({ layers }: Drawing, type: SheetLayerType): DrawnLayer | undefined =>
  layers.find(({ role }) => role.type === type)
const waysOf = (drawing: Drawing, type: SheetLayerType) =>
  layerOf(drawing, type)?.passes.flatMap(({ lines }) => lines.flatMap(({ ways }) => ways)) ?? []
const textsOf = (drawing: Drawing, type: SheetLayerType): readonly DrawnText[] =>
  layerOf(drawing, type)?.passes.flatMap(({ texts }) => texts) ?? []
const said = ({ text, x, y, angle, across, up }: DrawnText) => [text, x + 0, y + 0, angle, across, up]

const resistor = (at: string, more = '') => `(symbol (lib_id "Device:R") (at ${at}) (unit 1) ${more})`
const field = (at: string, justify = '', name = 'Value', value = '10k') =>
  `(property "${name}" "${value}" (at ${at}) (effects (font (size 1 1)) ${justify && `(justify ${justify})`}))`

test('a sheet lies on its paper, on layers of its own', async () => {
  const { layers, sheet, format } = await sheetOf(kicadSheet)
  expect(format).toBe(2)
  expect(layers.map(({ role }) => role.type)).toEqual([
    ...['notes', 'labels', 'fields', 'marks', 'wires', 'buses', 'pins', 'symbols', 'sheets', 'bodies', 'frame'],
  ])
  expect(sheet).toEqual({
    paper: [0, -210_000, 297_000, 0],
    children: [{ name: 'Power', file: 'power.kicad_sch', box: [140_000, -60_000, 170_000, -40_000] }],
  })
})

test.each([
  ['"A3"', [420, 297]],
  ['"A4" portrait', [210, 297]],
  ['"User" 200.5 100', [200.5, 100]],
  ['"Nonsense"', [297, 210]],
])('paper %s', async (paper, [width = 0, height = 0]) => {
  const { sheet } = await sheetOf(`(kicad_sch (paper ${paper}))`)
  expect(sheet?.paper).toEqual([0, -height * 1000, width * 1000, 0])
})

test('the title block says what the file says', async () => {
  const texts = textsOf(await sheetOf(kicadSheet), 'frame').map(({ text }) => text)
  for (const text of ['Sensor', '2026-11-02', 'B', 'Mortise', 'Leak and air', 'A4', 'b.kicad_sch'])
    expect(texts).toContain(text)
})

describe('symbols are turned counter-clockwise, then turned over', () => {
  // Where the upper pin of a resistor ends, from the middle of the symbol and with y up.
  test.each([
    ['0', '', [0, 5080]],
    ['90', '', [-5080, 0]],
    ['180', '', [0, -5080]],
    ['270', '', [5080, 0]],
    ['0', 'x', [0, -5080]],
    ['0', 'y', [0, 5080]],
    ['90', 'x', [-5080, 0]],
    ['90', 'y', [5080, 0]],
    ['270', 'y', [-5080, 0]],
  ])('by %s, mirror %s', async (angle, mirror, [dx = 0, dy = 0]) => {
    const drawing = await drawn(resistor(`100 50 ${angle}`, mirror && `(mirror ${mirror})`))
    expect(waysOf(drawing, 'symbols').map((way) => way.slice(0, 2))).toContainEqual([100_000 + dx, -50_000 + dy])
  })
})

describe('fields move with their symbol and stay readable', () => {
  const fields = async (symbol: string) => textsOf(await drawn(symbol), 'fields').map(said)
  test.each([
    ['0', '0', 'left', 0, 'left', 'middle'],
    ['0', '90', 'left', 90, 'left', 'middle'],
    ['180', '0', 'left', 0, 'right', 'middle'],
    ['90', '0', 'left', 90, 'left', 'middle'],
    ['90', '90', 'left', 0, 'right', 'middle'],
    ['270', '90', 'left', 0, 'left', 'middle'],
    ['180', '0', 'left bottom', 0, 'right', 'top'],
    ['270', '0', 'right top', 90, 'left', 'bottom'],
  ])('symbol by %s, field by %s, %s', async (turn, angle, justify, degrees, across, up) => {
    const [text] = await fields(resistor(`100 50 ${turn}`, field(`103 51 ${angle}`, justify)))
    expect(text).toEqual(['10k', 103_000, -51_000, degrees, across, up])
  })
  test('in a mirror too', async () => {
    const mirrored = (axis: string, justify: string) =>
      fields(resistor('100 50 0', `(mirror ${axis}) ${field('0 0 0', justify)}`))
    expect(await mirrored('y', 'left')).toEqual([['10k', 0, 0, 0, 'right', 'middle']])
    expect(await mirrored('x', 'left bottom')).toEqual([['10k', 0, 0, 0, 'left', 'top']])
  })
  test('hidden ones and a mere tilde are not written; a name is where it is asked for', async () => {
    const more = field('0 0 0', '', 'A', '~') + field('0 0 0', '', 'B', 'b').replace('(effects', '(hide yes) (effects')
    const named = field('0 0 0', '', 'C', 'c').replace('(effects', '(show_name yes) (effects')
    expect((await fields(resistor('0 0 0', more + named))).map(([text]) => text)).toEqual(['C: c'])
  })
})

describe('references', () => {
  const reference = async (symbol: string) => textsOf(await drawn(symbol), 'fields').map(({ text }) => text)
  const used = (...names: string[]) =>
    `(instances (project "p" ${names.map((name) => `(path "/a/${name}" (reference "${name}") (unit 1))`).join('')}))`
  test.each([
    ['R1', used('R1'), 'R1'],
    ['R?', used('R?', 'R7'), 'R7'],
    ['R2', used('R1', 'R2'), 'R2'],
    ['R9', used('R1', 'R2'), 'R1'],
    ['R?', '', 'R?'],
  ])('the field says %s: of its places %s', async (name, instances, shown) => {
    expect(await reference(resistor('0 0 0', field('0 0 0', '', 'Reference', name) + instances))).toEqual([shown])
  })
  test('units of one part are told apart, and texts know them', async () => {
    const gate = (unit: number) =>
      `(symbol (lib_id "Logic:Gate") (at 0 0 0) (unit ${unit}) ${field('0 0 0', '', 'Reference', 'U1')}
       ${field('0 0 0', '', 'Note', '${REFERENCE} of ${VALUE}')} ${field('0 0 0', '', 'Value', 'LV04')})`
    expect(await reference(gate(2))).toEqual(['U1B', 'U1B of LV04', 'LV04'])
    expect(await reference(resistor('0 0 0', field('0 0 0', '', 'Reference', 'R1')))).toEqual(['R1'])
  })
})

test('a symbol has the pieces of its unit and style, and of all of them; shapes may be those of another one', async () => {
  const symbol = (unit: number) => drawn(`(symbol (lib_id "Logic:Gate") (at 0 0 0) (unit ${unit}))`)
  const [first, second] = [await symbol(1), await symbol(2)]
  expect(textsOf(first, 'pins').map(({ text }) => text)).toEqual(['A', '1', 'Y', '2'])
  expect(textsOf(second, 'pins').map(({ text }) => text)).toEqual(['VCC', '3'])
  expect(layerOf(first, 'bodies')?.passes[0]?.areas).toHaveLength(1)
  expect(layerOf(second, 'bodies')).toBeUndefined()
  // A whole circle and a curve belong to both.
  expect(waysOf(first, 'symbols').filter((way) => way.length > 40)).toHaveLength(3)
  expect(waysOf(await drawn('(symbol (lib_id "Gone:X") (at 5 5 0))'), 'symbols')).toHaveLength(1)
})

test('names of pins lie in the body, numbers above the line, whichever way the symbol is turned', async () => {
  const gate = async (turn: string) =>
    textsOf(await drawn(`(symbol (lib_id "Logic:Gate") (at 0 0 ${turn}) (unit 1))`), 'pins').map(said)
  expect(await gate('0')).toEqual([
    ['A', -1524, 0, 0, 'left', 'middle'],
    ['1', -3810, 200, 0, 'middle', 'bottom'],
    ['Y', 1524, 0, 0, 'right', 'middle'],
    ['2', 3810, 200, 0, 'middle', 'bottom'],
  ])
  expect((await gate('90')).slice(0, 2)).toEqual([
    ['A', 0, -1524, 90, 'left', 'middle'],
    ['1', -200, -3810, 90, 'middle', 'bottom'],
  ])
  // A name that is low when it is active, and another use of a pin.
  const [, , low] = textsOf(await drawn('(symbol (lib_id "Logic:Gate") (at 0 0 0) (unit 1))'), 'pins')
  expect(low?.bars).toEqual([0, 1])
  const other = '(symbol (lib_id "Logic:Gate") (at 0 0 0) (unit 2) (pin "3" (alternate "VDD")))'
  expect(textsOf(await drawn(other), 'pins').map(({ text }) => text)).toEqual(['VDD', '3'])
  expect(textsOf(await drawn(resistor('0 0 0')), 'pins')).toEqual([])
})

test('what is not fitted is crossed out', async () => {
  const crosses = async (more: string) => waysOf(await drawn(resistor('0 0 0', more)), 'marks')
  expect(await crosses('(dnp yes)')).toEqual([
    [-1016, -2540, 1016, 2540],
    [-1016, 2540, 1016, -2540],
  ])
  expect(await crosses('(dnp no)')).toEqual([])
})

describe('labels', () => {
  const label = (kind: string, shape: string, angle: number) =>
    drawn(`(${kind} "AB" (shape ${shape}) (at 50 40 ${angle}) (effects (font (size 1 1))))`)
  test.each([
    [0, [50_000, -39_750, 0, 'left', 'bottom']],
    [90, [49_750, -40_000, 90, 'left', 'bottom']],
    [180, [50_000, -39_750, 0, 'right', 'bottom']],
    [270, [49_750, -40_000, 90, 'right', 'bottom']],
  ])('on a wire, by %s', async (angle, stand) => {
    expect(textsOf(await label('label', 'x', angle), 'labels').map(said)).toEqual([['AB', ...stand]])
  })
  test.each([
    ['input', 0, [50_000, 53_505], 6],
    ['output', 0, [50_000, 53_505], 6],
    ['bidirectional', 180, [45_620, 50_000], 7],
    ['passive', 0, [50_000, 52_630], 5],
  ])('of all sheets, %s by %s', async (shape, angle, [left, right], points) => {
    const drawing = await label('global_label', shape, angle)
    const [way = []] = waysOf(drawing, 'labels')
    const xs = way.filter((_, at) => at % 2 === 0)
    expect([way.length / 2, Math.min(...xs), Math.max(...xs)]).toEqual([points, left, right])
    const [text] = textsOf(drawing, 'labels')
    expect(text?.across).toBe(angle === 0 ? 'left' : 'right')
  })
  test('of the sheet above, pointed the way its signal goes', async () => {
    const [way] = waysOf(await label('hierarchical_label', 'input', 0), 'labels')
    expect(way).toEqual([
      50_000, -40_000, 50_500, -39_500, 51_000, -39_500, 51_000, -40_500, 50_500, -40_500, 50_000, -40_000,
    ])
    const [out] = waysOf(await label('hierarchical_label', 'output', 180), 'labels')
    expect(out?.slice(4, 6)).toEqual([49_000, -40_000])
  })
  test('on the box of a sheet they are written inward, and its signs are turned round', async () => {
    const sheet = `(sheet (at 100 40) (size 20 10) (pin "IN" input (at 100 45 180) (effects (font (size 1 1))))
      (pin "OUT" output (at 120 45 0) (effects (font (size 1 1)))))`
    const drawing = await drawn(sheet)
    expect(textsOf(drawing, 'sheets').map(said)).toEqual([
      ['IN', 101_150, -45_000, 0, 'left', 'middle'],
      ['OUT', 118_850, -45_000, 0, 'right', 'middle'],
    ])
    // A box, and a sign that points inward for what goes in.
    expect(waysOf(drawing, 'sheets')[1]?.slice(4, 6)).toEqual([101_000, -45_000])
  })
})

test('wires, junctions, free ends and buses', async () => {
  const drawing = await drawn(
    `(wire (pts (xy 1 2) (xy 3 2)) (stroke (width 0))) (junction (at 1 2) (diameter 0)) (no_connect (at 3 2))
     (bus (pts (xy 1 5) (xy 3 5))) (bus_entry (at 3 5) (size 2 -1))`,
  )
  expect(layerOf(drawing, 'wires')?.passes[0]?.lines).toEqual([
    {
      width: 152,
      ways: [
        [1000, -2000, 3000, -2000],
        [3000, -5000, 5000, -4000],
      ],
    },
    { width: 914, ways: [[1000, -2000, 1000, -2000]] },
  ])
  expect(waysOf(drawing, 'marks')).toHaveLength(2)
  expect(layerOf(drawing, 'buses')?.passes[0]?.lines[0]?.width).toBe(305)
})

test('notes are read from below or from the right', async () => {
  const note = async (angle: number) =>
    textsOf(await drawn(`(text "a" (at 1 1 ${angle}) (effects (justify right bottom)))`), 'notes').map(said)
  expect(await note(180)).toEqual([['a', 1000, -1000, 0, 'right', 'bottom']])
  expect(await note(270)).toEqual([['a', 1000, -1000, 90, 'right', 'bottom']])
})

test('a table has the lines it tells of, and no cell that another one spans', async () => {
  const cell = (x: number, span = '1 1') =>
    `(table_cell "c" (at ${x} 100 0) (size 20 5) (span ${span}) (fill (type none)))`
  const table = (stroke: string) =>
    drawn(`(table (column_count 3) (border ${stroke}) (cells ${cell(100, '2 1')} ${cell(120, '0 0')} ${cell(140)}))`)
  const own = (drawing: Drawing) => textsOf(drawing, 'notes').filter(({ text }) => text === 'c').length
  const [lined, bare] = [await table('(external yes) (stroke (width 0.3) (type solid))'), await table('(external no)')]
  expect([own(lined), own(bare)]).toEqual([2, 2])
  expect([waysOf(lined, 'notes').length, waysOf(bare, 'notes').length]).toEqual([2, 0])
})

test('a symbol that many take their shape from is taken apart once, and everything in it is paid for', () => {
  const parent = `(symbol "P" ${'(a)'.repeat(300)})`
  const children = Array.from({ length: 50 }, (_, at) => `(symbol "C${at}" (extends "P"))`).join('')
  const ink = new Ink()
  const followed = vi.spyOn(ink, 'follow')
  const library = new Library(ink)
  eachItem(`(kicad_sch (lib_symbols ${parent} ${children}))`, (item) => {
    if (item.name === 'lib_symbols') library.read(item)
  })
  for (let at = 0; at < 50; at++) expect(library.find(`C${at}`)).not.toBeNull()
  expect(followed.mock.calls.length).toBe(300)
})

test('what lacks a number or is cut off is left out', async () => {
  const broken = `(wire (pts (xy 1))) (junction) (symbol) (label "x") (sheet (at 1 1)) (no_connect) (bus_entry (at 1 1))
    (image) (text_box "x" (at 1 1)) (table) (symbol (lib_id "Device:R") (at x y z)) (global_label) (wire (pts (xy 1 1) (xy`
  const { layers } = await sheetOf(`(kicad_sch ${sheetLibrary} ${broken}`)
  expect(layers.at(-1)?.role.type).toBe('frame')
  expect(await drawDesignFile(Buffer.from('EESchema Schematic File Version 4\n'), 'b.sch')).toBe('noLayers')
})

const blank = '(polyline (pts (xy 0 0) (xy 1 1)) (stroke (width -1)))'
const symbolOf = (graphics: string) => `(lib_symbols (symbol "X" (symbol "X_0_0" ${graphics})))`
test.each([
  ['lists', () => `(lib_symbols ${'()'.repeat(1_100_000)})`],
  [
    'circles of a symbol',
    () =>
      `${symbolOf('(circle (center 0 0) (radius 9))'.repeat(40_000))} ${resistor('0 0 0').replace('Device:R', 'X')}`,
  ],
  [
    'symbols of nothing that is seen',
    () => `${symbolOf(blank.repeat(10_000))} ${'(symbol (lib_id "X") (at 0 0))'.repeat(2_000)}`,
  ],
  ['letters', () => `(text "${'a'.repeat(4_000)}" (at 0 0 0) (effects (font (size 1 1))))`.repeat(2_000)],
])('more %s than a browser should draw are refused', async (_, body) => {
  expect(await drawDesignFile(Buffer.from(`(kicad_sch ${body()})`), 'b.kicad_sch')).toBe('tooMuch')
})

// Real sheets stay where they are; where they lie beside the checkout, everything in them is drawn, within its paper.
const folder = process.env.MORTISE_CAD_DATA ?? resolve('../shared/data/cad')
const sheets = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.kicad_sch')) : []
test.runIf(sheets.length > 0).each(sheets)('%s is drawn whole', async (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const drawing = await sheetOf(text)
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length
  const { symbols, sheets: below } = readKicadSchematic(text, 'kicad_sch', collectFindings())
  const [wires, junctions] = [count(/^\s\s?\(wire\b/gm), count(/^\s\s?\(junction\b/gm)]
  expect(waysOf(drawing, 'wires')).toHaveLength(wires + junctions)
  expect(waysOf(drawing, 'marks')).toHaveLength(2 * (count(/^\s\s?\(no_connect\b/gm) + count(/^\s+\(dnp yes\)/gm)))
  expect(drawing.sheet?.children).toHaveLength(below)
  expect(textsOf(drawing, 'labels')).toHaveLength(count(/^\s\s?\((global_|hierarchical_)?label\b/gm))
  const [left, bottom, right, top] = drawing.sheet?.paper ?? [0, 0, 0, 0]
  for (const { box, role } of drawing.layers) {
    expect(box, role.type).not.toBeNull()
    expect((box?.[0] ?? 0) >= left && (box?.[2] ?? 0) <= right, role.type).toBe(true)
    expect((box?.[1] ?? 0) >= bottom && (box?.[3] ?? 0) <= top, role.type).toBe(true)
  }
  // Turned and turned over, the pins of symbols end where the wires do.
  const ends = new Set(waysOf(drawing, 'wires').flatMap((way) => [place(way, 0), place(way, way.length - 2)]))
  const pins = new Set(waysOf(drawing, 'symbols').flatMap((way) => (way.length === 4 ? [place(way, 0)] : [])))
  const met = [...ends].filter((end) => pins.has(end)).length
  expect(met).toBeGreaterThan(symbols * 0.5)
})

const place = (way: readonly number[], at: number): string => `${way[at]} ${way[at + 1]}`
