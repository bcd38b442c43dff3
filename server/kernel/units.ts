import { type Decimal, parseDecimal } from './decimal'
import { compareRatios, minus, over, plus, powerOfTen, type Ratio, times, toRatio } from './ratio'

/**
 * A unit of a device specification. A value in it times `factor` plus `offset` is the value in the base unit of its
 * dimension; values of two dimensions are never comparable, even where physics would allow it (N·m and J, dB and dBm).
 */
export type Unit = Readonly<{
  /** As it is printed: `µF`, `N·m`, `°C`. Unique. */
  symbol: string
  dimension: string
  factor: Ratio
  offset: Ratio
  /** Every accepted way to write it, English and Chinese, the symbol first. */
  spellings: readonly string[]
}>

export type Quantity = Readonly<{ value: Decimal; unit: Unit }>

/**
 * Base units one a line: `dimension | symbol | factor | spellings | prefixes`. A factor is a decimal or a fraction of
 * two; a second number is the offset. Latin words get their plural.
 * Sources of the factors: SI brochure (2019), NIST SP 811 appendix B; 丝/条/道 is workshop usage for 0.01 mm, 寸 on
 * displays and wheels is the inch, 斤 is 500 g.
 */
const table = `
length|m|1|metre meter 米 公尺|n u m c d k
length|丝|1e-5|条 道 忽米
length|in|0.0254|inch inches " '' 寸 英寸 吋|u
length|ft|0.3048|foot feet ' 英尺 呎
length|yd|0.9144|yard 码
length|mi|1609.344|mile 英里
length|mil|2.54e-5|mils thou 密耳 千分之一英寸
length|μm|1e-6|micron
area|m²|1|sqm square-metre square-meter 平方米 平米
area|cm²|1e-4|sqcm square-centimetre square-centimeter 平方厘米
area|mm²|1e-6|sqmm square-millimetre square-millimeter 平方毫米 平方
area|in²|0.00064516|sqin square-inch square-inches 平方英寸
volume|L|1e-3|l litre liter 升 公升|u m
volume|m³|1|cubic-metre cubic-meter 立方米
volume|cm³|1e-6|cc cubic-centimetre cubic-centimeter 立方厘米
volume|mm³|1e-9|cubic-millimetre cubic-millimeter 立方毫米
mass|g|1e-3|gram gramme 克|u m k
mass|kg|1|公斤 kgs kilo
mass|t|1000|tonne 吨 公吨
mass|oz|0.028349523125|ounce 盎司
mass|lb|0.45359237|lbs pound 磅
mass|斤|0.5|市斤 jin
force|N|1|newton 牛 牛顿|m k
force|kgf|9.80665|kilogram-force kilograms-force 千克力 公斤力
force|gf|9.80665e-3|gram-force grams-force 克力
force|lbf|4.4482216152605|pound-force pounds-force 磅力
torque|N·m|1|Nm newton-metre newton-meter 牛米 牛顿米|m
torque|N·cm|0.01|Ncm 牛厘米 牛顿厘米
torque|N·mm|0.001|Nmm 牛毫米 牛顿毫米
torque|kgf·cm|0.0980665|kgfcm kg·cm kgcm 千克力厘米 公斤力厘米 公斤厘米 千克厘米
torque|kgf·m|9.80665|kg·m kgm 千克力米 公斤力米 公斤米
torque|gf·cm|9.80665e-5|g·cm gcm 克力厘米 克厘米
torque|lbf·ft|1.3558179483314004|lb-ft ft-lb ft-lbf ft-lbs lbs-ft foot-pound pound-foot pound-feet 磅英尺 英尺磅 磅尺
torque|lbf·in|0.1129848290276167|lb-in in-lb in-lbf in-lbs lbs-in inch-pound pound-inch 磅英寸 英寸磅
torque|ozf·in|0.00706155181422604375|oz-in in-oz 盎司英寸
pressure|Pa|1|pascal 帕 帕斯卡|m h k M G
pressure|bar|100000|巴|m
pressure|psi|6894.757293168361336722673|磅每平方英寸 PSIG PSIA
pressure|atm|101325|atmosphere 标准大气压 大气压
pressure|mmHg|133.322387415|毫米汞柱
pressure|kgf/cm²|98066.5|kg/cm² 公斤每平方厘米
pressure|Torr|101325/760|torr 托
pressure|mmH₂O|9.80665|毫米水柱
pressure|ksi|6894757.293168361336722673|
pressure|N/mm²|1000000|牛每平方毫米
voltage|V|1|volt 伏 伏特 VDC Vdc VAC Vac Vrms Vpp Vp-p|n u m k M
current|A|1|amp ampere 安 安培 ADC Adc Arms|p n u m k
power|W|1|watt 瓦 瓦特 Wp|n u m k M G
apparentPower|VA|1|volt-ampere 伏安|k
energy|J|1|joule 焦 焦耳|m k
energy|Wh|3600|watt-hour 瓦时 瓦小时|m k M
energy|度电|3600000|
charge|Ah|1|amp-hour ampere-hour 安时 安小时 安培小时|u m
cRate|C|1|
resistance|Ω|1|ohm 欧 欧姆|u m k M G
resistance|mΩ|1e-3|mohm
resistance|kΩ|1000|kohm kilohm
resistance|MΩ|1000000|Mohm megohm
capacitance|F|1|farad 法 法拉|p n u m
inductance|H|1|henry henries 亨 亨利|n u m
resistivity|Ω·m|1|
resistivity|Ω·cm|0.01|ohm-cm
conductance|S|1|siemens 西门子|u m
frequency|Hz|1|hertz 赫 赫兹|m k M G T
beatRate|bpm|1|beats/minute beats/min
rotation|rpm|1|r/min rev/min revolutions/minute 转/分 转/分钟 转每分 转每分钟 min⁻¹
frameRate|fps|1|frames/second frames/s 帧/秒 帧每秒
level|dB|1|decibel 分贝 dBSPL
levelA|dBA|1|dB(A) 分贝A
levelM|dBm|1|分贝毫瓦
levelI|dBi|1|
levelD|dBd|1|
levelC|dBc|1|
levelW|dBW|1|
levelFS|dBFS|1|
levelHz|dB-Hz|1|
levelUV|dBμV|1|dBuV
levelUVM|dBμV/m|1|dBuV/m
phaseNoise|dBc/Hz|1|
bits|bit|1|比特 b|k M G T
bits|kbit|1000|Kb Kbit
bits|Mbit|1000000|兆位
bytes|B|1|byte 字节|k M G T
bytes|kB|1000|KB K字节 Kbyte kbyte
bytes|MB|1000000|兆 M字节 Mbyte
bytes|GB|1000000000|G字节 Gbyte
bytes|KiB|1024|kibibyte
bytes|MiB|1048576|mebibyte
bytes|GiB|1073741824|gibibyte
bitRate|bit/s|1|bps b/s bits/s bits/second 比特/秒 比特每秒 位/秒|k M G T
bitRate|kbit/s|1000|Kbps kbps kb/s Kb/s
bitRate|Mbit/s|1000000|Mbps Mb/s 兆比特每秒
bitRate|Gbit/s|1000000000|Gbps Gb/s
byteRate|B/s|1|Bps bytes/s bytes/second 字节/秒 字节每秒|k M G
symbolRate|Bd|1|baud 波特
sampleRate|Sa/s|1|S/s sps SPS samples/s samples/second 采样/秒 次采样/秒|k M G
time|s|1|sec secs second 秒 秒钟|p n u m
time|min|60|mins minute 分 分钟 Min
time|h|3600|hr hrs hour 小时 时 钟头 个小时
time|d|86400|day 天 日 昼夜
time|wk|604800|week 周 星期 礼拜
months|month|1|mo mos 个月 月
months|quarter|3|季度 个季度
months|year|12|yr yrs 年 周年 y
workingDays|working day|1|working-day business-day workday 工作日 个工作日 工作天
temperature|°C|1 273.15|degC deg-C degree-Celsius degrees-Celsius degrees-C celsius centigrade 摄氏度 ℃ 摄氏
temperature|K|1|kelvin 开尔文 开
temperature|°F|5/9 45967/180|degF deg-F degree-Fahrenheit degrees-Fahrenheit degrees-F fahrenheit 华氏度 ℉ 华氏
angle/time|°/s|1|dps
angle|°|1|deg degs degree 度 角度
angle|arcmin|1/60|角分
angle|rad|57.295779513082320876798|radian 弧度|m
ratio|%|0.01|percent pct per-cent 百分比 个百分点
ratio|‰|0.001|permille 千分比
ratio|ppm|1e-6|百万分比
ratio|ppb|1e-9|
humidity|% RH|0.01|%RH RH% %R.H. %rh 相对湿度
illuminance|lx|1|lux 勒克斯 勒 流明/平方米|k
luminousFlux|lm|1|lumen 流明
luminousIntensity|cd|1|candela 坎德拉|m
luminance|cd/m²|1|nit 尼特 坎德拉每平方米
speed|m/s|1|mps metres/second meters/second 米/秒 米每秒
speed|mm/s|0.001|毫米/秒 毫米每秒
speed|km/h|5/18|kph kmh 公里/小时 公里每小时 千米/小时 千米每小时 公里/时
speed|mph|0.44704|英里/小时 英里每小时
length|km|1000|公里
length|cm|0.01|公分
acceleration|m/s²|1|米每二次方秒 米/秒²
acceleration|G|9.80665|Grms gn g-force 重力加速度
magneticFluxDensity|T|1|tesla 特斯拉|u m
magneticFluxDensity|Gs|1e-4|gauss 高斯
viscosity|Pa·s|1|帕秒|m
viscosity|cP|0.001|cps centipoise 厘泊
thermalConductivity|W/(m·K)|1|W/mK 瓦每米开
radiation|eV|1|electronvolt 电子伏|k M
arealDensity|g/m²|1e-3|gsm 克/平方米 克每平方米
wireGauge|AWG|1|
hardness|Shore A|1|ShA HA 邵氏A 邵A
hardnessD|Shore D|1|ShD HD 邵氏D 邵D
hardnessC|HRC|1|
pixels|px|1|pixel 像素
pixels|MP|1000000|Mpx Mpixel megapixel 兆像素
resolution|dpi|1|dots/inch 点/英寸
resolution|ppi|1|pixels/inch 像素/英寸
turns|turn|1|rev revolution 圈 转
cycles|cycle|1|time 次 回 循环 个循环
count|pcs|1|pc ea each piece unit 个 件 只 片 颗 枚 台 套 支 根 块 张
count|dozen|12|doz 打
usd|USD|1|US$ $ dollar 美元 美金
cny|CNY|1|RMB ¥ yuan 元 人民币
eur|EUR|1|€ euro 欧元
`

