import { compareDecimals, multiplyDecimals, parseDecimal, addDecimals, type Decimal } from '@/server/kernel/decimal'
import type { Loss } from '@/server/domains/parts/rules/attrition'

/** How a part is sold: at least `moq`, in multiples of `multiple`. Decimal text, null where nothing is asked. */
export type Lot = Readonly<{ moq: string | null; multiple: string | null }>

/** What a build takes, what it takes with losses, and what is ordered for it. */
export type Requirement = Readonly<{ gross: Decimal; need: Decimal; order: Decimal }>

const zero: Decimal = { unscaled: 0n, scale: 0 }
const decimal = (text: string | null): Decimal => (text === null ? zero : (parseDecimal(text) ?? zero))
const larger = (a: Decimal, b: Decimal): Decimal => (compareDecimals(a, b) < 0 ? b : a)

/** Units that are counted; of everything else (metres, grams) a fraction can be had. */
const pieces: ReadonlySet<string> = new Set([
  '',
  'pcs',
  'pc',
  'pce',
  'piece',
  'pieces',
  'ea',
  'each',
  'set',
  'sets',
  'unit',
  '个',
  '只',
  '片',
  '件',
  '颗',
  '块',
  '套',
  '支',
  '张',
  '枚',
  '粒',
  '根',
  '條',
  '条',
  '台',
])
export const isCounted = (uom: string): boolean => pieces.has(uom.trim().toLowerCase().replace(/\.$/, ''))

/** The next whole number, for numbers that are not negative. */
export function ceiling({ unscaled, scale }: Decimal): Decimal {
  const one = 10n ** BigInt(scale)
  return { unscaled: (unscaled + one - 1n) / one, scale: 0 }
}

/**
 * `max(ceil(gross × (1 + pct)), gross + extra)`; nothing stays nothing (planning.md §1). What is not counted in pieces is
 * not rounded.
 */
export function needOf(gross: Decimal, { pct, extra }: Loss, counted: boolean): Decimal {
  if (gross.unscaled === 0n) return zero
  const percent = addDecimals({ unscaled: 100n, scale: 0 }, decimal(pct))
  const product = multiplyDecimals(gross, percent)
  const share: Decimal = { unscaled: product.unscaled, scale: product.scale + 2 }
  const whole = (amount: Decimal) => (counted ? ceiling(amount) : amount)
  return larger(whole(share), whole(addDecimals(gross, decimal(extra))))
}

/** The least that may be ordered for a need: not below the minimum, and full packs. Nothing stays nothing. */
export function orderOf(need: Decimal, { moq, multiple }: Lot): Decimal {
  if (need.unscaled === 0n) return zero
  const wanted = larger(need, decimal(moq))
  const pack = decimal(multiple)
  if (pack.unscaled <= 0n) return wanted
  const scale = Math.max(wanted.scale, pack.scale)
  const amount = wanted.unscaled * 10n ** BigInt(scale - wanted.scale)
  const step = pack.unscaled * 10n ** BigInt(scale - pack.scale)
  return { unscaled: ((amount + step - 1n) / step) * step, scale }
}

/** Gross → need → order of one part, without zeros behind the point. */
export function requirementOf(gross: Decimal, loss: Loss, lot: Lot, counted = true): Requirement {
  const need = needOf(gross, loss, counted)
  return { gross: trimDecimal(gross), need: trimDecimal(need), order: trimDecimal(orderOf(need, lot)) }
}

/** A number without the zeros a multiplication leaves behind its point. */
export function trimDecimal({ unscaled, scale }: Decimal): Decimal {
  let [digits, places] = [unscaled, scale]
  while (places > 0 && digits % 10n === 0n) {
    digits /= 10n
    places--
  }
  return { unscaled: digits, scale: places }
}
