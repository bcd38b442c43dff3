/** Longest texts of the library, in characters. */
export const longest = {
  number: 60,
  name: 200,
  description: 2_000,
  note: 2_000,
  value: 80,
  uom: 20,
  package: 80,
  mpn: 100,
  manufacturer: 120,
  supplier: 120,
  sku: 100,
  url: 1_000,
  reason: 2_000,
  source: 200,
} as const

/** Entries of the approved list, and suppliers, of one part. */
export const mostSources = 60
export const mostSuppliers = 60

/** IPC/JEDEC J-STD-020; empty: not known. */
export const mslLevels = ['', '1', '2', '2a', '3', '4', '5', '5a', '6'] as const
export type MslLevel = (typeof mslLevels)[number]

/** What a part is; the first ones are what the importer of BOMs finds out by itself. Empty: not known. */
export const partKinds = [
  '',
  'resistor',
  'resistorNetwork',
  'capacitor',
  'inductor',
  'ferrite',
  'diode',
  'transistor',
  'ic',
  'crystal',
  'connector',
  'switch',
  'relay',
  'fuse',
  'battery',
  'transformer',
  'varistor',
  'thermistor',
  'antenna',
  'buzzer',
  'microphone',
  'module',
  'led',
  'sensor',
  'pcb',
  'mechanical',
  'fastener',
  'cable',
  'label',
  'packaging',
  'consumable',
  'assembly',
  'other',
] as const
export type PartKind = (typeof partKinds)[number]