const prefixes: Readonly<
  Record<string, readonly [exponent: number, symbol: string, english: string, chinese: string]>
> = {
  p: [-12, 'p', 'pico', '皮'],
  n: [-9, 'n', 'nano', '纳'],
  u: [-6, 'μ', 'micro', '微'],
  m: [-3, 'm', 'milli', '毫'],
  c: [-2, 'c', 'centi', '厘'],
  d: [-1, 'd', 'deci', '分'],
  h: [2, 'h', 'hecto', '百'],
  k: [3, 'k', 'kilo', '千'],
  M: [6, 'M', 'mega', '兆'],
  G: [9, 'G', 'giga', '吉'],
  T: [12, 'T', 'tera', '太'],
}

function readRatio(text: string): Ratio {
  const [of = '0', per = '1'] = text.split('/')
  return over(toRatio(parseDecimal(of) ?? zero), toRatio(parseDecimal(per) ?? zero))
}
const zero: Decimal = { unscaled: 0n, scale: 0 }

/**
 * One writing of a spelling: width, Greek and typographic variants folded, and whatever joins the parts of a unit
 * (`N·m`, `N.m`, `N-m`, `lb ft`, `W/(m·K)`, `m^2`) dropped. Letter case stays: mW is not MW.
 */
export function foldUnit(text: string): string {
  return text
    .replace(/[º˚∘]/g, '°')
    .normalize('NFKC')
    .replace(micro, 'μ')
    .replace(/′′|[“”„]/g, '"')
    .replace(/[′‘’]/g, "'")
    .replace(/[\s·⋅•∙・‧．.*×^()\-‐‑–−_]/gu, '')
    .replace(/每/g, '/')
}
/** A `u` that stands for µ: before one unit symbol and nothing else. */
const micro = /(?<![A-Za-z])(?:u(?=(?:[mgLlNAVWFHsTSΩ]|in|ohm|Ah|Wh)(?![A-Za-z]))|U(?=[FHA](?![A-Za-z])))/g

