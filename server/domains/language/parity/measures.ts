import { ratio, type Ratio, times } from '@/server/kernel/ratio'
import { allUnits, findUnit, foldUnit, type Unit } from '@/server/kernel/units'

/**
 * One way to read the unit behind a number: what the number is multiplied by, and its dimension. Counted things,
 * cycles, turns and pixels are plain numbers, because the languages name them differently (100 samples, 100个样品,
 * 100件); what rates are per is kept apart in `per`.
 */
export type Reading = Readonly<{
  dimension: string
  factor: Ratio
  offset: Ratio
  symbol: string
  /** The unit a rate is per, when it is: `time:60` for each minute. */
  per?: string
}>

const one = ratio(1n)
const none = ratio(0n)
export const plain: Reading = { dimension: 'plain', factor: one, offset: none, symbol: '' }
/** A number of parts as a ratio: 0.5 for a half, 8成 for 80 %. */
export const share = (parts: bigint): Reading => ({ ...plain, dimension: 'ratio', factor: ratio(1n, parts) })
const scaled = (factor: bigint): Reading => ({ ...plain, factor: ratio(factor) })

const sameAs: Readonly<Record<string, string>> = {
  humidity: 'ratio',
  count: 'plain',
  cycles: 'plain',
  turns: 'plain',
  pixels: 'plain',
  rotation: 'plain/time',
  frameRate: 'plain/time',
  sampleRate: 'plain/time',
  symbolRate: 'plain/time',
  bitRate: 'bits/time',
  byteRate: 'bytes/time',
  speed: 'length/time',
  beatRate: 'plain/time',
}
const factors: Readonly<Record<string, Ratio>> = { rotation: ratio(1n, 60n), beatRate: ratio(1n, 60n) }
/** Rates that are printed without a stroke: what they are per. */
const perOf: Readonly<Record<string, string>> = {
  rpm: 'time:60',
  bpm: 'time:60',
  'km/h': 'time:3600',
  mph: 'time:3600',
}

export function readingOf(unit: Unit): Reading {
  const dimension = unit.dimension
    .split('/')
    .map((part) => sameAs[part] ?? part)
    .join('/')
    .replace(/\/plain$/, '')
    // -40 °F is -40 °C by accident only.
    .replace(/^temperature$/, unit.symbol === '°F' ? 'fahrenheit' : 'temperature')
  const isRate = dimension.endsWith('/time')
  const stroke = unit.symbol.indexOf('/')
  const below = isRate && stroke > 0 ? findUnit(unit.symbol.slice(stroke + 1)) : null
  const per = isRate ? (perOf[unit.symbol] ?? (below ? perKey(below) : 'time:1')) : undefined
  return {
    dimension,
    factor: times(unit.factor, factors[unit.dimension] ?? one),
    offset: unit.offset,
    symbol: unit.symbol,
    ...(per !== undefined && { per }),
  }
}
export const perKey = ({ dimension, factor }: Unit): string =>
  `${dimension}:${factor.of}${factor.per === 1n ? '' : `/${factor.per}`}`

const named = (...symbols: readonly string[]): Reading[] =>
  symbols.flatMap((symbol) => {
    const unit = findUnit(symbol)
    return unit ? [readingOf(unit)] : []
  })

