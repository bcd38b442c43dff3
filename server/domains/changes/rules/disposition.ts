import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  negateDecimal,
  parseDecimal,
  type Decimal,
} from '@/server/kernel/decimal'
import type { SigningSide } from '@/server/domains/specs/rules/sign-off'

/** Where units of the old configuration lie. */
export const buckets = ['supplierStock', 'onOrder', 'wip', 'finished', 'inTransit', 'buyerWarehouse', 'field'] as const
export type Bucket = (typeof buckets)[number]

/** What is done with them. */
export const dispositionActions = ['useAsIs', 'rework', 'return', 'scrap', 'reserveForService'] as const
export type DispositionAction = (typeof dispositionActions)[number]

/** One row of the plan. `quantity` is decimal text, `unitCostMicros` integer text in millionths of `currency`, per unit. */
export type Disposition = Readonly<{
  bucket: Bucket
  action: DispositionAction
  quantity: string
  unitCostMicros: string | null
  currency: string
  payer: SigningSide
  dueOn: string | null
}>

/** How much of the old there is, per place: decimal text, as the side that knows it found. */
export type Existing = Readonly<Partial<Record<Bucket, string>>>
export type Balance = Readonly<{
  bucket: Bucket
  /** Decimal texts. `open` is what nothing was decided about; negative where more was given away than exists. */
  exists: string
  disposed: string
  open: string
}>

const zero: Decimal = { unscaled: 0n, scale: 0 }
const read = (text: string): Decimal => parseDecimal(text) ?? zero

/** Every place where something exists or is given away, with what is still open. */
export function balanceOf(existing: Existing, rows: readonly Pick<Disposition, 'bucket' | 'quantity'>[]): Balance[] {
  return buckets.flatMap((bucket) => {
    const exists = read(existing[bucket] ?? '0')
    const own = rows.filter((row) => row.bucket === bucket)
    const disposed = own.reduce((sum, { quantity }) => addDecimals(sum, read(quantity)), zero)
    if (compareDecimals(exists, zero) === 0 && own.length === 0) return []
    const open = addDecimals(exists, negateDecimal(disposed))
    return [{ bucket, exists: formatDecimal(exists), disposed: formatDecimal(disposed), open: formatDecimal(open) }]
  })
}

/** The first place whose rows do not sum to what exists; null where all of them do. */
export const unbalanced = (
  existing: Existing,
  rows: readonly Pick<Disposition, 'bucket' | 'quantity'>[],
): Balance | null => balanceOf(existing, rows).find(({ open }) => compareDecimals(read(open), zero) !== 0) ?? null

/** Whether a text is a quantity that can be disposed of: a number above nothing. */
export const isPositive = (text: string): boolean => {
  const number = parseDecimal(text)
  return number !== null && compareDecimals(number, zero) > 0
}

type Cost = Readonly<{ payer: SigningSide; currency: string; micros: bigint }>

/** What each side pays, per currency, in millionths; fractions of a millionth are cut off. Rows without a cost count nothing. */
export function costOf(rows: readonly Disposition[]): readonly Cost[] {
  const sums = new Map<string, Cost>()
  for (const { payer, currency, quantity, unitCostMicros } of rows) {
    if (unitCostMicros === null) continue
    const { unscaled, scale } = read(quantity)
    const micros = (BigInt(unitCostMicros) * unscaled) / 10n ** BigInt(scale)
    const key = `${payer} ${currency}`
    sums.set(key, { payer, currency, micros: micros + (sums.get(key)?.micros ?? 0n) })
  }
  return [...sums.values()]
}
