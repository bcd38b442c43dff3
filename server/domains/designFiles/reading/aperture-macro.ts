import { boxOf, isFiniteBox, joinBoxes, pointBox, turner, type Box } from './box'
import { MAX_MACRO_CHARS, MAX_MACRO_WORK } from './limits'
import { evaluate } from './macro-expression'

/** One statement of a macro: a primitive with its parameters, or a variable with its value; still as text. */
export type MacroStep = Readonly<{ variable: number } | { primitive: number }> & Readonly<{ parts: readonly string[] }>

/** Cuts the body of an `AM` command (everything after its name) into statements. Comments (primitive 0) are left out. */
export function readMacro(blocks: readonly string[]): MacroStep[] {
  const steps: MacroStep[] = []
  let chars = 0
  for (const block of blocks) {
    const text = block.replace(/\s+/g, '')
    chars += text.length
    if (chars > MAX_MACRO_CHARS) break
    const assignment = /^\$(\d{1,6})=(.+)$/.exec(text)
    if (assignment) steps.push({ variable: Number(assignment[1]), parts: [assignment[2] ?? ''] })
    const primitive = /^(\d{1,3}),(.*)$/.exec(text)
    if (primitive && primitive[1] !== '0')
      steps.push({ primitive: Number(primitive[1]), parts: (primitive[2] ?? '').split(',') })
  }
  return steps
}

/** Characters of expressions all apertures of one file may have computed together. */
export type MacroBudget = { left: number }
export const macroBudget = (): MacroBudget => ({ left: MAX_MACRO_WORK })

/**
 * The box of a macro with the given parameters ($1, $2 …), in the unit of the file (Gerber layer format 2024.05, 4.5).
 * What is exposed off may lie inside and never widens it. Null where nothing of it can be computed.
 */
export function macroBox(steps: readonly MacroStep[], given: readonly number[], budget: MacroBudget): Box | null {
  const variables = new Map(given.map((value, index) => [index + 1, value]))
  let box: Box | null = null
  for (const step of steps) {
    for (const part of step.parts) budget.left -= 1 + part.length
    if (budget.left < 0) return box
    const values = step.parts.map((part) => evaluate(part, variables))
    if ('variable' in step) variables.set(step.variable, values[0] ?? 0)
    else {
      const found = primitiveBox(step.primitive, values)
      if (found !== null && isFiniteBox(found)) box = joinBoxes(box, found)
    }
  }
  return box
}

function primitiveBox(code: number, values: readonly number[]): Box | null {
  const at = (index: number) => values[index] ?? 0
  const isOff = code !== 6 && code !== 7 && at(0) === 0
  if (isOff) return null
  if (code === 1) return turnedCircle(at(1) / 2, at(2), at(3), at(4))
  if (code === 20 || code === 2) return vectorLine(at(1), at(2), at(3), at(4), at(5), at(6))
  if (code === 21) return rectangle(at(3) - at(1) / 2, at(4) - at(2) / 2, at(1), at(2), at(5))
  if (code === 22) return rectangle(at(3), at(4), at(1), at(2), at(5))
  if (code === 4) return outline(values)
  if (code === 5) return polygon(at(1), at(2), at(3), at(4), at(5))
  if (code === 6) return moire(values)
  if (code === 7) return turnedCircle(at(2) / 2, at(0), at(1), at(5))
  return null
}

function turnedCircle(radius: number, x: number, y: number, degrees: number): Box {
  const [cx, cy] = turner(degrees)(x, y)
  const r = Math.abs(radius)
  return { minX: cx - r, minY: cy - r, maxX: cx + r, maxY: cy + r }
}

function vectorLine(width: number, x1: number, y1: number, x2: number, y2: number, degrees: number): Box | null {
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [nx, ny] = length === 0 ? [0, 0] : [((y1 - y2) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)]
  const turn = turner(degrees)
  return boxOf([turn(x1 + nx, y1 + ny), turn(x1 - nx, y1 - ny), turn(x2 + nx, y2 + ny), turn(x2 - nx, y2 - ny)])
}

function rectangle(x: number, y: number, width: number, height: number, degrees: number): Box | null {
  const turn = turner(degrees)
  return boxOf([turn(x, y), turn(x + width, y), turn(x, y + height), turn(x + width, y + height)])
}

function outline(values: readonly number[]): Box | null {
  const vertices = Math.min(Math.max(0, Math.trunc(values[1] ?? 0)) + 1, Math.floor((values.length - 2) / 2))
  const turn = turner(values[2 + vertices * 2] ?? 0)
  let box: Box | null = null
  for (let index = 0; index < vertices; index++) {
    const [x, y] = turn(values[2 + index * 2] ?? 0, values[3 + index * 2] ?? 0)
    box = joinBoxes(box, pointBox(x, y))
  }
  return box
}

/** A regular polygon: its first corner lies to the right of its centre before it is turned about the origin. */
export function polygon(corners: number, x: number, y: number, diameter: number, degrees: number): Box | null {
  const count = Math.min(Math.max(3, Math.trunc(corners)), 12)
  const turn = turner(degrees)
  return boxOf(
    Array.from({ length: count }, (_, index) => {
      const [dx, dy] = turner((360 * index) / count)(diameter / 2, 0)
      return turn(x + dx, y + dy)
    }),
  )
}

function moire(values: readonly number[]): Box | null {
  const [x = 0, y = 0, diameter = 0, , , , , length = 0, degrees = 0] = values
  const rings = turnedCircle(diameter / 2, x, y, degrees)
  const cross = joinBoxes(
    rectangle(x - length / 2, y, length, 0, degrees),
    rectangle(x, y - length / 2, 0, length, degrees),
  )
  return joinBoxes(rings, cross)
}
