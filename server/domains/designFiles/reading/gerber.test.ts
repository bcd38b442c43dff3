import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box } from './box'
import { collectFindings } from './findings'
import { gerberHead, rectangleLayer } from './fixtures/board'
import { readGerber } from './gerber'

function read(text: string) {
  const findings = collectFindings()
  const facts = readGerber(text, findings)
  return { ...facts, codes: findings.list.map(({ code }) => code) }
}
const edges = (box: Box | null) => box && [box.minX, box.minY, box.maxX, box.maxY]
const drawn = (body: string, head = gerberHead()) => edges(read(`${head}${body}\nM02*`).extents)

test('a rectangle of lines: the image is wider than the board by half a line on each side', () => {
  const facts = read(rectangleLayer(50, 20, 'Profile,NP'))
  expect(edges(facts.centreline)).toEqual([0, 0, 50, 20])
  expect(edges(facts.extents)).toEqual([-0.1, -0.1, 50.1, 20.1])
  expect(facts).toMatchObject({
    unit: 'mm',
    apertures: 1,
    strokes: 4,
    complete: true,
    fileFunction: ['Profile', 'NP'],
    codes: [],
  })
})

test.each<[string, string, string, readonly number[]]>([
  [
    'leading zeros left out',
    '%FSLAX24Y24*%%MOIN*%%ADD10C,0.1*%D10*',
    'X10000Y-5000D03*',
    [24.13, -13.97, 26.67, -11.43],
  ],
  ['trailing zeros left out', '%FSTAX24Y24*%%MOMM*%%ADD10C,2*%D10*', 'X01Y-005D03*', [0, -1.5, 2, 0.5]],
  ['unit by G70', '%FSLAX25Y25*%G70*%ADD10C,0.0*%D10*', 'X100000Y0D03*', [25.4, 0, 25.4, 0]],
  ['incremental', '%FSLIX33Y33*%%MOMM*%%ADD10C,0*%D10*', 'X1000Y0D02*X1000Y2000D01*', [1, 0, 2, 2]],
  ['coordinates alone repeat the operation', gerberHead(), 'X0Y0D02*X1000000D01*Y3000000*', [-0.1, -0.1, 1.1, 3.1]],
  ['old selection of apertures', '%FSLAX46Y46*%%MOMM*%%ADD11R,2X4*%G54D11*', 'X0Y0D03*', [-1, -2, 1, 2]],
  [
    'obround and polygon',
    '%FSLAX46Y46*%%MOMM*%%ADD11O,2X4*%%ADD12P,4X4*%',
    'D11*X0Y0D03*D12*X10000000D03*',
    [-1, -2, 12, 2],
  ],
  ['a quarter circle', gerberHead(), 'G75*X1000000Y0D02*G03X0Y1000000I-1000000J0D01*', [-0.1, -0.1, 1.1, 1.1]],
  ['a half circle bulges', gerberHead(), 'G75*X1000000Y0D02*G03X-1000000Y0I-1000000J0D01*', [-1.1, -0.1, 1.1, 1.1]],
  ['a whole circle', gerberHead(), 'G75*X1000000Y0D02*G02X1000000Y0I-1000000J0D01*', [-1.1, -1.1, 1.1, 1.1]],
  [
    'one quadrant finds its centre',
    gerberHead(),
    'G74*X1000000Y0D02*G03X0Y1000000I1000000J0D01*',
    [-0.1, -0.1, 1.1, 1.1],
  ],
  ['a region has no line width', gerberHead(), 'G36*X0Y0D02*X1000000D01*Y2000000D01*X0Y0D01*G37*', [0, 0, 1, 2]],
  ['clear polarity draws nothing', gerberHead(), 'X0Y0D03*%LPC*%X9000000Y0D03*%LPD*%', [-0.1, -0.1, 0.1, 0.1]],
  ['step and repeat', gerberHead(), '%SRX3Y2I10J5*%X0Y0D03*%SR*%', [-0.1, -0.1, 20.1, 5.1]],
  [
    'a block flashed twice',
    gerberHead(),
    '%ABD20*%D10*X0Y0D03*X1000000D03*%AB*%D20*X10000000Y0D03*',
    [9.9, -0.1, 11.1, 0.1],
  ],
  ['turned and scaled', '%FSLAX46Y46*%%MOMM*%%ADD11R,2X4*%', 'D11*%LR90*%%LS2*%X0Y0D03*', [-4, -2, 4, 2]],
  [
    'a macro with a variable',
    '%FSLAX46Y46*%%MOMM*%%AMBOX*0 comment*$3=$1x2*21,1,$3,$2,0,0,90*%%ADD11BOX,1X6*%',
    'D11*X0Y0D03*',
    [-3, -1, 3, 1],
  ],
  [
    'macro outline off centre',
    '%FSLAX46Y46*%%MOMM*%%AMT*4,1,3,0,0,2,0,2,1,0,0,0*%%ADD11T*%',
    'D11*X1000000Y0D03*',
    [1, 0, 3, 1],
  ],
  [
    'macro circle and line',
    '%FSLAX46Y46*%%MOMM*%%AMD*1,1,2,-1,0*20,1,1,-1,0,3,0,0*%%ADD11D*%',
    'D11*X0Y0D03*',
    [-2, -1, 3, 1],
  ],
])('%s', (_, head, body, expected) => {
  drawn(body, head)?.forEach((edge, index) => expect(edge).toBeCloseTo(expected[index] ?? Number.NaN, 5))
  expect(drawn(body, head)).toHaveLength(4)
})

