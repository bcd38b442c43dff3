import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectFindings } from '../../reading/findings'
import { readKicadBoard } from '../../reading/kicad'
import { kicadLayout } from '../../reading/fixtures/kicad-layout'
import { doubleArea } from '../contours'
import { drawDesignFile } from '../draw-design-file'
import type { DrawnLayer, Pass } from '../drawing'

async function layersOf(content: string | Uint8Array): Promise<readonly DrawnLayer[]> {
  const drawing = await drawDesignFile(Buffer.from(content), 'b.kicad_pcb')
  if (typeof drawing === 'string') throw new Error(drawing)
  return drawing.layers
}

const stack = '(layers (0 "F.Cu" signal) (1 "In1.Cu" power) (2 "In2.Cu" signal) (31 "B.Cu" signal))'
const boardOf = (body: string, head = stack): string => `(kicad_pcb (version 20221018) ${head} ${body})`

async function drawn(body: string, head?: string): Promise<ReadonlyMap<string, DrawnLayer>> {
  return new Map((await layersOf(boardOf(body, head))).map((layer) => [layer.name, layer]))
}
async function passOf(name: string, body: string, head?: string): Promise<Pass | undefined> {
  return (await drawn(body, head)).get(name)?.passes[0]
}
const pad = (inner: string, at = '0 0', layer = 'F.Cu') =>
  `(footprint "X" (layer "${layer}") (at ${at}) (pad ${inner}))`

test('the layers of a board, from the top down, as a set of Gerber files has them', async () => {
  const layers = await layersOf(kicadLayout)
  expect(layers.map(({ name, role: { type, side, order }, plated }) => [name, type, side, order, plated])).toEqual([
    ['F.SilkS', 'silk', 'top', null, null],
    ['F.Paste', 'paste', 'top', null, null],
    ['F.Mask', 'mask', 'top', null, null],
    ['F.Cu', 'copper', 'top', 1, null],
    ['In1.Cu', 'copper', 'inner', 2, null],
    ['In2.Cu', 'copper', 'inner', 3, null],
    ['B.Cu', 'copper', 'bottom', 4, null],
    ['B.Mask', 'mask', 'bottom', null, null],
    ['Edge.Cuts', 'outline', null, null, null],
    ['PTH', 'drill', null, null, true],
    ['NPTH', 'drill', null, null, false],
  ])
})

test('up is up: what KiCad counts downwards is turned over, as in its Gerber files', async () => {
  const pass = await passOf('F.Cu', '(segment (start 10 20) (end 15 25) (width 0.25) (layer "F.Cu") (net 1))')
  expect(pass?.lines).toEqual([{ width: 250, ways: [[10_000, -20_000, 15_000, -25_000]] }])
})

describe('arcs', () => {
  test('through three points', async () => {
    const pass = await passOf('F.Cu', '(arc (start 1 0) (mid 0 -1) (end -1 0) (width 0.2) (layer "F.Cu"))')
    const way = pass?.lines[0]?.ways[0] ?? []
    expect([way.slice(0, 2), way.slice(-2)]).toEqual([
      [1000, 0],
      [-1000, 0],
    ])
    // Over the top, all the way round the centre.
    for (let at = 0; at < way.length; at += 2) {
      expect(way[at + 1]).toBeGreaterThanOrEqual(0)
      expect(Math.abs(Math.hypot(way[at] ?? 0, way[at + 1] ?? 0) - 1000)).toBeLessThan(2)
    }
  })
  test('the long way round, and straight where three points lie on a line', async () => {
    const most = await drawn('(gr_arc (start 1 0) (mid -1 0) (end 0 1) (stroke (width 0.1)) (layer "Edge.Cuts"))')
    expect(most.get('Edge.Cuts')?.box).toEqual([-1050, -1050, 1050, 1050])
    const line = await passOf('Edge.Cuts', '(gr_arc (start 0 0) (mid 1 0) (end 2 0) (width 0) (layer "Edge.Cuts"))')
    expect(line?.lines[0]?.ways).toEqual([[0, 0, 1000, 0, 2000, 0]])
  })
  test('about a centre, clockwise, as KiCad 5 wrote them', async () => {
    const pass = await passOf('Edge.Cuts', '(gr_arc (start 0 0) (end 0 -1) (angle 90) (layer Edge.Cuts) (width 0.1))')
    const way = pass?.lines[0]?.ways[0] ?? []
    expect([way.slice(0, 2), way.slice(-2)]).toEqual([
      [0, 1000],
      [1000, 0],
    ])
  })
})

