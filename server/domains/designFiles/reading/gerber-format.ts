/** How coordinates are written (`%FSLAX46Y46*%`): digits before and after the point, and which zeros are left out. */
export type CoordinateFormat = Readonly<{
  integers: number
  decimals: number
  /** Zeros that are left out. */
  omitted: 'leading' | 'trailing'
}>
export type GerberFormat = CoordinateFormat & Readonly<{ notation: 'absolute' | 'incremental' }>

export type LengthUnit = 'mm' | 'inch'
export const millimetres: Readonly<Record<LengthUnit, number>> = { mm: 1, inch: 25.4 }

/** Reads a format statement without its percent signs; null where it is none. `D` counts as leading zeros omitted. */
export function readFormat(block: string): GerberFormat | null {
  const found = /^FS([LTD]?)([AI]?)(?:[NGDM]\d)*X([0-9])([0-9])Y([0-9])([0-9])/.exec(block.replace(/\s+/g, ''))
  if (!found) return null
  return {
    integers: Number(found[3]),
    decimals: Number(found[4]),
    omitted: found[1] === 'T' ? 'trailing' : 'leading',
    notation: found[2] === 'I' ? 'incremental' : 'absolute',
  }
}

/** A coordinate as a number in the unit of the file; NaN where it is none. A decimal point goes before the format. */
export function readCoordinate(text: string, { integers, decimals, omitted }: CoordinateFormat): number {
  if (text.length > 40) return Number.NaN
  if (text.includes('.')) return Number(text)
  if (omitted === 'leading') return Number(text) / 10 ** decimals
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  return (sign * Number(digits.padEnd(integers + decimals, '0'))) / 10 ** decimals
}