test('attributes in comments, polarity, and what programs say in theirs', () => {
  const facts = read(
    `G04 #@! TF.FileFunction,Soldermask,Top*\nG04 #@! TF.FilePolarity,Negative*\nG04 Layer: TopLayer*\nG04 Layer_Physical_Order=3*\n${gerberHead()}X0Y0D03*M02*`,
  )
  expect(facts).toMatchObject({
    fileFunction: ['Soldermask', 'Top'],
    polarity: 'negative',
    layerComment: 'TopLayer',
    physicalOrder: 3,
  })
})

test.each<[string, string, readonly string[]]>([
  ['no format', '%MOMM*%%ADD10C,1*%D10*X0Y0D03*M02*', ['gerberNoFormat']],
  ['no unit', '%FSLAX46Y46*%%ADD10C,1*%D10*X0Y0D03*M02*', ['gerberNoUnits']],
  ['cut off', `${gerberHead()}X0Y0D03*X1`, ['gerberNoEnd']],
  ['nothing drawn', `${gerberHead()}M02*`, ['gerberNothingDrawn']],
  ['an aperture nobody defined', `${gerberHead()}D99*X0Y0D03*M02*`, ['gerberUndefinedAperture']],
  ['an aperture nobody can read', `${gerberHead()}%ADD11C,x*%X0Y0D03*M02*`, ['gerberBadAperture']],
  ['no coordinate', `${gerberHead()}X1.2.3Y0D03*M02*`, ['gerberBadCoordinate']],
  ['billions of copies', `${gerberHead()}%SRX60000Y60000I0.1J0.1*%X0Y0D03*%SR*%M02*`, ['gerberRepeats']],
  ['blocks in blocks', `${gerberHead()}${'%ABD20*%'.repeat(40)}X0Y0D03*M02*`, ['gerberBlockTooDeep']],
])('%s', (_, text, codes) => expect(read(text).codes).toEqual(codes))

describe('whatever is drawn', () => {
  const micrometres = fc.integer({ min: -200_000, max: 200_000 })
  const shape = fc.record({ x: micrometres, y: micrometres, x2: micrometres, y2: micrometres, flash: fc.boolean() })
  const format = fc.record({
    decimals: fc.constantFrom(3, 4, 5, 6),
    unit: fc.constantFrom('mm', 'inch'),
    omitted: fc.constantFrom('L', 'T'),
    diameter: fc.integer({ min: 0, max: 3_000 }),
  })

  test('its extents are those of what was drawn', () => {
    fc.assert(
      fc.property(
        fc.array(shape, { minLength: 1, maxLength: 30 }),
        format,
        (shapes, { decimals, unit, omitted, diameter }) => {
          // Units of the file in thousandths, so that every format can write them exactly.
          const write = (value: number) => {
            const digits = String(Math.abs(value) * 10 ** (decimals - 3)).padStart(3 + decimals, '0')
            const short = omitted === 'L' ? digits.replace(/^0+(?=.)/, '') : digits.replace(/(?<=.)0+$/, '')
            return `${value < 0 ? '-' : ''}${short}`
          }
          const lines = shapes.map(({ x, y, x2, y2, flash }) =>
            flash ? `X${write(x)}Y${write(y)}D03*` : `X${write(x)}Y${write(y)}D02*\nX${write(x2)}Y${write(y2)}D01*`,
          )
          const head = `%FS${omitted}AX3${decimals}Y3${decimals}*%\n%MO${unit === 'mm' ? 'MM' : 'IN'}*%\n%ADD10C,${diameter / 1000}*%\nD10*\n`
          const facts = read(`${head}${lines.join('\n')}\nM02*\n`)
          const scale = (unit === 'mm' ? 1 : 25.4) / 1000
          const xs = shapes.flatMap(({ x, x2, flash }) => (flash ? [x] : [x, x2]))
          const ys = shapes.flatMap(({ y, y2, flash }) => (flash ? [y] : [y, y2]))
          const expected = [
            (Math.min(...xs) - diameter / 2) * scale,
            (Math.min(...ys) - diameter / 2) * scale,
            (Math.max(...xs) + diameter / 2) * scale,
            (Math.max(...ys) + diameter / 2) * scale,
          ]
          edges(facts.extents)?.forEach((edge, index) => expect(edge).toBeCloseTo(expected[index] ?? Number.NaN, 5))
          expect(facts.extents).not.toBeNull()
          expect(facts.codes).toEqual([])
        },
      ),
    )
  })

  test('an arc lies within its circle and reaches both its ends', () => {
    const angle = fc.integer({ min: 0, max: 359 })
    fc.assert(
      fc.property(angle, angle, fc.boolean(), (from, to, clockwise) => {
        fc.pre(from !== to)
        const point = (degrees: number) =>
          [Math.cos((degrees * Math.PI) / 180) * 10, Math.sin((degrees * Math.PI) / 180) * 10] as const
        const write = (mm: number) => String(Math.round(mm * 1e6))
        const [[x1, y1], [x2, y2]] = [point(from), point(to)]
        const text = `G75*X${write(x1)}Y${write(y1)}D02*${clockwise ? 'G02' : 'G03'}X${write(x2)}Y${write(y2)}I${write(-x1)}J${write(-y1)}D01*`
        const box = read(`${gerberHead()}${text}M02*`).centreline
        // The same arc in small steps, which only needs straight lines.
        const sweep = (((clockwise ? from - to : to - from) % 360) + 360) % 360
        const steps = Array.from({ length: sweep + 1 }, (_, index) => point(from + (clockwise ? -index : index)))
        const xs = steps.map(([x]) => x)
        const ys = steps.map(([, y]) => y)
        const expected = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
        edges(box)?.forEach((edge, index) => expect(edge).toBeCloseTo(expected[index] ?? Number.NaN, 2))
        expect(box).not.toBeNull()
      }),
    )
  })
})
