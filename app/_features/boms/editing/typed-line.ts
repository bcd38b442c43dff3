import type { LinePatch } from '@/server/domains/boms/rules/edit-line'
import type { BilingualText, Language, TextEdit } from '@/server/kernel/bilingual'
import type { LineDetail } from '../types'

/** Cells of the form that are typed as words. */
export const wordCells = [
  'refs',
  'quantity',
  'uom',
  'mpn',
  'manufacturer',
  'ipn',
  'cpn',
  'name',
  'value',
  'package',
  'footprint',
  'supplier',
  'supplierPart',
  'section',
  'lineNo',
  'note',
  'attritionPct',
  'attritionExtra',
  'packMultiple',
] as const
export type WordCell = (typeof wordCells)[number]
const otherCells = [
  'description',
  'dnp',
  'excludeFromBom',
  'usage',
  'suppliedBy',
  'mount',
  'side',
  'ownerId',
  'dueOn',
  'price',
] as const
export const typedCells = [...wordCells, ...otherCells] as const
export type TypedCell = (typeof typedCells)[number]

/** A line as the form holds it. */
export type TypedLine = Readonly<
  Record<WordCell, string> & {
    description: TextEdit
    dnp: boolean
    excludeFromBom: boolean
    usage: NonNullable<LinePatch['usage']>
    suppliedBy: NonNullable<LinePatch['suppliedBy']>
    mount: Mount
    side: Side
    ownerId: string | null
    dueOn: string | null
    price: Readonly<{ amount: string; currency: string }>
  }
>
const mounts = ['', 'SMT', 'TH', 'MECH', 'PACK'] as const
const sides = ['', 'top', 'bottom'] as const
export type Mount = (typeof mounts)[number]
export type Side = (typeof sides)[number]
export const asMount = (text: string): Mount => mounts.find((mount) => mount === text) ?? ''
export const asSide = (text: string): Side => sides.find((side) => side === text) ?? ''

const trimmed = (decimal: string | null): string =>
  decimal === null ? '' : decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal

/** Millionths as decimal text: `12300` → `0.0123`. */
const amountOf = (micros: string | null): string =>
  micros === null ? '' : trimmed(`${micros.padStart(7, '0').slice(0, -6)}.${micros.padStart(7, '0').slice(-6)}`)

const plainText = ({ en, zh, source }: BilingualText): TextEdit => ({ en, zh, source })

export const typedFrom = (line: LineDetail): TypedLine => ({
  refs: line.refs,
  quantity: line.quantity ?? '',
  uom: line.uom,
  mpn: line.mpn,
  manufacturer: line.manufacturer,
  ipn: line.ipn,
  cpn: line.cpn,
  name: line.name,
  value: line.value,
  package: line.package,
  footprint: line.footprint,
  supplier: line.supplier,
  supplierPart: line.supplierPart,
  section: line.section,
  lineNo: line.lineNo,
  note: line.note,
  attritionPct: trimmed(line.attritionPct),
  attritionExtra: trimmed(line.attritionExtra),
  packMultiple: trimmed(line.packMultiple),
  description: plainText(line.description),
  dnp: line.dnp,
  excludeFromBom: line.excludeFromBom,
  usage: line.usage,
  suppliedBy: line.suppliedBy,
  mount: asMount(line.mount),
  side: asSide(line.side),
  ownerId: line.ownerId,
  dueOn: line.dueOn,
  price: { amount: amountOf(line.unitPriceMicros), currency: line.unitPriceCurrency ?? '' },
})

export const blankLine = (source: Language): TypedLine => ({
  ...(Object.fromEntries(wordCells.map((cell) => [cell, ''])) as Record<WordCell, string>),
  description: { en: '', zh: '', source },
  dnp: false,
  excludeFromBom: false,
  usage: 'normal',
  suppliedBy: 'factory',
  mount: '',
  side: '',
  ownerId: null,
  dueOn: null,
  price: { amount: '', currency: '' },
})

/** What of two states of a line differs, by cell. A text that is vouched for differs from the same one that is not. */
export const differing = (a: TypedLine, b: TypedLine): TypedCell[] =>
  typedCells.filter((cell) => JSON.stringify(a[cell]) !== JSON.stringify(b[cell]))

/** Only what was typed travels: somebody else may be at the other cells. */
export const patchOf = (now: TypedLine, base: TypedLine): LinePatch =>
  Object.fromEntries(differing(now, base).map((cell) => [cell, now[cell]]))

/** What a person typed, on top of what somebody else saved meanwhile. */
export type Merge = Readonly<{
  base: TypedLine
  now: TypedLine
  /** Cells both wrote, in different words; each needs a choice. */
  rivals: readonly Readonly<{ cell: TypedCell; mine: TypedLine; theirs: TypedLine }>[]
}>

/** Brings both together: what only one of them changed is taken, the rest is asked. */
export function mergeLines(base: TypedLine, now: TypedLine, latest: TypedLine): Merge {
  const [mine, theirs] = [new Set(differing(now, base)), new Set(differing(latest, base))]
  const merged = Object.fromEntries(typedCells.map((cell) => [cell, mine.has(cell) ? now[cell] : latest[cell]]))
  const both = differing(now, latest).filter((cell) => mine.has(cell) && theirs.has(cell))
  return {
    base: latest,
    now: merged as TypedLine,
    rivals: both.map((cell) => ({ cell, mine: now, theirs: latest })),
  }
}

/** One cell as text, for showing both sides. */
export function cellText(line: TypedLine, cell: TypedCell): string {
  const value = line[cell]
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '✓' : '–'
  if (typeof value === 'string') return value
  return 'amount' in value
    ? `${value.amount} ${value.currency}`.trim()
    : [value.en, value.zh].filter(Boolean).join(' / ')
}
