import { expect, test } from 'vitest'
import { drawDesignFile } from '../draw-design-file'
import type { DrawnLayer, DrawnText, Pass } from '../drawing'

async function layersOf(body: string, version = 20221018): Promise<readonly DrawnLayer[]> {
  const drawing = await drawDesignFile(Buffer.from(`(kicad_pcb (version ${version}) ${body})`), 'b.kicad_pcb')
  return typeof drawing === 'string' ? [] : drawing.layers
}
async function passesOf(body: string, name = 'F.SilkS', version?: number): Promise<readonly Pass[]> {
  return (await layersOf(body, version)).find((layer) => layer.name === name)?.passes ?? []
}
async function textsOf(body: string, name?: string, version?: number): Promise<readonly DrawnText[]> {
  return (await passesOf(body, name, version)).flatMap(({ texts }) => texts)
}
const font = '(effects (font (size 1 1) (thickness 0.15)))'
const at = ({ text, x, y, angle }: DrawnText) => [text, x + 0, y + 0, angle]

test('a text stands where it is written, as high as it says', async () => {
  const [text] = await textsOf(
    `(gr_text "MORTISE 榫卯" (at 10 20 90) (layer "F.SilkS")
      (effects (font (size 1.5 1.2) (thickness 0.3) bold (italic yes)) (justify left bottom)))`,
  )
  expect(text).toMatchObject({
    ...{ text: 'MORTISE 榫卯', x: 10_000, y: -20_000, size: 1500, angle: 90, across: 'left', up: 'bottom' },
    ...{ mirrored: false, bold: true, italic: true, bars: [] },
  })
  expect(text?.width).toBeGreaterThan(10_000)
  expect(text?.width).toBeLessThan(15_000)
})

test('its box is that of the line, turned and mirrored with it', async () => {
  const [layer] = await layersOf(
    `(gr_text "AAAA" (at 0 0 90) (layer "B.SilkS") (effects (font (size 1 1)) (justify left bottom mirror)))`,
  )
  // Mirrored text runs to the left, and a quarter turn takes it down.
  expect(layer?.box).toEqual([-1150, -3760, 300, 0])
})

test('references and values of footprints lie with them, the right way up', async () => {
  const body = `(footprint "Device:R_0402" (layer "F.Cu") (at 10 10 90)
    (property "Reference" "R7" (at 0 -2 270) (layer "F.SilkS") ${font})
    (property "Value" "10k" (at 0 2 180) (layer "F.SilkS") (unlocked yes) ${font})
    (property "Note" "none" (at 0 0) (layer "F.SilkS") (hide yes) ${font})
    (fp_text user "\${REFERENCE} \${value} \${FOOTPRINT_NAME} \${WHO}" (at 1 0) (layer "F.SilkS") ${font})
    (fp_text user "no" (at 1 0) (layer "F.SilkS") hide ${font})
    (fp_text user "fab" (at 1 0) (layer "F.Fab") ${font}))`
  expect((await textsOf(body)).map(at)).toEqual([
    ['R7', 8000, -10_000, 90],
    ['10k', 12_000, -10_000, -180],
    ['R7 10k R_0402 ${WHO}', 10_000, -9000, 0],
  ])
})

test('as KiCad 5 wrote it: modules, %R, and a tilde for a bar', async () => {
  const body = `(module R (layer F.Cu) (at 0 0) (fp_text reference R1 (at 0 1) (layer F.SilkS) ${font})
    (fp_text user %R (at 0 0) (layer F.SilkS) ${font}) (fp_text user ~CS~/~WR (at 0 0) (layer F.SilkS) ${font}))`
  const texts = await textsOf(body, 'F.SilkS', 20171130)
  expect(texts.map(({ text, bars }) => [text, bars])).toEqual([
    ['R1', []],
    ['R1', []],
    ['CS/WR', [0, 2, 3, 5]],
  ])
})

test('variables of the board and of its title block', async () => {
  const body = `(title_block (title "Sensor") (rev "B") (comment 2 "second")) (property "LOT" "\${REVISION}-7")
    (gr_text "\${TITLE} \${LOT} \${COMMENT2}" (at 0 0) (layer "F.SilkS") ${font})`
  expect((await textsOf(body)).map(({ text }) => text)).toEqual(['Sensor B-7 second'])
})

test('several lines, in a box too, where they are broken at its side', async () => {
  const lines = await textsOf(`(gr_text "one\\ntwo" (at 0 0 90) (layer "F.SilkS") ${font})`)
  expect(lines.map(at)).toEqual([
    ['one', -810, 0, 90],
    ['two', 810, 0, 90],
  ])
  const boxed = await textsOf(
    `(gr_text_box "aaaa bbbb" (start 0 0) (end 6 10) (margins 0 0 0 0) (layer "F.SilkS")
      (effects (font (size 1 1)) (justify left top)))`,
  )
  expect(boxed.map(at)).toEqual([
    ['aaaa', 0, 0, 0],
    ['bbbb', 0, -1620, 0],
  ])
})

test('letters that are left out of a field are taken from it', async () => {
  const passes = await passesOf(`(gr_text "IN" (at 0 0) (layer "F.SilkS" knockout) ${font})`)
  expect(passes.map(({ dark, areas, texts }) => [dark, areas.length, texts.length])).toEqual([
    [true, 1, 0],
    [false, 0, 1],
  ])
  const [field] = await passesOf(
    `(gr_text "IN" (at 0 0) (layer "F.SilkS" knockout) (effects (font (size 1 1)) (justify right)))`,
  )
  // Room on both sides of a line that ends where it is anchored.
  const [, , right = 0] = field?.areas[0] ?? []
  expect(right).toBe(300)
})

test('what turns the direction of text or controls a screen is not written', async () => {
  const [text] = await textsOf(`(gr_text "a\u202eb\u0007c" (at 0 0) (layer "F.SilkS") ${font})`)
  expect(text?.text).toBe('a b c')
})
