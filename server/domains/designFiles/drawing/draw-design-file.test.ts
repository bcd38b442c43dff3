import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { zipOf } from '@/server/platform/zip'
import { fuzz } from '@/server/testing/fuzz/run'
import { openDesignArchive } from '../reading/archive'
import { detectFileKind } from '../reading/file-kind'
import { collectFindings } from '../reading/findings'
import { drillFile, gerberHead, rectangleLayer } from '../reading/fixtures/board'
import { readGerber } from '../reading/gerber'
import { textOf } from '../reading/text'
import { doubleArea } from './contours'
import { drawDesignFile } from './draw-design-file'
import type { DrawnLayer, Pass } from './drawing'
import { drawingParsers } from './fixtures/fuzzed'

async function layersOf(content: string | Uint8Array, name = 'board.gbr'): Promise<readonly DrawnLayer[]> {
  const drawing = await drawDesignFile(Buffer.from(content), name)
  if (typeof drawing === 'string') throw new Error(drawing)
  return drawing.layers
}
async function passesOf(body: string, head = gerberHead('Copper,L1,Top')): Promise<readonly Pass[]> {
  const [layer] = await layersOf(`${head}${body}\nM02*`)
  return layer?.passes ?? []
}

test('a chain of lines is one way of its width, in micrometres, and knows its layer', async () => {
  const [layer] = await layersOf(rectangleLayer(50, 20, 'Profile,NP'))
  expect(layer).toMatchObject({ name: '', role: { type: 'outline' }, box: [-100, -100, 50_100, 20_100] })
  expect(layer?.passes).toEqual([
    {
      dark: true,
      lines: [{ width: 200, ways: [[0, 0, 50_000, 0, 50_000, 20_000, 0, 20_000, 0, 0]] }],
      ...{ areas: [], discs: [], pads: [], texts: [] },
    },
  ])
})

test('flashes of one aperture are its shape once and its places', async () => {
  const [pass] = await passesOf('%ADD11R,2X1*%%ADD12C,0.5*%D11*X0Y0D03*X5000000D03*D12*Y7000000D03*')
  expect(pass?.pads).toEqual([{ contours: [[-1000, -500, 1000, -500, 1000, 500, -1000, 500]], at: [0, 0, 5000, 0] }])
  expect(pass?.discs).toEqual([{ radius: 250, at: [5000, 7000] }])
})

test('regions run counter-clockwise however they were drawn, each contour by itself', async () => {
  const clockwise =
    'G36*X0Y0D02*Y2000000D01*X2000000D01*Y0D01*X0D01*X5000000D02*X6000000D01*Y1000000D01*X5000000Y0D01*G37*'
  const [pass] = await passesOf(clockwise)
  expect(pass?.areas).toHaveLength(2)
  for (const area of pass?.areas ?? []) expect(doubleArea(area)).toBeGreaterThan(0)
})

test('what is taken away is a pass of its own, and nothing is taken from nothing', async () => {
  const passes = await passesOf('%LPC*%D10*X0Y0D03*%LPD*%X1000000Y0D03*%LPC*%Y1000000D03*%LPD*%X0D03*')
  expect(passes.map(({ dark }) => dark)).toEqual([true, false, true])
})

test('arcs become straight pieces that end where the file says', async () => {
  const [pass] = await passesOf('G75*X1000000Y0D02*G03X0Y1000000I-1000000J0D01*')
  const way = pass?.lines[0]?.ways[0] ?? []
  expect(way.slice(0, 2)).toEqual([1000, 0])
  expect(way.slice(-2)).toEqual([0, 1000])
  for (let at = 0; at < way.length; at += 2)
    expect(Math.abs(Math.hypot(way[at] ?? 0, way[at + 1] ?? 0) - 1000)).toBeLessThan(2)
})

test('a line drawn with a square covers what the square passes over', async () => {
  const [pass] = await passesOf('%ADD11R,2X2*%D11*X0Y0D02*X4000000Y4000000D01*')
  expect(pass?.lines).toEqual([])
  // Half of it twice: the square once, and the way of its diagonal.
  expect(doubleArea(pass?.areas[0] ?? []) / 2).toBe(4_000_000 + 4000 * 2000 * 2)
})