let ambiguousUnits: ReadonlyMap<string, readonly Reading[]> | undefined
/** Spellings that stand for several things; both texts agree where one reading of each does. */
const ambiguous = (): ReadonlyMap<string, readonly Reading[]> =>
  (ambiguousUnits ??= new Map<string, readonly Reading[]>([
    ['C', named('C', '°C')],
    ['度', [...named('°', '°C', '度电'), plain]],
    // Pallets.
    ['托', [plain, ...named('Torr')]],
    ...['degree', 'degrees', 'deg', 'degs'].map((word) => [word, [...named('°', '°C'), plain]] as const),
    ['分', [...named('min'), plain]],
    ['si', named('丝')],
    ...['ton', 'tons'].map((word) => [word, named('t')] as const),
    ...['kpcs', 'Kpcs', 'KPCS'].map((word) => [word, [scaled(1000n)]] as const),
    ['刻钟', [{ ...plain, dimension: 'time', factor: ratio(900n), symbol: '刻钟' }]],
    // 九折 leaves nine tenths of a price, or takes a tenth off.
    ['折', [share(10n), { ...plain, dimension: 'ratio', factor: ratio(-1n, 10n), offset: one, symbol: '折' }]],
    ['parts per million', named('ppm')],
    ['percentage points', named('%')],
    ['percentage point', named('%')],
    ['分贝', named('dB', 'dBA')],
    ['g', named('g', 'G', 'gf', 'g/m²')],
    ['克', named('g', 'gf', 'g/m²')],
    ['尺', [...named('ft'), plain]],
    ['fps', [...named('fps'), plain]],
    ['成', [{ ...share(10n), symbol: '成' }, plain]],
    ['kg', named('kg')],
    ['公斤', named('kg', 'kgf')],
    ['G', [...named('G', 'GHz', 'GB', 'Gbit/s', 'Gbit', 'g'), scaled(1_000_000_000n)]],
    ['K', [scaled(1000n), ...named('kΩ', 'K', 'kB', 'kHz', 'kbit/s')]],
    ['k', [scaled(1000n), ...named('kΩ', 'kB', 'kHz', 'kbit/s')]],
    ['M', [...named('MB', 'MHz', 'Mbit/s', 'MΩ', 'm', 'Mbit'), scaled(1_000_000n)]],
    ['兆', [...named('MB', 'MHz', 'Mbit/s', 'MΩ', 'Mbit'), scaled(1_000_000n)]],
    // Twice a second is 2 Hz.
    ['Hz', [...named('Hz'), { ...plain, dimension: 'plain/time', symbol: 'Hz', per: 'time:1' }]],
    ['R', named('Ω')],
    ['p', named('pF', 'pH')],
    ['n', named('nF', 'nH')],
    ...['u', 'μ'].map((word) => [word, named('μF', 'μH')] as const),
    ['S', named('S', 's')],
    ['H', named('H', 'h')],
    ['v', named('V')],
    ['w', named('W')],
    ['a', named('A')],
    ['条', [plain, ...named('丝')]],
    ['道', [plain, ...named('丝')]],
    ['转', [plain, ...named('rpm')]],
    ['位', [plain, ...named('bit')]],
    ['周', [...named('wk'), plain]],
    ['时', [...named('h'), plain]],
    ['月', [...named('month'), plain]],
    ['年', [...named('year'), plain]],
    ['日', [...named('d'), plain]],
    ['平方', named('mm²')],
    ['"', [...named('in'), plain]],
    ["'", [...named('ft', 'arcmin'), plain]],
    ['码', [plain, ...named('yd')]],
    ['吋', named('in')],
    // Letters are measured in points.
    ['磅', [...named('lb'), plain]],
    ...['buck', 'bucks'].map((word) => [word, named('USD')] as const),
    ...['baud', 'Baud', 'Bd', '波特', 'bauds'].map((word) => [word, [...named('Bd'), plain]] as const),
    ['毛', [{ ...plain, dimension: 'cny', factor: ratio(1n, 10n), symbol: '毛' }]],
    ['块', [plain, ...named('CNY')]],
    ...['块钱', '块人民币'].map((word) => [word, named('CNY')] as const),
    ...['fen', '分钱'].map(
      (word) => [word, [{ ...plain, dimension: 'cny', factor: ratio(1n, 100n), symbol: '分钱' }]] as const,
    ),
    // Cells in series: a 3S pack.
    ['串', [...named('S'), plain]],
    // Electricity meters are counted.
    ['meters', [...named('m'), plain]],
    // So are the bars of a gauge and the feet of a case.
    ['bars', [...named('bar'), plain]],
    ['bar', [...named('bar'), plain]],
    ['feet', [...named('ft'), plain]],
    ['x', [plain]],
    ['X', [plain]],
    ['×', [plain]],
    ['倍', [plain, share(1n)]],
    ['Shore A', [...named('Shore A'), plain]],
    ['邵氏A', [...named('Shore A'), plain]],
  ]))

/** Characters after a Chinese unit that make another word of it: 3安装孔, 5分段, 2位置. */
const notBefore: Readonly<Record<string, RegExp>> = {
  安: /^[装全防规卓置排静]/,
  法: /^[规兰律定]/,
  牛: /^[皮津]/,
  位: /^[置移于]/,
  分: /^[辨别为之布段层成类析组级离散体区开配支销批装]/,
  克: /^[服隆]/,
  升: /^[级降温压高至到起]/,
  米: /^粒/,
  瓦: /^楞/,
  毛: /^[刺边重利料发坯]/,
  串: /^[口联行扰接入并]/,
  周: /^[边围长转]/,
  天: /^线/,
  秒: /^[表杀]/,
  丝: /^[印杆锥网线攻]/,
  条: /^[码件形款]/,
  道: /^[路闸]/,
  转: /^[换移速轴接动发向]/,
  日: /^志/,
  时: /^[间钟刻序]/,
  度: /^电/,
  打: /^[印开样磨包孔标螺火胶件点码入]/,
  折: /^[叠弯边射断页痕旧算返损]/,
  开: /^/,
  点: /^/,
  勒: /^/,
  巴: /^[士西基黎拉斯克马]/,
  元: /^[件器素]/,
  斤: /^$/,
  帕: /^尔/,
  K字节: /^$/,
}