describe('pads', () => {
  test('lie and turn with their footprint, whose angle is in theirs already', async () => {
    const pass = await passOf('F.Cu', pad('"1" smd rect (at 2 0 90) (size 1 0.5) (layers "F.Cu")', '10 10 90'))
    expect(pass?.pads).toEqual([{ contours: [[250, -500, 250, 500, -250, 500, -250, -500]], at: [10_000, -8000] }])
  })
  test('on the back are written as they were flipped', async () => {
    const pass = await passOf('B.Cu', pad('"1" smd circle (at 2 -1) (size 1 1) (layers "B.Cu")', '10 10', 'B.Cu'))
    expect(pass?.discs).toEqual([{ radius: 500, at: [12_000, -9000] }])
  })
  test('that look alike are one shape', async () => {
    const one = '"1" smd oval (at 0 0) (size 2 1) (layers "F.Cu")'
    const pass = await passOf('F.Cu', pad(one) + pad(one, '5 0'))
    expect(pass?.pads.map(({ at }) => at)).toEqual([[0, 0, 5000, 0]])
  })
  test.each([
    ['an oval', 'oval', '', 1 + Math.PI / 4],
    ['rounded corners', 'roundrect', '(roundrect_rratio 0.5)', 1 + Math.PI / 4],
    ['a cut corner', 'roundrect', '(roundrect_rratio 0) (chamfer_ratio 0.5) (chamfer top_left)', 2 - 1 / 8],
    ['slanted sides', 'trapezoid', '(rect_delta 0.5 0)', 2],
  ])('%s', async (_, shape, more, area) => {
    const pass = await passOf('F.Cu', pad(`"1" smd ${shape} (at 0 0) (size 2 1) (layers "F.Cu") ${more}`))
    expect(doubleArea(pass?.pads[0]?.contours[0] ?? []) / 2e6).toBeCloseTo(area, 2)
  })
  test('a corner is cut where it is told', async () => {
    const pass = await passOf(
      'F.Cu',
      pad(
        '"1" smd roundrect (at 0 0) (size 2 2) (layers F.Cu) (roundrect_rratio 0) (chamfer_ratio 0.5) (chamfer top_left)',
      ),
    )
    const corners = pass?.pads[0]?.contours[0] ?? []
    expect(corners).toEqual([1000, 1000, 0, 1000, -1000, 0, -1000, -1000, 1000, -1000])
  })
  test('of several pieces: an anchor and what is drawn around it', async () => {
    const pieces =
      '(primitives (gr_poly (pts (xy 0 0) (xy 2 0) (xy 2 1)) (width 0.1)) (gr_circle (center 3 0) (end 4 0) (width 0)))'
    const pass = await passOf(
      'F.Cu',
      pad(`"1" smd custom (at 1 1 90) (size 1 1) (layers "F.Cu") (options (anchor rect)) ${pieces}`),
    )
    expect(pass?.pads[0]?.at).toEqual([1000, -1000])
    expect(doubleArea(pass?.areas[0] ?? []) / 2e6).toBe(1)
    expect(pass?.areas).toHaveLength(2)
    expect(
      (await drawn(pad(`"1" smd custom (at 1 1 90) (size 1 1) (layers "F.Cu") ${pieces}`))).get('F.Cu')?.box,
    ).toEqual([0, -1500, 2050, 3000])
    expect(pass?.lines.map(({ width }) => width)).toEqual([100])
  })
  test('openings differ by what the pad, its footprint or the board says', async () => {
    const smd = (more = '') => `"1" smd circle (at 0 0) (size 1 1) (layers "F.Cu" "F.Mask" "F.Paste") ${more}`
    const setup = `${stack} (setup (pad_to_mask_clearance 0.05) (pad_to_paste_clearance -0.1))`
    const radii = async (body: string) => {
      const layers = await drawn(body, setup)
      return ['F.Mask', 'F.Paste'].map((name) => layers.get(name)?.passes[0]?.discs[0]?.radius)
    }
    expect(await radii(pad(smd()))).toEqual([550, 400])
    expect(await radii(pad(smd('(solder_mask_margin 0.2) (solder_paste_margin_ratio -0.1)')))).toEqual([700, 300])
    expect(await radii(`(footprint "X" (solder_mask_margin 0) (at 0 0) (pad ${smd()}))`)).toEqual([500, 400])
    expect(await radii(pad('"" smd circle (at 0 0) (size 1 1) (layers "F.Paste" "F.Mask")'))).toEqual([500, 500])
  })
  test('have holes and slots, and a hole without a ring has no copper', async () => {
    const layers = await drawn(
      pad('"1" thru_hole oval (at 0 0 90) (size 2 1) (drill oval 1.6 0.6) (layers "*.Cu" "*.Mask")') +
        pad('"" np_thru_hole circle (at 5 0) (size 3 3) (drill 3) (layers "*.Cu" "*.Mask")'),
    )
    expect(layers.get('PTH')?.passes[0]?.lines).toEqual([{ width: 600, ways: [[0, -500, 0, 500]] }])
    expect(layers.get('NPTH')?.passes[0]?.discs).toEqual([{ radius: 1500, at: [5000, 0] }])
    expect(['F.Cu', 'In1.Cu', 'In2.Cu', 'B.Cu'].map((name) => layers.get(name)?.passes[0]?.discs)).toEqual([
      [],
      [],
      [],
      [],
    ])
    expect(layers.get('B.Mask')?.passes[0]?.discs).toHaveLength(1)
  })
  test('lie apart from their hole, and have other shapes on other layers', async () => {
    const layers = await drawn(
      pad(
        `"1" thru_hole circle (at 0 0 90) (size 2 2) (drill 1 (offset 1 0)) (layers "*.Cu")
        (padstack (mode front_inner_back) (layer "Inner" (shape circle) (size 1.5 1.5)))`,
      ),
    )
    expect(layers.get('PTH')?.passes[0]?.discs[0]?.at).toEqual([0, 0])
    expect(layers.get('F.Cu')?.passes[0]?.discs).toEqual([{ radius: 1000, at: [0, 1000] }])
    expect(layers.get('In2.Cu')?.passes[0]?.discs).toEqual([{ radius: 750, at: [0, 1000] }])
  })
})

