import { expect, test } from 'vitest'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { readPlacements } from './read-placements'

const read = async (text: string, name = 'board.csv') => readPlacements(await readWorkbook(Buffer.from(text)), name)
const first = async (text: string, name?: string) => (await read(text, name))?.rows[0]

const kicad = `### Module positions - created on 2026-11-02 ###
### Printed by Pcbnew version kicad 8.0.1
## Unit = mm, Angle = deg.
## Side : top
# Ref     Val       Package                PosX       PosY       Rot  Side
C1        100nF     C_0402_1005Metric    46.4400    16.5300    0.0000  top
U1        ESP32-C6  ESP32-C6-MINI-1      20.7050    -4.3200  180.0000  bottom
## End
`
const altium = `Altium Designer Pick and Place Locations
========================================================================================================================
File Design Information:

Date:       02/11/26
Units used: mil

Designator Comment          Layer    Footprint     Center-X(mil) Center-Y(mil) Rotation Description
R1         10k 1% resistor  TopLayer R0402         2455.5000     1000.0000     90       "Chip resistor"
C2         100nF            BottomLayer C0402      -100.0000     500.0000      270      ""
`

test.each<[string, string, string | undefined, Record<string, unknown>]>([
  [
    'JLC',
    'Designator,Mid X,Mid Y,Layer,Rotation\nC1, 62.4500mm,-54.60mm, top,0\n',
    undefined,
    { ref: 'C1', x: '62.45', y: '-54.6', side: 'top', rotation: '0' },
  ],
  [
    'EasyEDA Pro',
    'Designator\tFootprint\tMid X\tMid Y\tRef X\tRef Y\tPad X\tPad Y\tLayer\tRotation\tComment\nR1\tR0603\t1mm\t2mm\t3mm\t4mm\t5mm\t6mm\tB\t90\t10k',
    undefined,
    { x: '1', y: '2', side: 'bottom', package: 'R0603', value: '10k' },
  ],
  [
    'headings in Chinese',
    '位号,封装,中心X(mm),中心Y(mm),旋转角度,层\nC5,0402,1.5,2,45°,顶层\n',
    undefined,
    { ref: 'C5', x: '1.5', rotation: '45', side: 'top' },
  ],
  [
    'KiCad text',
    kicad,
    'board-all.pos',
    { ref: 'C1', x: '46.44', y: '16.53', side: 'top', package: 'C_0402_1005Metric' },
  ],
  [
    'Altium text in mil',
    altium,
    undefined,
    { ref: 'R1', x: '62.3697', y: '25.4', side: 'top', rotation: '90', value: '10k 1% resistor' },
  ],
  ['inches', 'RefDes,X (inch),Y (inch),Rotation,Side\nU1,1,0.5,0,T\n', undefined, { x: '25.4', y: '12.7' }],
  [
    'Eagle without headings',
    'C1 10.16 5.08 90 100nF C0603\nR1 1 2 0 10k R0603\n',
    'board.mnt',
    { ref: 'C1', x: '10.16', rotation: '90', package: 'C0603' },
  ],
  ['the side in the name', 'Ref,PosX,PosY,Rot\nC1,1,2,0\n', 'board-bottom.csv', { side: 'bottom' }],
  ['a place that is no number', 'Ref,PosX,PosY,Rot\nC1,n/a,2,0\n', undefined, { x: '', y: '2' }],
])('%s', async (_, text, name, expected) => {
  expect(await first(text, name)).toMatchObject(expected)
})

test('a comma in the decimals', async () => {
  expect(await first('Ref;PosX;PosY;Rot\nC1;-1,25;2;0\n')).toMatchObject({ x: '-1.25' })
})

test('both sides of a text report, and no row more', async () => {
  expect((await read(kicad, 'a.pos'))?.rows.map(({ ref, side }) => `${ref} ${side}`)).toEqual(['C1 top', 'U1 bottom'])
  expect((await read(altium))?.rows.map(({ ref, side }) => `${ref} ${side}`)).toEqual(['R1 top', 'C2 bottom'])
})

test('says whether the unit stood in the file', async () => {
  expect(await read('Ref,PosX,PosY,Rot\nC1,1,2,0\n')).toMatchObject({ unit: 'mm', unitAssumed: true })
  expect(await read(altium)).toMatchObject({ unit: 'mil', unitAssumed: false })
})

test('a BOM is no pick-and-place file', async () => {
  expect(await read('Reference,Quantity,MPN\nC1,1,GRM155R71C104KA88D\n')).toBeNull()
  expect(await read('nothing of the kind')).toBeNull()
})
