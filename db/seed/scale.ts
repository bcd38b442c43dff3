/**
 * BOMs of any length for benches and scrolling: KiCad's columns, plausible parts, the same bytes for the same number of
 * lines on every machine.
 */
export const scaleSizes = [500, 5_000, 50_000] as const

type Kind = Readonly<{
  prefix: string
  values: readonly string[]
  packages: readonly string[]
  makers: readonly string[]
  /** Start of a part number; a digit group follows. */
  series: string
  describe: string
}>

const kinds: readonly Kind[] = [
  {
    prefix: 'R',
    values: ['10R', '49.9R', '330R', '1k', '4.7k', '10k', '47k', '100k', '1M'],
    packages: ['0402', '0603', '0805'],
    makers: ['Yageo', 'Panasonic', 'Vishay', '厚声'],
    series: 'RC',
    describe: 'Chip resistor ±1 %',
  },
  {
    prefix: 'C',
    values: ['12pF', '470pF', '10nF', '100nF', '1uF', '4.7uF', '10uF', '22uF'],
    packages: ['0402', '0603', '0805', '1206'],
    makers: ['Murata', 'Samsung Electro-Mechanics', 'Taiyo Yuden', '风华高科'],
    series: 'GRM',
    describe: 'MLCC X7R ±10 %',
  },
  {
    prefix: 'L',
    values: ['1uH', '2.2uH', '4.7uH', '10uH'],
    packages: ['0603', '0805', '3015'],
    makers: ['Coilcraft', 'Sunlord', 'TDK'],
    series: 'XFL',
    describe: '功率电感 ±20 %',
  },
  {
    prefix: 'Q',
    values: ['2N7002', 'AO3401A', 'MMBT3904'],
    packages: ['SOT-23', 'SOT-323'],
    makers: ['Nexperia', 'Diodes Incorporated', '长晶科技'],
    series: 'Q',
    describe: 'MOSFET, small signal',
  },
  {
    prefix: 'U',
    values: ['LDO 3.3V', 'Op-amp', 'Level shifter', 'EEPROM 64k'],
    packages: ['SOT-23-5', 'SOIC-8', 'QFN-24'],
    makers: ['Texas Instruments', 'STMicroelectronics', '圣邦微'],
    series: 'TPS',
    describe: 'Integrated circuit 集成电路',
  },
  {
    prefix: 'J',
    values: ['2P', '4P', '6P', 'USB-C'],
    packages: ['PH 2.0', 'FPC 0.5'],
    makers: ['JST', 'Hirose', 'Molex'],
    series: 'BM',
    describe: 'Connector 连接器',
  },
]

/** Park and Miller's generator: small, portable and good enough for test data. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647
    return state % sides
  }
}

/** A CSV of that many lines with prices in US dollars; every reference occurs once, about one line in twenty is not fitted. */
export function scaleBom(lines: number): string {
  const roll = dice(20_261_122)
  const pick = <T>(list: readonly T[], fallback: T): T => list[roll(list.length)] ?? fallback
  const next = new Map<string, number>()
  const out = ['Reference,Value,Footprint,Qty,DNP,Manufacturer,MPN,Description,Unit Price (USD)']
  for (let line = 1; line <= lines; line++) {
    const kind = pick(kinds, kinds[0] ?? fail())
    const count = kind.prefix === 'R' || kind.prefix === 'C' ? 1 + roll(8) : 1
    const first = next.get(kind.prefix) ?? 1
    next.set(kind.prefix, first + count)
    const refs = Array.from({ length: count }, (_, index) => `${kind.prefix}${first + index}`).join(' ')
    const mpn = `${kind.series}${String(roll(900) + 100)}-${String(line).padStart(6, '0')}`
    const price = `0.${String(roll(990) + 10).padStart(4, '0')}`
    const cells = [
      refs,
      pick(kind.values, ''),
      pick(kind.packages, ''),
      count,
      roll(20) === 0 ? 'DNP' : '',
      pick(kind.makers, ''),
      mpn,
      kind.describe,
      price,
    ]
    out.push(cells.map((cell) => (String(cell).includes(',') ? `"${cell}"` : cell)).join(','))
  }
  return `${out.join('\r\n')}\r\n`
}

/** The same lines as a tree: a last column `Level`, from 1 down to `depth`, every level in use from its first lines on. */
export function scaleTree(lines: number, depth = 6): string {
  const roll = dice(20_261_129)
  const [heading = '', ...rows] = scaleBom(lines).trimEnd().split('\r\n')
  let level = 0
  const told = rows.map((row) => {
    // Down one step at most; back up by any number, more rarely.
    level = level === 0 || roll(4) > 0 ? Math.min(depth, level + 1) : 1 + roll(level)
    return `${row},${level}`
  })
  return `${[`${heading},Level`, ...told].join('\r\n')}\r\n`
}

function fail(): never {
  throw new Error('no kinds of parts')
}