describe('vias', () => {
  const via = (more = '', layers = '"F.Cu" "B.Cu"') =>
    `(via (at 1 2) (size 0.8) (drill 0.4) (layers ${layers}) ${more})`
  test('lie on every layer between theirs, and are drilled apart where they do not go through', async () => {
    const layers = await drawn(via() + via('', '"F.Cu" "In1.Cu"'))
    expect([...layers.keys()]).toEqual(['F.Cu', 'In1.Cu', 'In2.Cu', 'B.Cu', 'PTH', 'F.Cu – In1.Cu'])
    expect(layers.get('In1.Cu')?.passes[0]?.discs).toEqual([{ radius: 400, at: [1000, -2000, 1000, -2000] }])
    expect(layers.get('F.Cu – In1.Cu')).toMatchObject({ role: { type: 'drill' }, plated: true })
  })
  test('are covered with mask unless the board or they themselves say no', async () => {
    const sides = async (body: string, setup: string) => {
      const layers = await drawn(body, `${stack} (setup (pad_to_mask_clearance 0.1) ${setup})`)
      return [...layers.keys()].filter((name) => name.endsWith('Mask'))
    }
    expect(await sides(via(), '')).toEqual([])
    expect(await sides(via(), '(pcbplotparams (viasonmask true))')).toEqual(['F.Mask', 'B.Mask'])
    expect(await sides(via(), '(tenting front)')).toEqual(['B.Mask'])
    expect(await sides(via('(tenting (front no) (back yes))'), '(tenting front back)')).toEqual(['F.Mask'])
  })
  test('of KiCad 5 are drilled as the class of their net says', async () => {
    const rules = `(net 0 "") (net 1 GND)
      (net_class Default "" (via_drill 0.3) (add_net "")) (net_class Power "" (via_drill 0.6) (add_net GND))`
    const plain = (net: number) => `(via (at 0 0) (size 0.8) (layers F.Cu B.Cu) (net ${net}))`
    const pass = await passOf('PTH', rules + plain(0) + plain(1))
    expect(pass?.discs.map(({ radius }) => radius)).toEqual([150, 300])
  })
})

