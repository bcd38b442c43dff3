import { compareRatios, minus, negative, plus, ratio, type Ratio, times } from '@/server/kernel/ratio'
import type { Code } from './codes'
import type { Reading } from './measures'
import type { Quantity } from './quantities'

const farthest = 10
const farthestTold = 48
/** Words that announce the same thing again: `12 丝 undersize, that is 0.12 mm`. */
const again =
  /^[^.。;；]*(?:\bthat is|\bi\.e\.|\bor\b|\babout|\bapprox|\bequals?|\bnamely|\bcorrespond|\broughly|≈|=|即|也就是|相当于|折合|等于|约|换算)[^.。;；]*$/i
const absolute = (value: Ratio): Ratio => (value.of < 0n ? negative(value) : value)
/** How far a rounded value may lie beside the one it restates: one part in this many. */
const rounding = ratio(1n, 100n)
const halfDegree = ratio(3n, 5n)

function sameAmount(a: Quantity, b: Quantity): boolean {
  if (a.role !== b.role || a.values.length !== b.values.length) return false
  return a.readings.some((x) => b.readings.some((y) => sameIn(a, x, b, y)))
}
function sameIn(a: Quantity, x: Reading, b: Quantity, y: Reading): boolean {
  if (x.symbol === y.symbol) return false
  const areTemperatures = [x, y].every(({ dimension }) => dimension === 'temperature' || dimension === 'fahrenheit')
  if (x.dimension === 'plain' || (x.dimension !== y.dimension && !areTemperatures)) return false
  return a.values.every((value, index) => {
    const left = plus(times(value, x.factor), x.offset)
    const right = plus(times(b.values[index] ?? ratio(0n), y.factor), y.offset)
    const most = areTemperatures ? halfDegree : times(absolute(left), rounding)
    return compareRatios(absolute(minus(left, right)), most) <= 0
  })
}

/**
 * Whether a quantity only says its neighbour again in another unit: `0.1 mm` in 10丝（0.1mm）, `77 °F` in 25 °C (77 °F).
 * The other text may leave one of them out.
 */
export function isRestatement(token: Quantity, ordered: readonly Quantity[], text: string): boolean {
  const at = ordered.indexOf(token)
  const [before, after] = [ordered[at - 1], ordered[at + 1]]
  return (
    (before !== undefined && areClose(before, token, text) && sameAmount(token, before)) ||
    (after !== undefined && areClose(token, after, text) && sameAmount(token, after))
  )
}
function areClose({ end }: Quantity, { start }: Quantity, text: string): boolean {
  return start - end <= farthest || (start - end <= farthestTold && again.test(text.slice(end, start)))
}

/** `0 failures` are no failures: a nought without a unit may be said by a word. */
export const isNone = ({ role, values, readings, isDecimal }: Quantity): boolean =>
  role === 'value' && !isDecimal && values[0]?.of === 0n && readings.every(({ dimension }) => dimension === 'plain')

/** Whether a date is part of a fuller one of the same text: `6/3/2026 (June 3)`. */
export const isPartOfDate = (token: Code, all: readonly Code[]): boolean =>
  token.kind === 'date' &&
  all.some(
    (other) =>
      other.kind === 'date' &&
      other !== token &&
      other.keys.some((key) => token.keys.some((part) => key.length > part.length && key.endsWith(`-${part}`))),
  )
