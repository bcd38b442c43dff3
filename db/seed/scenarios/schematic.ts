/** A schematic of two sheets for the demo, as KiCad 8 writes them: the root with the radio and the sensor, and the power below. */

type At = readonly [x: number, y: number]

/** Ids by their order: both sheets are written once, when this module is loaded. */
let counted = 0
const uuid = () => `00000000-0000-4000-8000-${String(++counted).padStart(12, '0')}`

const font = '(effects (font (size 1.27 1.27)))'
const stroke = (width = 0) => `(stroke (width ${width}) (type default))`

const pin = (kind: string, [x, y]: At, angle: number, name: string, number: string, length = 2.54) =>
  `(pin ${kind} line (at ${x} ${y} ${angle}) (length ${length}) (name "${name}" ${font}) (number "${number}" ${font}))`

const symbol = (name: string, head: string, body: string) =>
  `(symbol "WL:${name}" ${head} (symbol "${name}_1_1" ${body}))`
const bare = '(pin_numbers (hide yes)) (pin_names (offset 0) (hide yes))'
const chip = (name: string, [w, h]: At, pins: string) =>
  symbol(
    name,
    '(pin_names (offset 1.016))',
    `(rectangle (start ${-w} ${h}) (end ${w} ${-h}) ${stroke(0.254)} (fill (type background))) ${pins}`,
  )

const library = [
  symbol(
    'R',
    bare,
    `(rectangle (start -1.016 -2.54) (end 1.016 2.54) ${stroke(0.254)} (fill (type none)))
     ${pin('passive', [0, 3.81], 270, '~', '1', 1.27)} ${pin('passive', [0, -3.81], 90, '~', '2', 1.27)}`,
  ),
  symbol(
    'C',
    bare,
    `(polyline (pts (xy -2.032 -0.762) (xy 2.032 -0.762)) ${stroke(0.508)} (fill (type none)))
     (polyline (pts (xy -2.032 0.762) (xy 2.032 0.762)) ${stroke(0.508)} (fill (type none)))
     ${pin('passive', [0, 3.81], 270, '~', '1', 3.048)} ${pin('passive', [0, -3.81], 90, '~', '2', 3.048)}`,
  ),
  symbol(
    'GND',
    `(power) ${bare}`,
    `(polyline (pts (xy 0 0) (xy 0 -1.27) (xy 1.27 -1.27) (xy 0 -2.54) (xy -1.27 -1.27) (xy 0 -1.27)) ${stroke()} (fill (type none)))
     ${pin('power_in', [0, 0], 270, 'GND', '1', 0)}`,
  ),
  symbol(
    '+3V0',
    `(power) ${bare}`,
    `(polyline (pts (xy -0.762 1.27) (xy 0 2.54) (xy 0.762 1.27)) ${stroke()} (fill (type none)))
     (polyline (pts (xy 0 0) (xy 0 2.54)) ${stroke()} (fill (type none))) ${pin('power_in', [0, 0], 90, '+3V0', '1', 0)}`,
  ),
  chip(
    'ESP32-C6-MINI-1',
    [12.7, 12.7],
    [
      pin('power_in', [0, 15.24], 270, '3V3', '3'),
      pin('power_in', [0, -15.24], 90, 'GND', '1'),
      pin('input', [-15.24, 7.62], 0, '~{EN}', '8'),
      pin('bidirectional', [15.24, 7.62], 180, 'IO6/SDA', '15'),
      pin('bidirectional', [15.24, 5.08], 180, 'IO7/SCL', '16'),
      pin('input', [15.24, -2.54], 180, 'IO2/LEAK', '5'),
      pin('output', [15.24, -5.08], 180, 'IO3/BUZZER', '6'),
    ].join(' '),
  ),
  chip(
    'SHT40-AD1B',
    [7.62, 5.08],
    [
      pin('bidirectional', [-10.16, 2.54], 0, 'SDA', '1'),
      pin('input', [-10.16, 0], 0, 'SCL', '2'),
      pin('power_in', [0, 7.62], 270, 'VDD', '3'),
      pin('power_in', [0, -7.62], 90, 'VSS', '4'),
    ].join(' '),
  ),
  symbol(
    'BAT',
    bare,
    `(polyline (pts (xy -2.032 0.762) (xy 2.032 0.762)) ${stroke(0.254)} (fill (type none)))
     (polyline (pts (xy -1.016 -0.762) (xy 1.016 -0.762)) ${stroke(0.508)} (fill (type none)))
     ${pin('passive', [0, 3.81], 270, '+', '1', 3.048)} ${pin('passive', [0, -3.81], 90, '-', '2', 3.048)}`,
  ),
  chip(
    'TPS61098',
    [7.62, 5.08],
    [
      pin('power_in', [-10.16, 2.54], 0, 'VIN', '1'),
      pin('input', [-10.16, -2.54], 0, 'EN', '2'),
      pin('power_out', [10.16, 2.54], 180, 'VOUT', '4'),
      pin('power_in', [0, -7.62], 90, 'GND', '3'),
    ].join(' '),
  ),
].join('\n')

const property = (name: string, value: string, [x, y]: At, more = '') =>
  `(property "${name}" "${value}" (at ${x} ${y} 0) (effects (font (size 1.27 1.27)) ${more}))`

/** A part with its reference and value beside it. */
const part = (name: string, reference: string, value: string, [x, y]: At, [dx, dy]: At = [2.54, -1.27], more = '') =>
  `(symbol (lib_id "WL:${name}") (at ${x} ${y} 0) (unit 1) ${more} (uuid "${uuid()}")
   ${property('Reference', reference, [x + dx, y + dy], '(justify left)')}
   ${property('Value', value, [x + dx, y + dy + 2.54], '(justify left)')})`
