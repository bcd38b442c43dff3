import { working } from './text'

const CHIPS: [imperial: string, metric: string][] = [
  ['01005', '0402'],
  ['0201', '0603'],
  ['0402', '1005'],
  ['0603', '1608'],
  ['0805', '2012'],
  ['1206', '3216'],
  ['1210', '3225'],
  ['1806', '4516'],
  ['1808', '4520'],
  ['1812', '4532'],
  ['2010', '5025'],
  ['2220', '5750'],
  ['2512', '6332'],
]
const IMPERIAL = new Set(CHIPS.map(([imperial]) => imperial))
const FROM_METRIC = new Map(CHIPS.map(([imperial, metric]) => [metric, imperial] as const))
/** Metric codes that are no imperial code at all: a column with one of them is metric. */
export const CLEARLY_METRIC: ReadonlySet<string> = new Set(['1005', '1608', '2012', '3216', '3225'])
/** Chip codes Excel shortened by a zero. */
const SHORTENED: Record<string, string> = { 201: '0201', 402: '0402', 603: '0603', 805: '0805' }

const IPC_CHIP = /(?:RES|CAP|IND|LED|DIO|FUS)C(\d{4})(?:X\d+|\b)/i
const KICAD_CHIP = /(?:^|[_:])(\d{4,5})_(\d{4})Metric/i
const LETTERED_CHIP = /^(?:SMD|贴片|R|RES|C|CAP|L|IND|LED|D|FB|F)?[-_ ]?(\d{4,5})[-_ ]?(?:R|C|L|M|D|SMD|B|L\d)?$/i

