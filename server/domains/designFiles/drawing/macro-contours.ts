import type { MacroBudget, MacroStep } from '../reading/aperture-macro'
import { turner } from '../reading/box'
import { evaluate } from '../reading/macro-expression'
import type { Ink } from './ink'
import { arcPoints, circle, directed, type Way } from './contours'

/**
 * The contours of a macro with the given parameters (Gerber layer format 2024.05, 4.5): what is exposed runs
 * counter-clockwise, what is taken out of it clockwise. Throws `TooMuchInk`: a few characters may ask for many rings.
 */
export function macroContours(
  steps: readonly MacroStep[],
  given: readonly number[],
  budget: MacroBudget,
  ink: Ink,
): Way[] {
  const variables = new Map(given.map((value, index) => [index + 1, value]))
  const contours: Way[] = []
  for (const step of steps) {
    for (const part of step.parts) budget.left -= 1 + part.length
    if (budget.left < 0) return contours
    const values = step.parts.map((part) => evaluate(part, variables))
    if ('variable' in step) variables.set(step.variable, values[0] ?? 0)
    else
      for (const way of primitive(step.primitive, values)) {
        ink.take(way.length)
        if (way.every((each) => Number.isFinite(each))) contours.push(way)
      }
  }
  return contours
}

function primitive(code: number, values: readonly number[]): Way[] {
  const at = (index: number) => values[index] ?? 0
  if (code === 6) return moire(values)
  if (code === 7) return thermal(at(0), at(1), at(2) / 2, at(3) / 2, at(4), at(5))
  const fill = at(0) !== 0
  const one = (way: Way, degrees: number) => [directed(turned(way, degrees), fill)]
  if (code === 1) return one(circle(at(2), at(3), Math.abs(at(1)) / 2), at(4))
  if (code === 20 || code === 2) return one(bar(at(1), at(2), at(3), at(4), at(5)), at(6))
  if (code === 21) return one(rectangle(at(3) - at(1) / 2, at(4) - at(2) / 2, at(1), at(2)), at(5))
  if (code === 22) return one(rectangle(at(3), at(4), at(1), at(2)), at(5))
  if (code === 4) {
    const vertices = Math.min(Math.max(0, Math.trunc(at(1))) + 1, Math.floor((values.length - 2) / 2))
    return vertices < 3 ? [] : one(values.slice(2, 2 + vertices * 2), at(2 + vertices * 2))
  }
  if (code === 5) return one(regular(at(1), at(2), at(3), at(4)), at(5))
  return []
}

export function turned(way: readonly number[], degrees: number): Way {
  const turn = turner(degrees)
  const there: Way = []
  for (let at = 0; at < way.length; at += 2) there.push(...turn(way[at] ?? 0, way[at + 1] ?? 0))
  return there
}

export const rectangle = (x: number, y: number, width: number, height: number): Way => [
  ...[x, y, x + width, y],
  ...[x + width, y + height, x, y + height],
]

/** A regular polygon; its first corner lies to the right of its centre. */
export function regular(corners: number, x: number, y: number, diameter: number): Way {
  const count = Math.min(Math.max(3, Math.trunc(corners)), 12)
  return Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * index) / count
    return [x + (diameter / 2) * Math.cos(angle), y + (diameter / 2) * Math.sin(angle)]
  }).flat()
}

function bar(width: number, x1: number, y1: number, x2: number, y2: number): Way {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [nx, ny] = length === 0 ? [0, 0] : [((y1 - y2) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)]
  return [x1 + nx, y1 + ny, x1 - nx, y1 - ny, x2 - nx, y2 - ny, x2 + nx, y2 + ny]
}

/** Rings about a cross. */
function moire(values: readonly number[]): Way[] {
  const [x = 0, y = 0, diameter = 0, thickness = 0, gap = 0, most = 0, hair = 0, length = 0, degrees = 0] = values
  const rings: Way[] = []
  for (let ring = 0, outer = diameter / 2; ring < Math.min(most, 64) && outer > 0; ring++, outer -= thickness + gap) {
    rings.push(directed(circle(x, y, outer), true))
    if (outer > thickness) rings.push(directed(circle(x, y, outer - thickness), false))
  }
  const cross = [
    rectangle(x - length / 2, y - hair / 2, length, hair),
    rectangle(x - hair / 2, y - length / 2, hair, length),
  ]
  return [...rings, ...cross].map((way) => turned(way, degrees))
}

/** A ring with four gaps along the axes: four pieces. */
function thermal(x: number, y: number, outer: number, inner: number, gap: number, degrees: number): Way[] {
  const half = gap / 2
  if (outer <= inner || outer * Math.SQRT1_2 <= half) return []
  const a = Math.asin(half / outer)
  const quarter = arcPoints(0, 0, outer, a, Math.PI / 2 - a)
  const b = inner > half * Math.SQRT2 ? Math.asin(half / inner) : null
  quarter.push(...(b === null ? [half, half] : arcPoints(0, 0, inner, Math.PI / 2 - b, b)))
  return [0, 90, 180, 270].map((corner) => {
    const piece = turned(quarter, corner)
    return turned(
      piece.map((each, index) => each + (index % 2 === 0 ? x : y)),
      degrees,
    )
  })
}