describe('zones', () => {
  const pts = '(pts (xy 0 0) (xy 10 0) (xy 10 10))'
  test('are filled as the file was saved, layer by layer', async () => {
    const layers = await drawn(
      `(zone (layers "F.Cu" "B.Cu") (min_thickness 0.2) (filled_areas_thickness no) (polygon (pts (xy 0 0)))
      (filled_polygon (layer "F.Cu") ${pts}) (filled_polygon (layer "B.Cu") ${pts}))`,
    )
    expect([...layers.keys()]).toEqual(['F.Cu', 'B.Cu'])
    expect(layers.get('B.Cu')?.passes[0]).toMatchObject({ lines: [], areas: [[10_000, -10_000, 10_000, 0, 0, 0]] })
  })
  test('of KiCad 5 have a round edge', async () => {
    const layers = await drawn(`(zone (layer F.Cu) (min_thickness 0.2) (filled_polygon ${pts}))`)
    expect(layers.get('F.Cu')?.box).toEqual([-100, -10_100, 10_100, 100])
  })
})

describe('what is drawn', () => {
  test('an outline of a polygon stays a line, whatever fills it', async () => {
    const pass = await passOf(
      'Edge.Cuts',
      '(gr_poly (pts (xy 0 0) (xy 4 0) (xy 4 4)) (stroke (width 0.1)) (fill solid) (layer "Edge.Cuts"))',
    )
    expect(pass).toMatchObject({ areas: [], lines: [{ width: 100, ways: [[0, 0, 4000, 0, 4000, -4000, 0, 0]] }] })
  })
  test.each([
    [
      'a rectangle',
      '(fp_rect (start 0 0) (end 2 1) (stroke (width 0.1)) (fill none) (layer "F.SilkS"))',
      [9950, -21_050, 12_050, -19_950],
    ],
    ['a circle', '(fp_circle (center 0 0) (end 1 0) (width 0.2) (layer "F.SilkS"))', [8900, -21_100, 11_100, -18_900]],
    [
      'a curve',
      '(fp_curve (pts (xy 0 0) (xy 0 0) (xy 3 0) (xy 3 0)) (width 0.2) (layer "F.SilkS"))',
      [9900, -20_100, 13_100, -19_900],
    ],
    [
      'a polygon with an arc',
      '(fp_poly (pts (arc (start -1 0) (mid 0 -1) (end 1 0))) (width 0) (layer "F.SilkS"))',
      [9000, -20_000, 11_000, -19_000],
    ],
  ])('%s of a footprint', async (_, body, box) => {
    const layers = await drawn(`(footprint "X" (at 10 20) ${body})`)
    expect(layers.get('F.SilkS')?.box).toEqual(box)
  })
  test('copper that is left open in the mask is wider there', async () => {
    const layers = await drawn(
      '(gr_line (start 0 0) (end 1 0) (width 1) (layers "F.Cu" "F.Mask") (solder_mask_margin 0.1))',
    )
    expect(['F.Cu', 'F.Mask'].map((name) => layers.get(name)?.passes[0]?.lines[0]?.width)).toEqual([1000, 1200])
  })
  test('copper may be called anything in KiCad 5', async () => {
    const layers = await drawn(
      `(segment (start 0 0) (end 1 0) (width 1) (layer Solder)) ${pad('1 thru_hole circle (at 0 0) (size 1 1) (drill 0.5) (layers *.Cu)')}`,
      '(layers (0 Parts signal) (31 Solder signal) (44 Edge.Cuts user))',
    )
    expect([...layers.values()].map(({ name, role: { side } }) => [name, side])).toEqual([
      ['Parts', 'top'],
      ['Solder', 'bottom'],
      ['PTH', null],
    ])
  })
})