const FAMILIES: [RegExp, (m: RegExpExecArray) => string][] = [
  [/^(?:SO|SOP|SOIC|SO-|SOP-|SOIC-)-?(\d{1,2})N?[-_ (]*(208mil|5\.[23])/i, (m) => `SOP-${m[1]}W`],
  [/^(?:SOIC|SOP|SO)-?(\d{1,2})N?(?:[_-](?:3\.9x|150mil).*|)$/i, (m) => `SOIC-${m[1]}`],
  [/^(?:SOT-?23-?5|SOT-?25|SOT-?753)(?!\d)/i, () => 'SOT-23-5'],
  [/^(?:SOT-?23-?6|SOT-?26|SOT-?457)(?!\d)/i, () => 'SOT-23-6'],
  [/^(?:SOT-?23(?:-?3L?)?|TO-?236(?:-?3)?(?:AB)?)(?!\d|-\d)/i, () => 'SOT-23'],
  [/^(?:SC-?70-?5|SOT-?353)(?!\d)/i, () => 'SC-70-5'],
  [/^(?:SC-?70-?6|SOT-?363)(?!\d)/i, () => 'SC-70-6'],
  [/^(?:SC-?70(?:-?3)?|SOT-?323)(?!\d|-\d)/i, () => 'SC-70'],
  [/^(?:SOT-?(89|143|223)(?:-?\d)?)(?!\d)/i, (m) => `SOT-${m[1]}`],
  [/^(?:DO-?214AC|SMA)(?![A-Z])/i, () => 'SMA'],
  [/^(?:DO-?214AA|SMB)(?![A-Z])/i, () => 'SMB'],
  [/^(?:DO-?214AB|SMC)(?![A-Z])/i, () => 'SMC'],
  [/^SOD-?123(FL?)(?![A-Z])/i, (m) => `SOD-123${(m[1] ?? '').toUpperCase()}`],
  [/^(?:SOD-?323|SC-?76)(?!\d)/i, () => 'SOD-323'],
  [/^SOD-?(\d{3})(?!\d)/i, (m) => `SOD-${m[1]}`],
  [
    /^(QFN|VQFN|WQFN|UQFN|DFN|WSON|VSON|TQFN)-?(\d+)[^_]*_(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)mm_P(\d+(?:\.\d+)?)mm/i,
    (m) => `${(m[1] ?? '').toUpperCase()}-${m[2]} ${m[3]}x${m[4]} P${m[5]}`,
  ],
  [
    /^(LQFP|TQFP|QFP|VQFP)-?(\d+)[-_ ]*(?:(\d+(?:\.\d+)?)\s?x\s?(\d+(?:\.\d+)?)(?:mm)?)?(?:_P.*)?/i,
    (m) => `${(m[1] ?? '').toUpperCase()}-${m[2]}${m[3] === undefined ? '' : ` ${m[3]}x${m[4]}`}`,
  ],
  [
    /^(TSSOP|SSOP|MSOP|VSSOP|HTSSOP|TSOP|QSOP|SOJ|PLCC|DIP|PDIP|SIP|BGA|QFN|DFN|LGA|WLCSP|TDFN|UDFN|USON|WSON|VFQFN)-?(\d{1,4})(?!\d)/i,
    (m) => `${(m[1] ?? '').toUpperCase()}-${m[2]}`,
  ],
  [/^TO-?(\d{2,3})(?:-(\d))?(?!\d)/i, (m) => `TO-${m[1]}${m[2] === undefined ? '' : `-${m[2]}`}`],
]

const TANTALUM: Record<string, string> = {
  '3216-18': 'A',
  '3528-21': 'B',
  '6032-28': 'C',
  '7343-31': 'D',
  '7343-43': 'E',
}

export type PackageContext = { metricColumn: boolean; answer?: 'imperial' | 'metric' }

export type ParsedPackage = {
  /** Canonical name, or the trimmed text when no rule knows it. */
  name: string
  /** A leading zero was put back (BOM-W030). */
  restored: boolean
  /** `0402`/`0603` in a column that also holds metric codes (BOM-Q061). */
  ambiguous: boolean
}

const plain = (name: string): ParsedPackage => ({ name, restored: false, ambiguous: false })

/** Chip code as imperial; null when it is no chip code. */
function chip(code: string, isMetric: boolean): string | null {
  if (isMetric) return FROM_METRIC.get(code) ?? (IMPERIAL.has(code) ? code : null)
  if (IMPERIAL.has(code)) return code
  return CLEARLY_METRIC.has(code) ? (FROM_METRIC.get(code) ?? null) : null
}

/** Canonical package of a footprint or package text. The footprint itself is never rewritten. */
export function parsePackage(raw: string, context: PackageContext = { metricColumn: false }): ParsedPackage {
  const text = working(raw).replace(/^'+|'+$/g, '')
  const kicad = KICAD_CHIP.exec(text)
  if (kicad?.[1] !== undefined) return plain(kicad[1])
  const short = SHORTENED[text]
  if (short !== undefined) return { name: short, restored: true, ambiguous: false }
  const ipc = IPC_CHIP.exec(text)
  if (ipc?.[1] !== undefined) return plain(FROM_METRIC.get(ipc[1]) ?? text)
  const lettered =
    LETTERED_CHIP.exec(text) ??
    LETTERED_CHIP.exec(text.replace(/^.*:/, '').replace(/[\s(（]*(metric|公制|imperial|英制)[)）]?/i, ''))
  const code = lettered?.[1]
  if (code !== undefined) {
    const saysMetric = /metric|公制|\dM$/i.test(text)
    const isAmbiguous =
      !saysMetric && context.metricColumn && (code === '0402' || code === '0603') && context.answer === undefined
    const name = chip(code, saysMetric || (context.metricColumn && context.answer === 'metric'))
    if (name !== null) return { name, restored: false, ambiguous: isAmbiguous }
  }
  const embedded = /^[RCLD]_(\d{4,5})(?!\d)/i.exec(text.replace(/^.*:/, ''))?.[1]
  if (embedded !== undefined && IMPERIAL.has(embedded)) return plain(embedded)
  const tantalum = /(3216-18|3528-21|6032-28|7343-31|7343-43)/.exec(text)?.[1]
  if (tantalum !== undefined) return plain(`CASE-${TANTALUM[tantalum] ?? ''}`)
  const bare = text.replace(/^[A-Za-z0-9_]+:(?=\S)/, '')
  for (const [pattern, name] of FAMILIES) {
    const match = pattern.exec(bare)
    if (match !== null) return plain(name(match))
  }
  return plain(bare)
}

const CODE = /^[RCLD]?(\d{4,5})[RCLMD]?$/i

/** Bare chip-size cell, for recognising package columns. */
export function looksLikeChipSize(text: string): boolean {
  const code = CODE.exec(text)?.[1]
  return SHORTENED[text] !== undefined || (code !== undefined && (IMPERIAL.has(code) || CLEARLY_METRIC.has(code)))
}

/** Does the column hold codes that exist in metric only? */
export function isMetricColumn(cells: readonly string[]): boolean {
  return cells.some((cell) => ['1005', '1608', '2012'].includes(CODE.exec(cell.trim())?.[1] ?? ''))
}

/** Through-hole by the package's name; null when it does not say. */
export const mountOfPackage = (text: string): 'TH' | null =>
  /THT|Axial|Radial|\bP?DIP\b|DIP-?\d|PinHeader|-TH[_\b]|直插|插件/i.test(text) ? 'TH' : null