const longestUnit = 20
/** What a spelling may contain between letters; anything else would join two words that only stand side by side. */
const joined =
  /^(?:deg(?:rees?)?[ -](?:C|F|Celsius|Fahrenheit|celsius|fahrenheit)|° [CF]|% ?R\.?H\.?(?! )|RH ?%|(?:kgf?|gf|N|mN|lbf?s?|ozf?|ft|in|Nm|kilogram|newton|foot|feet|pound|inch|ounce)[-·.* ](?:cm|mm|m|lbf?s?|ft|in|metres?|meters?|pounds?|f(?:oo|ee)t|inch|force)|[公千]?[斤克牛磅盎英]\S?[·.*-]\S{1,2}|[牛顿公斤千克力]+[·.* -][厘毫]?米|(?:working|business)[ -]days?|Shore ?[AD]|V ?(?:DC|AC|rms|RMS|pp|p-p|dc|ac)|[mk]?V ?(?:rms|RMS|pp|p-p)|dB ?\(A\)|m?[AW][·.]h|毫?安·时|瓦·时|m?Pa[·.]s|W\/\(?m[·.]K\)?|(?:amp|ampere|watt|milliamp|milliampere|kilowatt)[ -]hours?|dB SPL|dB-Hz|g-force|per[ -](?:cent|mille?)|parts per million|percentage points?|[a-zA-Z]+\^-?\d(?:\/.*)?|.*\/[a-zA-Z]+\^-?\d|square[ -]\w+|cubic[ -]\w+|min\^-1)$/
const seen = new Map<string, Unit | null>()
const remembered = 5000

function unitNamed(text: string): Unit | null {
  const known = seen.get(text)
  if (known !== undefined) return known
  const unit = /^[A-Za-z]$/.test(text) && findUnit(text)?.spellings.includes(text) !== true ? null : findUnit(text)
  if (seen.size > remembered) seen.clear()
  seen.set(text, unit)
  return unit
}

const letter = /[A-Za-zΩμ]/
const run = /^[A-Za-zΩμ°%‰"'$€¥\u2E80-\u9FFF][A-Za-zΩμ°%‰"'$€¥·.*^()\-/ 0-9\u2E80-\u9FFF]*/

let unitOpeners: ReadonlySet<string> | undefined
/** What units begin with: most words need no second look. */
const opensUnit = (character: string): boolean =>
  (unitOpeners ??= new Set(
    [...allUnits().flatMap(({ spellings }) => spellings), ...ambiguous().keys()].flatMap((spelling) =>
      [spelling, foldUnit(spelling)].flatMap((each) => [each.charAt(0), each.charAt(0).toLowerCase()]),
    ),
  )).has(character.toLowerCase()) || unitOpeners.has(character)

/**
 * The unit at `at`, the longest there is: its readings, and where it ends. A space or (in English) a hyphen may stand
 * before it. Null where no unit stands there.
 */
export function readUnit(
  text: string,
  at: number,
): { readings: readonly Reading[]; unit: Unit | null; end: number } | null {
  const gap = /^(?: |-(?=[A-Za-z]))/.exec(text.slice(at, at + 2))?.[0].length ?? 0
  const start = at + gap
  if (!opensUnit(text.charAt(start))) return null
  const stretch = run.exec(text.slice(start, start + longestUnit))?.[0]
  if (stretch === undefined) return null
  for (let length = Math.min(longestUnit, stretch.length); length > 0; length--) {
    const candidate = stretch.slice(0, length)
    const last = candidate.charAt(length - 1)
    const next = text.charAt(start + length)
    if (letter.test(last) && (letter.test(next) || (/\d/.test(next) && gap > 0))) continue
    if (/[ .*·\-/(^]/.test(last) || (last === ')' && !candidate.includes('('))) continue
    if (/[ .*·\-^(]/.test(candidate) && !joined.test(candidate)) continue
    if (
      /^[\u2E80-\u9FFF]+$/.test(candidate) &&
      notBefore[candidate]?.test(text.slice(start + length, start + length + 1))
    )
      continue
    if (isPreposition(candidate, text, start + length, gap)) continue
    // Lower-case letters for volts and the like stand close to the number only.
    const special = ambiguous().get(candidate)
    if (
      special &&
      (gap === 0 || !/^[vwaxX×"'Rkpnuμ]$/.test(candidate) || isLoneThousand(candidate, text, start + length))
    )
      return { readings: special, unit: unitNamed(candidate), end: start + length }
    if (special) continue
    const unit = unitNamed(candidate)
    if (unit) return { readings: [readingOf(unit)], unit, end: start + length }
  }
  return null
}

/** `through 1 k.`: kilo-ohms, where nothing follows that the k could be part of. */
const isLoneThousand = (candidate: string, text: string, end: number): boolean =>
  candidate === 'k' && /^(?:$|[,.;)，。；]|[\u2E80-\u9FFF]| (?:resistor|ohm|pull))/.test(text.slice(end, end + 10))

/** `10 in the box` is no length and `5 A to` is a current. */
function isPreposition(candidate: string, text: string, end: number, gap: number): boolean {
  if (candidate !== 'in' || gap === 0) return false
  // `3-in-1`
  if (/^-[A-Za-z\d]/.test(text.slice(end, end + 2))) return true
  return /^ (?!(?:x|by|thick|long|wide|high|deep|tall|diameter|display|screen|and|or|max|min|to|per|pipe|wheel|reel|thread)\b)[A-Za-z\d\uFFFC]/i.test(
    text.slice(end, end + 12),
  )
}
