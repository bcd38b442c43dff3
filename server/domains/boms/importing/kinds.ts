/** What a reference prefix or a keyword says the part is; chooses the value parser. */
export type ValueKind =
  | 'resistor'
  | 'resistorNetwork'
  | 'capacitor'
  | 'inductor'
  | 'ferrite'
  | 'diode'
  | 'transistor'
  | 'ic'
  | 'crystal'
  | 'connector'
  | 'switch'
  | 'relay'
  | 'fuse'
  | 'testpoint'
  | 'fiducial'
  | 'hole'
  | 'battery'
  | 'transformer'
  | 'varistor'
  | 'thermistor'
  | 'antenna'
  | 'buzzer'
  | 'microphone'
  | 'module'
  | 'jumper'

const PREFIXES: [ValueKind, string][] = [
  ['resistor', 'R RP'],
  ['resistorNetwork', 'RN RA RES'],
  ['capacitor', 'C CP EC CE'],
  ['inductor', 'L'],
  ['ferrite', 'FB FBEAD'],
  ['diode', 'D LED ZD TVS DZ'],
  ['transistor', 'Q T'],
  ['ic', 'U IC'],
  ['crystal', 'Y X XTAL'],
  ['connector', 'J P CN CON XS USB'],
  ['switch', 'SW S KEY BTN'],
  ['relay', 'K RLY'],
  ['fuse', 'F'],
  ['testpoint', 'TP'],
  ['fiducial', 'FID MK'],
  ['hole', 'H MH HOLE'],
  ['battery', 'BT BAT'],
  ['transformer', 'TR'],
  ['varistor', 'RV VR'],
  ['thermistor', 'RT NTC'],
  ['antenna', 'ANT AE'],
  ['buzzer', 'BZ LS'],
  ['microphone', 'MIC'],
  ['module', 'M MOD'],
  ['jumper', 'JP'],
]

const BY_PREFIX = new Map(PREFIXES.flatMap(([kind, list]) => list.split(' ').map((prefix) => [prefix, kind] as const)))

/** Kind by reference (`R12` → resistor); null for unknown prefixes. */
export function kindOfRef(ref: string): ValueKind | null {
  const prefix = /^[A-Z]+/.exec(ref.toUpperCase())?.[0]
  return prefix === undefined ? null : (BY_PREFIX.get(prefix) ?? null)
}

/** Longest words first: 电阻 inside 排阻 or 热敏电阻 must not win. */
const KEYWORDS: [RegExp, ValueKind][] = [
  [/热敏|thermistor|\bntc\b/i, 'thermistor'],
  [/压敏|varistor/i, 'varistor'],
  [/排阻|resistor (network|array)/i, 'resistorNetwork'],
  [/磁珠|ferrite|\bbead\b/i, 'ferrite'],
  [/电阻|\bres(istor)?\b/i, 'resistor'],
  [/电容|\bcap(acitor)?\b/i, 'capacitor'],
  [/电感|\bind(uctor)?\b/i, 'inductor'],
  [/二极管|发光管|\bdiode\b|\bled\b/i, 'diode'],
  [/三极管|场效应管|mos管|\bmosfet\b|\btransistor\b/i, 'transistor'],
  [/晶振|晶体|\bcrystal\b|\bxtal\b|\boscillator\b/i, 'crystal'],
  [/保险丝|\bfuse\b/i, 'fuse'],
  [/变压器|\btransformer\b/i, 'transformer'],
  [/继电器|\brelay\b/i, 'relay'],
  [/连接器|插座|排针|排母|\bconn(ector)?\b|\bheader\b/i, 'connector'],
  [/开关|按键|\bswitch\b/i, 'switch'],
  [/天线|\bantenna\b/i, 'antenna'],
  [/蜂鸣器|\bbuzzer\b/i, 'buzzer'],
]

/** Kind from the first keyword in a description (`贴片电阻 10K 0402` → resistor). */
export function kindOfText(text: string): ValueKind | null {
  for (const [pattern, kind] of KEYWORDS) if (pattern.test(text)) return kind
  return null
}

const NOT_PURCHASED: ReadonlySet<ValueKind> = new Set(['testpoint', 'fiducial', 'hole'])

/** Test points, fiducials and mounting holes are drawn, never bought. */
export function isNotPurchased(kind: ValueKind | null): boolean {
  return kind !== null && NOT_PURCHASED.has(kind)
}