test('what lacks a number or is cut off is left out, and a board of nothing has no layers', async () => {
  expect(await drawDesignFile(Buffer.from(boardOf('')), 'b.kicad_pcb')).toBe('noLayers')
  const layers = await drawn(
    `(segment (start 0) (end 1 1) (layer "F.Cu")) (segment (start 0 x) (end 1 1) (layer "F.Cu")) (via (size 1))
    (gr_arc (start 0 0) (end 1 1) (layer "F.Cu")) (gr_poly (layer "F.Cu")) (zone (filled_polygon))
    ${pad('')} ${pad('"1" smd rect (layers "F.Cu")')} (gr_line (start 0 0) (end 1 0) (layer "F.Cu"))
`,
  )
  expect(
    await layersOf(boardOf('(segment (start 5 5) (end 9 9) (layer "F.Cu")) (segment (start 1 1) (end').slice(0, -1)),
  ).toHaveLength(1)
  expect(layers.get('F.Cu')?.passes[0]?.lines).toEqual([{ width: 0, ways: [[0, 0, 1000, 0]] }])
})

test('more than a browser should draw is refused', async () => {
  const many = (n: number, each: string) => each.repeat(n)
  const polygon = `(zone (layer "F.Cu") (min_thickness 1) (filled_polygon (pts ${many(900_000, '(xy 1 2)')})))`
  expect(await drawDesignFile(Buffer.from(boardOf(many(2, polygon))), 'b.kicad_pcb')).toBe('tooMuch')
  const lists = `(zone ${many(1_100_000, '()')})`
  expect(await drawDesignFile(Buffer.from(boardOf(lists)), 'b.kicad_pcb')).toBe('tooMuch')
  const copper = Array.from({ length: 64 }, (_, at) => `(${at} "L${at}.Cu" signal)`).join('')
  const piece = `(primitives (gr_poly (pts ${many(100, '(xy 1 2)')})))`
  const pads = `(footprint "X" ${many(500, `(pad 1 smd custom (size 1 1) (layers *.Cu) ${piece})`)})`
  expect(await drawDesignFile(Buffer.from(boardOf(pads, `(layers ${copper})`)), 'b.kicad_pcb')).toBe('tooMuch')
})

test.each([
  ['many pads of one footprint', '(pad 1 smd rect (at 0 0) (size 1 1) (layers F.Cu F.Mask F.Paste))'.repeat(60_000)],
  [
    'a pad that says much',
    `(pad 1 smd custom (layers *.Cu) ${'()'.repeat(200_000)} (primitives ${'()'.repeat(200_000)}) (size 1 1))`,
  ],
  [
    'curves that lay nothing, on every layer',
    `(pad 1 smd custom (layers *.Cu) (size 1 1) (primitives ${'(gr_curve (pts (xy 0 0) (xy 1 0) (xy 1 1) (xy 0 1)))'.repeat(100_000)}))`,
  ],
])('%s take no more than their turn', async (_, pads) => {
  const copper = Array.from({ length: 62 }, (__, at) => `(${at + 1} In${at + 1}.Cu signal)`).join(' ')
  const board = boardOf(`(footprint "X" ${pads})`, `(layers (0 F.Cu signal) ${copper} (31 B.Cu signal))`)
  // Within the patience of a test: what is worked on again for every layer takes many times as long.
  expect(await drawDesignFile(Buffer.from(board), 'b.kicad_pcb')).toMatchObject({ units: 'um' })
})

// Real boards stay where they are; where they lie beside the checkout, they are as large as their facts say.
const folder = process.env.MORTISE_CAD_DATA ?? resolve('../shared/data/cad')
test.runIf(existsSync(folder))('real boards are drawn, their outlines as large as they were read to be', async () => {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.kicad_pcb'))) {
    const content = readFileSync(join(folder, name))
    const { edge } = readKicadBoard(content.toString(), 'kicad_pcb', collectFindings())
    const layers = await layersOf(content)
    expect(layers.length, name).toBeGreaterThan(0)
    const outline = layers.find(({ role }) => role.type === 'outline')
    expect(outline === undefined, name).toBe(edge === null)
    const read = edge && [edge.minX, -edge.maxY, edge.maxX, -edge.minY]
    // Facts tell the ends of curves alone, without the width of the line.
    outline?.box?.forEach((each, at) => expect(Math.abs(each / 1000 - (read?.[at] ?? 0)), name).toBeLessThan(3))
  }
})