const power = (name: 'GND' | '+3V0', [x, y]: At) =>
  `(symbol (lib_id "WL:${name}") (at ${x} ${y} 0) (unit 1) (uuid "${uuid()}")
   ${property('Reference', '#PWR', [x, y], '(hide yes)')} ${property('Value', name, [x, y + (name === 'GND' ? 4 : -3.8)])})`
const wire = (...points: readonly At[]) =>
  points
    .slice(1)
    .map((to, at) => {
      const [fx = 0, fy = 0] = points[at] ?? []
      return `(wire (pts (xy ${fx} ${fy}) (xy ${to[0]} ${to[1]})) ${stroke()} (uuid "${uuid()}"))`
    })
    .join('\n')
const junction = ([x, y]: At) => `(junction (at ${x} ${y}) (diameter 0) (uuid "${uuid()}"))`
const label = (text: string, [x, y]: At) =>
  `(label "${text}" (at ${x} ${y} 0) (effects (font (size 1.27 1.27)) (justify left bottom)) (uuid "${uuid()}"))`
const port = (text: string, shape: string, [x, y]: At, angle: number) =>
  `(hierarchical_label "${text}" (shape ${shape}) (at ${x} ${y} ${angle}) ${font} (uuid "${uuid()}"))`
const note = (text: string, [x, y]: At) =>
  `(text "${text}" (at ${x} ${y} 0) (effects (font (size 2 2)) (justify left bottom)) (uuid "${uuid()}"))`

const sheet = (title: string, rev: string, body: readonly string[]) =>
  [
    `(kicad_sch (version 20231120) (generator "eeschema") (generator_version "8.0") (uuid "${uuid()}") (paper "A4")`,
    `(title_block (title "${title}") (date "2026-10-12") (rev "${rev}") (company "Wrenlow")`,
    '(comment 1 "WL-20 漏水与空气质量传感器"))',
    `(lib_symbols\n${library}\n)`,
    ...body,
    ')',
    '',
  ].join('\n')

const root = sheet('WL-20 main board', 'A', [
  note('Radio', [60, 40]),
  part('ESP32-C6-MINI-1', 'U1', 'ESP32-C6-MINI-1', [90, 80], [-33, 5]),
  power('+3V0', [90, 64.76]),
  power('GND', [90, 95.24]),
  part('R', 'R1', '10k', [66.04, 62.23]),
  power('+3V0', [66.04, 58.42]),
  wire([66.04, 66.04], [66.04, 72.38], [74.76, 72.38]),
  label('EN', [68, 72.38]),
  note('Air 温湿度', [140, 50]),
  part('SHT40-AD1B', 'U2', 'SHT40-AD1B', [150, 77.46], [9, 6]),
  wire([105.24, 72.38], [125, 72.38], [125, 74.92], [139.84, 74.92]),
  wire([105.24, 74.92], [122, 74.92], [122, 77.46], [139.84, 77.46]),
  label('SDA', [108, 72.38]),
  label('SCL', [108, 74.92]),
  power('+3V0', [150, 69.84]),
  power('GND', [150, 85.08]),
  part('C', 'C1', '100nF', [170, 73.65]),
  wire([170, 69.84], [150, 69.84]),
  junction([150, 69.84]),
  power('GND', [170, 77.46]),
  wire([105.24, 82.54], [120, 82.54]),
  label('LEAK', [108, 82.54]),
  '(no_connect (at 105.24 85.08))',
  part('R', 'R2', '4.7M', [120, 88.9], [2.54, -1.27], '(dnp yes)'),
  wire([120, 82.54], [120, 85.09]),
  power('GND', [120, 92.71]),
  `(sheet (at 40 120) (size 40 20) ${stroke(0.1524)} (fill (color 255 255 255 0)) (uuid "${uuid()}")
   ${property('Sheetname', 'Power', [40, 119.3], '(justify left bottom)')}
   ${property('Sheetfile', 'wl-20-power.kicad_sch', [40, 140.6], '(justify left top)')}
   (pin "+3V0" output (at 80 127 0) (effects (font (size 1.27 1.27)) (justify right)) (uuid "${uuid()}")))`,
  wire([80, 127], [92, 127]),
  power('+3V0', [92, 127]),
])

const supply = sheet('WL-20 power', 'A', [
  note('2 × AA', [40, 50]),
  part('BAT', 'BT1', '2xAA', [50.8, 76.2], [3.5, -1.27]),
  power('GND', [50.8, 80.01]),
  part('TPS61098', 'U3', 'TPS61098', [90, 73.66], [-7, -9.5]),
  wire([50.8, 72.39], [50.8, 71.12], [79.84, 71.12]),
  wire([75, 71.12], [75, 76.2], [79.84, 76.2]),
  junction([75, 71.12]),
  label('VBAT', [54, 71.12]),
  power('GND', [90, 81.28]),
  wire([100.16, 71.12], [130, 71.12]),
  part('C', 'C2', '22uF', [112, 74.93]),
  junction([112, 71.12]),
  power('GND', [112, 78.74]),
  port('+3V0', 'output', [130, 71.12], 0),
])

/** By their names in the design set; the first one opens the other. */
export const schematicFiles: Readonly<Record<string, string>> = {
  'wl-20.kicad_sch': root,
  'wl-20-power.kicad_sch': supply,
}