type Index = Readonly<{
  units: readonly Unit[]
  exact: ReadonlyMap<string, Unit>
  loose: ReadonlyMap<string, Unit | null>
}>
let built: Index | undefined

/** The table, read on first use. */
function index(): Index {
  if (built) return built
  const units = new Map<string, Unit>()
  const exact = new Map<string, Unit>()
  const loose = new Map<string, Unit | null>()
  const add = (dimension: string, symbol: string, factor: Ratio, offset: Ratio, spellings: readonly string[]) => {
    const before = units.get(symbol)
    const all = [...new Set([symbol, ...(before?.spellings ?? []), ...spellings])]
    const unit: Unit = { ...(before ?? { symbol, dimension, factor, offset }), spellings: all }
    units.set(symbol, unit)
    for (const spelling of all) exact.set(foldUnit(spelling), unit)
  }
  for (const line of table.trim().split('\n')) {
    const [dimension = '', symbol = '', numbers = '', words = '', prefixed = ''] = line.split('|')
    const [factor = '1', offset = '0'] = numbers.split(' ')
    const base = readRatio(factor)
    const given = words.split(' ').filter(Boolean)
    add(dimension, symbol, base, readRatio(offset), [symbol, ...given].flatMap(withPlural))
    for (const name of prefixed.split(' ').filter(Boolean)) {
      const [exponent = 0, sign = '', english = '', chinese = ''] = prefixes[name] ?? []
      const spellings = given.flatMap((word) => {
        if (/\p{Script=Han}/u.test(word)) return [`${chinese}${word}`, `${sign}${word}`]
        return /^[a-z]{3,}/.test(word) ? withPlural(`${english}${word}`) : [`${sign}${word}`]
      })
      add(dimension, `${sign}${symbol}`, times(base, powerOfTen(exponent)), readRatio('0'), spellings)
    }
  }
  for (const [folded, unit] of exact) {
    const lower = folded.toLowerCase()
    const other = loose.get(lower)
    loose.set(lower, other === undefined || other?.symbol === unit.symbol ? unit : null)
  }
  // As printed on labels in either case, where the other reading does not occur in a specification.
  for (const [lower, symbol] of Object.entries({ mhz: 'MHz', mpa: 'MPa' })) {
    const unit = units.get(symbol)
    if (unit) loose.set(lower, unit)
  }
  built = { units: [...units.values()], exact, loose }
  return built
}
const withPlural = (word: string): string[] =>
  /^[A-Za-z][a-z-]{2,}$/.test(word) && !/(s|z|x|feet)$/.test(word) ? [word, `${word}s`] : [word]