test('step and repeat and blocks lay their content down again and again', async () => {
  const [pass] = await passesOf('%SRX2Y3I5J10*%D10*X0Y0D03*%SR*%')
  expect(pass?.discs[0]?.at).toEqual([0, 0, 0, 10_000, 0, 20_000, 5000, 0, 5000, 10_000, 5000, 20_000])
  const [block] = await passesOf('%ABD20*%D10*X0Y0D03*X1000000D03*%AB*%%LR90*%D20*X10000000Y10000000D03*')
  expect(block?.discs[0]?.at).toEqual([10_000, 10_000, 10_000, 11_000])
})

describe('macros', () => {
  const macro = async (steps: string, given = '') =>
    (await passesOf(`D20*X0Y0D03*`, `%FSLAX46Y46*%%MOMM*%%AMT*${steps}*%%ADD20T${given}*%`))[0]?.pads[0]?.contours ?? []

  test('a hole runs the other way round', async () => {
    const [square = [], hole = []] = await macro('21,1,$1,$1,0,0,0*1,0,$1/2,0,0', ',4')
    expect(doubleArea(square) / 2).toBe(16_000_000)
    expect(doubleArea(hole)).toBeLessThan(0)
    expect(-doubleArea(hole) / 2 / (Math.PI * 1_000_000)).toBeCloseTo(1, 1)
  })
  test('a thermal is four pieces of a ring', async () => {
    const pieces = await macro('7,0,0,4,3,0.5,0')
    expect(pieces).toHaveLength(4)
    for (const piece of pieces) expect(doubleArea(piece)).toBeGreaterThan(0)
  })
  test('a turned outline', async () => {
    expect(await macro('4,1,3,0,0,2,0,0,2,0,0,90')).toEqual([[0, 0, 0, 2000, -2000, 0, 0, 0]])
  })
})

test('holes and slots of a drill file, with their diameters', async () => {
  const text = 'M48\nMETRIC\nT1C0.8\nT2C1.2\n%\nT1\nX1.0Y2.0\nR2X0.5\nT2\nX3.0Y3.0G85X5.0Y3.0\nM30\n'
  const [layer] = await layersOf(text, 'b-NPTH.drl')
  expect(layer).toMatchObject({ role: { type: 'drill' }, plated: false })
  expect(layer?.passes[0]).toMatchObject({
    discs: [{ radius: 400, at: [1000, 2000, 1500, 2000, 2000, 2000] }],
    lines: [{ width: 1200, ways: [[3000, 3000, 5000, 3000]] }],
  })
})

test('members of a ZIP file are its layers; what is none is left out', async () => {
  const layers = await layersOf(
    zipOf({
      'a/b-F_Cu.gbr': rectangleLayer(50, 30),
      'a/b-Edge_Cuts.gbr': rectangleLayer(50, 30),
      'a/b-PTH.drl': drillFile([[1, 1]]),
      'a/read.me': 'x',
    }),
    'b.zip',
  )
  expect(layers.map(({ name, role: { type, side } }) => [name, type, side])).toEqual([
    ['a/b-F_Cu.gbr', 'copper', 'top'],
    ['a/b-Edge_Cuts.gbr', 'outline', null],
    ['a/b-PTH.drl', 'drill', null],
  ])
})

test('a file without layers has no drawing, and one that repeats without end is too much', async () => {
  expect(await drawDesignFile(Buffer.from('%PDF-1.4'), 'a.pdf')).toBe('noLayers')
  const head = gerberHead('Copper,L1,Top')
  const endless = `${head}%SRX1000Y1000I1J1*%${'X0Y0D03*'.repeat(100)}%SR*%M02*`
  expect(await drawDesignFile(Buffer.from(endless), 'a.gbr')).toBe('tooMuch')
})

test('copies of nothing cost nothing, and copies without end are refused before the first', async () => {
  // Time of this process on a processor, in microseconds: what else the machine does has no part in it.
  const began = process.cpuUsage()
  expect(await passesOf('%SRX20000Y20000I1J1*%%SR*%D10*X0Y0D03*')).toMatchObject([{ discs: [{ at: [0, 0] }] }])
  expect(await passesOf('%SRX999999999999Y999999999999I1J1*%%ABD20*%%AB*%%SR*%')).toEqual([])
  const flash = `${gerberHead('Copper,L1,Top')}%SRX999999999999Y999999999999I1J1*%D10*X0Y0D03*%SR*%M02*`
  expect(await drawDesignFile(Buffer.from(flash), 'a.gbr')).toBe('tooMuch')
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000)
})

