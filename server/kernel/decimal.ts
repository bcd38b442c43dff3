/**
 * Exact decimal numbers as people write them in a limit: `3.30`, `-0.05`, `1e-3`. Kept as text, computed as integers;
 * the digits after the point are the writer's and are never added or dropped.
 */
export type Decimal = Readonly<{
  /** The number without its point: 330 for `3.30`. */
  unscaled: bigint
  /** Digits after the point: 2 for `3.30`. Never negative. */
  scale: number
}>

const pattern = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/
const longest = 40

/** Reads a number, or null. Accepts the full-width and typographic forms of digits, points and minus; no separators. */
export function parseDecimal(text: string): Decimal | null {
  const plain = text.normalize('NFKC').replace(/[−–]/g, '-').trim()
  if (plain.length > longest) return null
  const match = pattern.exec(plain)
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n)
  return scale < 0 ? { unscaled: digits * 10n ** BigInt(-scale), scale: 0 } : { unscaled: digits, scale }
}

/** `3.30` for 330 at scale 2. */
export function formatDecimal({ unscaled, scale }: Decimal): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return unscaled < 0n ? `-${text}` : text
}

const aligned = (a: Decimal, b: Decimal): [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale)
  return [a.unscaled * 10n ** BigInt(scale - a.scale), b.unscaled * 10n ** BigInt(scale - b.scale), scale]
}

/** -1, 0 or 1 by value: `3.3` and `3.30` are equal. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [left, right] = aligned(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b)
  return { unscaled: left + right, scale }
}

export const multiplyDecimals = (a: Decimal, b: Decimal): Decimal => ({
  unscaled: a.unscaled * b.unscaled,
  scale: a.scale + b.scale,
})

export const negateDecimal = ({ unscaled, scale }: Decimal): Decimal => ({ unscaled: -unscaled, scale })
