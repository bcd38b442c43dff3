/** Digits after the point that a price can have: it is kept in millionths. */
const places = 6
/** A thousand million of any currency; more is a slip. */
const longestWhole = 9

/**
 * A unit price as people write it (`0.0125`, `¥1,234.50`, `０．１`), in millionths of the currency as integer text. Null
 * where it is no price, is negative, or has more than six places, which nobody may round unasked.
 */
export function microsFrom(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/^(?:[A-Za-z]{3}|US\$|[$¥€£₩])\s*/, '')
    .replace(/\s*(?:[A-Za-z]{3}|元)$/, '')
    .trim()
  const bare = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  const match = /^(\d*)(?:\.(\d*))?$/.exec(bare)
  const [, whole = '', fraction = ''] = match ?? []
  if (!match || whole + fraction === '') return null
  const kept = fraction.replace(/0+$/, '')
  const digits = whole.replace(/^0+/, '')
  if (kept.length > places || digits.length > longestWhole) return null
  return BigInt(`${digits}${kept.padEnd(places, '0')}`).toString()
}

/** Millionths as a plain decimal number with at least two places: `12500` → `0.0125`, `1500000` → `1.50`. */
export function priceText(micros: string): string {
  const digits = micros.padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(2, '0')
  return `${digits.slice(0, -places)}.${fraction}`
}