const longestSpelling = 40

/**
 * The unit a text names, in English or Chinese, or null. Quotients of two units need not be listed: `mA/°C`,
 * `毫升每分钟`. Letter case matters only where it decides: `KHZ` is kHz, but `mw` may be two things and is none.
 */
export function findUnit(text: string): Unit | null {
  if (text.length > longestSpelling) return null
  const folded = foldUnit(text)
  const known = lookUp(folded)
  if (known) return known
  const slash = folded.indexOf('/')
  if (slash <= 0 || slash !== folded.lastIndexOf('/')) return null
  const [of, per] = [lookUp(folded.slice(0, slash)), lookUp(folded.slice(slash + 1))]
  return of && per ? quotient(of, per) : null
}
function lookUp(folded: string): Unit | null {
  const { exact, loose } = index()
  return exact.get(folded) ?? loose.get(folded.toLowerCase()) ?? null
}

/** The unit `of` per `per`, such as mA/°C. A temperature below a stroke is an interval, so offsets fall away. */
export function quotient(of: Unit, per: Unit): Unit {
  const symbol = `${of.symbol}/${per.symbol}`
  const known = index().exact.get(foldUnit(symbol))
  if (known) return known
  const factor = over(of.factor, per.factor)
  return {
    symbol,
    dimension: `${of.dimension}/${per.dimension}`,
    factor,
    offset: { of: 0n, per: 1n },
    spellings: [symbol],
  }
}