test('a block of many parts is not copied without end, though each copy is two numbers', async () => {
  const parts = 'X0Y0D03*'.repeat(1_000)
  const text = `${gerberHead('Copper,L1,Top')}%ABD21*%D10*${parts}%AB*%D21*${'X0Y0D03*'.repeat(1_100)}M02*`
  expect(await drawDesignFile(Buffer.from(text), 'a.gbr')).toBe('tooMuch')
})

describe('contours of pads are paid for', () => {
  const corners = (n: number) =>
    Array.from({ length: n + 1 }, (_, at) => {
      const angle = (2 * Math.PI * (at % n)) / n
      return `${Math.cos(angle).toFixed(5)},${Math.sin(angle).toFixed(5)}`
    }).join(',')
  const star = `${gerberHead('Copper,L1,Top')}%AMT*4,1,2000,${corners(2_000)},0*%%ADD20T*%`
  const flashes = (n: number, each: (at: number) => string) => Array.from({ length: n }, (_, at) => each(at)).join('')
  const draw = (text: string) => drawDesignFile(Buffer.from(`${text}M02*`), 'a.gbr')

  test('a shape within a block is the same shape however often the block is flashed', async () => {
    const places = flashes(50, (at) => `X${at}000000Y0D03*`)
    const plain = await passesOf(`%ABD21*%D20*X0Y0D03*%AB*%D21*${places}`, star)
    expect(plain[0]?.pads).toHaveLength(1)
    expect(plain[0]?.pads[0]?.at).toHaveLength(100)
    const turned = await passesOf(`%ABD21*%D20*X0Y0D03*%AB*%%LR30*%D21*${places}%LR60*%${places}`, star)
    expect(turned[0]?.pads.map(({ at }) => at.length)).toEqual([100, 100])
  })
  test.each([
    ['at each of many places', `${star}D20*${flashes(10_000, (at) => `X${at}Y0D03*`)}`],
    ['in many blocks', `${star}%ABD21*%D20*X0Y0D03*%AB*%D21*${flashes(10_000, (at) => `X${at}Y0D03*`)}`],
    ['turned another way each time', `${star}D20*${flashes(2_000, (at) => `%LR${at / 10}*%X0Y0D03*`)}`],
    ['told again in each pass', `${star}D20*${flashes(2_000, (at) => `%LP${at % 2 ? 'C' : 'D'}*%X0Y0D03*`)}`],
    [
      'of a macro of many rings',
      `${star}%AMRINGS*${'6,0,0,99,.01,.01,64,0,0,0*'.repeat(2_000)}%%ADD22RINGS*%D22*X0Y0D03*`,
    ],
    ['drawn along a line', `${star}D20*X0Y0D02*${flashes(2_000, (at) => `X${at}000000Y0D01*`)}`],
  ])('%s', async (_, text) => {
    expect(await draw(text)).toBe('tooMuch')
  })
})

test.each(drawingParsers)('$name takes whatever a broken file holds', async (parser) => {
  expect(await fuzz([parser], { seed: 7, from: 0, to: 300 })).toEqual([])
})

// Real boards stay where they are; where they lie beside the checkout, what is drawn is as large as what was read.
const folder = process.env.MORTISE_GERBER_DATA ?? resolve('../shared/data/gerber')
test.runIf(existsSync(folder))('real boards are drawn, each layer as large as it was read to be', async () => {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.zip'))) {
    const findings = collectFindings()
    const archive = await openDesignArchive(readFileSync(join(folder, name)), findings)
    const layers = await layersOf(readFileSync(join(folder, name)), name)
    for (const member of archive?.members ?? []) {
      const content = await archive?.read(member)
      if (!content || detectFileKind(content, member.path).kind !== 'gerber') continue
      const { extents } = readGerber(textOf(content, findings), findings)
      const layer = layers.find((each) => each.name === member.path)
      const read = extents && [extents.minX, extents.minY, extents.maxX, extents.maxY]
      expect(layer?.box === null, member.path).toBe(read === null)
      // Round apertures are polygons here, and a macro that is turned has a larger box there.
      layer?.box?.forEach((edge, index) => {
        expect(Math.abs(edge / 1000 - (read?.[index] ?? 0)), `${name} ${member.path}`).toBeLessThan(0.02)
      })
    }
  }
})
