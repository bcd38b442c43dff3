import type { Box } from './box'
import { joinBoxes, pointBox, scaleBox } from './box'
import type { CoordinateFormat, LengthUnit } from './gerber-format'

/**
 * Excellon leaves open where the point belongs when a file does not say. What the digits mean is worked out under both
 * readings at once: as whole numbers (leading zeros left out) and as fractions (trailing zeros left out); the digits
 * before and after the point then only scale them.
 */
export type RawExtents = Readonly<{ whole: Box | null; fraction: Box | null; decimal: Box | null }>

export const noExtents: RawExtents = { whole: null, fraction: null, decimal: null }

/** A coordinate under the three readings; null for those that do not apply. NaN where it is no number. */
export type RawCoordinate = Readonly<{ whole: number; fraction: number; isDecimal: boolean }>

export function readRaw(text: string): RawCoordinate | null {
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) || text.length > 32) return null
  if (text.includes('.')) return { whole: Number(text), fraction: Number(text), isDecimal: true }
  const sign = text.startsWith('-') ? -1 : 1
  const digits = text.replace(/^[-+]/, '')
  return { whole: sign * Number(digits), fraction: sign * Number(`0.${digits}`), isDecimal: false }
}

export function widen(extents: RawExtents, x: RawCoordinate, y: RawCoordinate): RawExtents {
  if (x.isDecimal || y.isDecimal) return { ...extents, decimal: joinBoxes(extents.decimal, pointBox(x.whole, y.whole)) }
  return {
    ...extents,
    whole: joinBoxes(extents.whole, pointBox(x.whole, y.whole)),
    fraction: joinBoxes(extents.fraction, pointBox(x.fraction, y.fraction)),
  }
}

/** The extents in the unit of the file under one format. */
export function extentsUnder(raw: RawExtents, format: CoordinateFormat): Box | null {
  const digits =
    format.omitted === 'leading'
      ? raw.whole && scaleBox(raw.whole, 1 / 10 ** format.decimals)
      : raw.fraction && scaleBox(raw.fraction, 10 ** format.integers)
  return joinBoxes(digits, raw.decimal)
}

/** One coordinate in the unit of the file under one format. */
export const coordinateUnder = ({ whole, fraction, isDecimal }: RawCoordinate, format: CoordinateFormat): number =>
  isDecimal ? whole : format.omitted === 'leading' ? whole / 10 ** format.decimals : fraction * 10 ** format.integers

/** What a control reads when the file does not say: 2.4 in inches, 3.3 in millimetres. */
export const usualFormat = (unit: LengthUnit): CoordinateFormat =>
  unit === 'inch' ? { integers: 2, decimals: 4, omitted: 'leading' } : { integers: 3, decimals: 3, omitted: 'leading' }

/** Formats in use, most common first: what to try when the usual one puts holes where there is no board. */
export const formatsTried = (unit: LengthUnit): readonly CoordinateFormat[] =>
  (unit === 'inch'
    ? ([
        [2, 4],
        [2, 5],
        [2, 3],
        [2, 6],
        [3, 4],
      ] as const)
    : ([
        [3, 3],
        [4, 2],
        [3, 2],
        [4, 3],
        [4, 4],
        [3, 4],
        [3, 5],
        [4, 5],
      ] as const)
  ).flatMap(([integers, decimals]) =>
    (['leading', 'trailing'] as const).map((omitted) => ({ integers, decimals, omitted })),
  )