/** All units of the table, or those of one dimension, in the order of the table. */
export const allUnits = (): readonly Unit[] => index().units
export const unitsOf = (dimension: string): readonly Unit[] =>
  index().units.filter((unit) => unit.dimension === dimension)
export const dimensions = (): readonly string[] => [...new Set(index().units.map((unit) => unit.dimension))]

const inBase = ({ value, unit }: Quantity): Ratio => plus(times(toRatio(value), unit.factor), unit.offset)

/** -1, 0 or 1 by physical value, exactly; null where the dimensions differ. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 | null {
  if (a.unit.dimension !== b.unit.dimension) return null
  return compareRatios(inBase(a), inBase(b))
}

/** Whether two quantities are the same, exactly: 500 µm and 0.5 mm are. Null where the dimensions differ. */
export function sameQuantity(a: Quantity, b: Quantity): boolean | null {
  const order = compareQuantities(a, b)
  return order === null ? null : order === 0
}

const significant = 12

/**
 * A value in another unit of its dimension, or null where there is none. `isExact` is false where the result has no
 * end as a decimal (1 min in h); it is then rounded half away from zero to 12 significant digits.
 */
export function convert(value: Decimal, from: Unit, to: Unit): { value: Decimal; isExact: boolean } | null {
  if (from.dimension !== to.dimension) return null
  const wanted = over(minus(inBase({ value, unit: from }), to.offset), to.factor)
  const exact = terminating(wanted)
  if (exact) return { value: exact, isExact: true }
  const magnitude = (wanted.of < 0n ? -wanted.of : wanted.of).toString().length - wanted.per.toString().length
  const scale = Math.max(0, significant - magnitude)
  const scaled = wanted.of * 10n ** BigInt(scale)
  const half = wanted.of < 0n ? -wanted.per : wanted.per
  return { value: trimmed({ unscaled: (2n * scaled + half) / (2n * wanted.per), scale }), isExact: false }
}

function terminating({ of, per }: Ratio): Decimal | null {
  let [rest, twos, fives] = [per, 0, 0]
  for (; rest % 2n === 0n; twos++) rest /= 2n
  for (; rest % 5n === 0n; fives++) rest /= 5n
  if (rest !== 1n) return null
  const scale = Math.max(twos, fives)
  return trimmed({ unscaled: (of * 10n ** BigInt(scale)) / per, scale })
}
function trimmed({ unscaled, scale }: Decimal): Decimal {
  let [digits, places] = [unscaled, scale]
  for (; places > 0 && digits % 10n === 0n; places--) digits /= 10n
  return { unscaled: digits, scale: places }
}
