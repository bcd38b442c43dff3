/** Exact decimal times a power of ten as the nearest number, so that `4k7` and `4.7k` compare equal. */
export function scaled(digits: string, power: number): number {
  return Number(`${digits}e${power}`)
}

/** `.1` → `0.1`, `4,7` → `4.7`, `007` → `7`. */
export function plainDecimal(text: string): string {
  const dotted = text.replace(',', '.')
  const [whole = '', fraction = ''] = dotted.split('.')
  const left = whole.replace(/^0+(?=\d)/, '') || '0'
  const right = fraction.replace(/0+$/, '')
  return right === '' ? left : `${left}.${right}`
}

/** Number with at most 6 significant digits and no exponent, for canonical texts. */
export function shortDecimal(value: number): string {
  const text = Number(value.toPrecision(6)).toString()
  if (!text.includes('e')) return text
  return value.toFixed(12).replace(/\.?0+$/, '')
}

const STEPS: [number, string][] = [
  [9, 'G'],
  [6, 'M'],
  [3, 'k'],
  [0, ''],
  [-3, 'm'],
  [-6, 'µ'],
  [-9, 'n'],
  [-12, 'p'],
]

/** `4700` → `4.7k`, within the given powers; the lowest power takes everything below. */
export function withPrefix(value: number, highest: number, lowest: number): string {
  if (value === 0) return '0'
  for (const [power, letter] of STEPS) {
    if (power > highest || power < lowest) continue
    // Scaling through decimal text keeps 4.7e-6 / 1e-6 at 4.7.
    const mantissa = Number(
      `${value}e${-power}`.replace(/e([+-]?\d+)e(-?\d+)$/, (_, a: string, b: string) => `e${Number(a) + Number(b)}`),
    )
    if (mantissa >= 1 || power === lowest) return shortDecimal(mantissa) + letter
  }
  return shortDecimal(value)
}
