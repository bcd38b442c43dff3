import { expect, test } from 'vitest'
import { differences } from './differences'
import { drawDesignFile } from './draw-design-file'

async function layersOf(body: string) {
  const drawing = await drawDesignFile(Buffer.from(`(kicad_sch (paper "A4") ${body})`), 'b.kicad_sch')
  return typeof drawing === 'string' ? [] : drawing.layers
}
const wire = (x: number, y: number, length = 10) => `(wire (pts (xy ${x} ${y}) (xy ${x + length} ${y})))`
const label = (text: string, y: number) => `(label "${text}" (at 20 ${y} 0) (effects (font (size 1 1))))`

test('what both sheets have is no difference, in whatever order it was written', async () => {
  expect(differences(await layersOf(wire(10, 10) + wire(10, 50)), await layersOf(wire(10, 50) + wire(10, 10)))).toEqual(
    [],
  )
})

test('what came, what went and what reads otherwise are places, from the upper left on', async () => {
  const before = await layersOf(wire(10, 150) + label('SDA', 60) + wire(10, 10))
  const after = await layersOf(wire(10, 150) + label('SCL', 60) + wire(100, 20))
  const places = differences(before, after)
  expect(places.map(([left, , , top]) => [Math.round(left / 1000), Math.round(top / 1000)])).toEqual([
    [10, -10],
    [100, -20],
    [20, -59],
  ])
})

test('a box that is filled now is another one', async () => {
  const box = (fill: string) => `(rectangle (start 20 20) (end 60 40) (stroke (width 0.2)) (fill (type ${fill})))`
  expect(differences(await layersOf(box('none')), await layersOf(box('background')))).toHaveLength(1)
})

test('differences that lie close are one place, also through each other', async () => {
  const chain = wire(10, 10) + wire(30, 10) + wire(21, 10, 8)
  expect(differences([], await layersOf(chain)).filter(([, , , top]) => top > -10_500)).toEqual([
    expect.arrayContaining([9924]),
  ])
})

test('more than anybody looks at one by one is one place', async () => {
  const many = Array.from({ length: 3_100 }, (_, at) => wire((at % 50) * 5 + 20, Math.floor(at / 50) * 2 + 20, 1)).join(
    '',
  )
  const [before, after] = [await layersOf(''), await layersOf(many)]
  expect(differences(before, after)).toHaveLength(1)
})
