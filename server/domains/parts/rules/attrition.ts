/** What is lost of a part while building: percent of the gross quantity, and pieces lost at least. Decimal text. */
export type Loss = Readonly<{ pct: string; extra: string }>

/** Classes parts are lost by (planning.md §1). */
export const attritionClasses = [
  'tinyChip',
  'chip0402',
  'chip',
  'largeChip',
  'crystal',
  'ic',
  'valuable',
  'throughHole',
  'bareBoard',
  'fragile',
  'mechanical',
  'packaging',
  'other',
] as const
export type AttritionClass = (typeof attritionClasses)[number]

const losses: Record<AttritionClass, Loss> = {
  // Leader of the feeder, pick errors.
  tinyChip: { pct: '5', extra: '200' },
  chip0402: { pct: '3', extra: '100' },
  chip: { pct: '2', extra: '50' },
  largeChip: { pct: '1', extra: '30' },
  crystal: { pct: '1', extra: '10' },
  ic: { pct: '0.5', extra: '5' },
  // On a tray, recovered by hand.
  valuable: { pct: '0.2', extra: '2' },
  throughHole: { pct: '1', extra: '5' },
  // X-out boards and destructive tests.
  bareBoard: { pct: '1', extra: '3' },
  fragile: { pct: '0.5', extra: '3' },
  // Cosmetic rejects.
  mechanical: { pct: '2', extra: '10' },
  packaging: { pct: '3', extra: '20' },
  other: { pct: '1', extra: '5' },
}

/** What is known of a part. `package` is canonical (`0402`, `QFN-24`), `kind` the importer's or the library's. */
export type AttritionFacts = Readonly<{
  package: string
  kind: string
  mount: string
  /** Costs more than 10 USD a piece. */
  valuable?: boolean
}>

const byKind: Record<string, AttritionClass> = {
  crystal: 'crystal',
  module: 'crystal',
  connector: 'throughHole',
  switch: 'throughHole',
  relay: 'throughHole',
  transformer: 'throughHole',
  buzzer: 'throughHole',
  battery: 'fragile',
  display: 'fragile',
  pcb: 'bareBoard',
  mechanical: 'mechanical',
  packaging: 'packaging',
  label: 'packaging',
  screw: 'packaging',
  ic: 'ic',
}
const byPackage: readonly [RegExp, AttritionClass][] = [
  [/^(01005|0201)$/, 'tinyChip'],
  [/^0402$/, 'chip0402'],
  [/^(0603|0805)$/, 'chip'],
  [/^(1206|1210|1806|1808|1812|2010|2220|2512)$/, 'largeChip'],
  [/^(SOT|SOD|SC-70|SM[ABC]$|CASE-)/i, 'largeChip'],
  [/(SOIC|SOP|SOJ|QFN|DFN|QFP|BGA|LGA|SON|CSP|PLCC)/i, 'ic'],
  [/(^TO-|DIP|SIP|AXIAL|RADIAL)/i, 'throughHole'],
]
const passiveKinds: ReadonlySet<string> = new Set([
  '',
  'resistor',
  'resistorNetwork',
  'capacitor',
  'inductor',
  'ferrite',
  'varistor',
  'thermistor',
])
const chips: ReadonlySet<AttritionClass> = new Set(['tinyChip', 'chip0402', 'chip', 'largeChip'])
const prototypeBelow = 100

/** The class a part is lost in; how it is packed says more than what it is, except where its kind has a row of its own. */
export function attritionClass({ package: name, kind, mount, valuable }: AttritionFacts): AttritionClass {
  const told = byKind[kind]
  if (valuable === true && (told === undefined || told === 'ic' || kind === 'module')) return 'valuable'
  if (told !== undefined && told !== 'ic') return told
  const packed = byPackage.find(([pattern]) => pattern.test(name))?.[1]
  if (packed) return packed
  if (told) return told
  return mount === 'TH' ? 'throughHole' : 'other'
}

/**
 * What is reckoned where neither the line, nor the factory, nor the library says better. Builds of fewer than a hundred
 * lose a tenth of the passives: the leader of a feeder does not shrink with the build.
 */
export function classLoss(facts: AttritionFacts, boards: number): Loss {
  const found = attritionClass(facts)
  const prototype = boards < prototypeBelow && chips.has(found) && passiveKinds.has(facts.kind)
  return prototype ? { ...losses[found], pct: '10' } : losses[found]
}
