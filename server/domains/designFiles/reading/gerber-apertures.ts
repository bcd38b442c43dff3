import { macroBox, polygon, type MacroBudget, type MacroStep } from './aperture-macro'
import { isFiniteBox, pointBox, scaleBox, turnBox, type Box } from './box'

/** What an aperture was made from: a standard template or a macro, with its parameters. */
export type ApertureMade = Readonly<{
  template: string
  values: readonly number[]
  /** Of a macro; null of a standard template. */
  steps: readonly MacroStep[] | null
}>

/** The box an aperture covers around its own origin, in the unit of the file. `made` is null of a block. */
export type Aperture = Readonly<{ box: Box; round: boolean; made: ApertureMade | null }>

const around = (width: number, height: number): Box => ({
  minX: -Math.abs(width) / 2,
  minY: -Math.abs(height) / 2,
  maxX: Math.abs(width) / 2,
  maxY: Math.abs(height) / 2,
})

/** `ADD10C,0.1` without `AD`: the number and the aperture; null where the statement cannot be read. */
export function readAperture(
  text: string,
  macros: ReadonlyMap<string, readonly MacroStep[]>,
  budget: MacroBudget,
): Readonly<{ code: number; aperture: Aperture | null }> | null {
  const found = /^D(\d{1,10})([A-Za-z_.$][^,]{0,127}|\d[^,]{0,127})?(?:,(.*))?$/s.exec(text.replace(/\s+/g, ''))
  if (!found) return null
  const code = Number(found[1])
  const template = found[2] ?? ''
  const values = (found[3] ?? '').split('X').slice(0, 200).map(Number)
  const [a = 0, b = 0, c = 0] = values
  const box = standardBox(template, a, b, c)
  if (box !== undefined) {
    const sound = values.every((value) => Number.isFinite(value)) && isFiniteBox(box)
    const made = { template, values, steps: null }
    return { code, aperture: sound ? { box, round: template === 'C', made } : null }
  }
  const macro = macros.get(template)
  if (macro === undefined) return { code, aperture: null }
  const made = { template, values, steps: macro }
  return { code, aperture: { box: macroBox(macro, values, budget) ?? pointBox(0, 0), round: false, made } }
}

function standardBox(template: string, a: number, b: number, c: number): Box | undefined {
  if (template === 'C') return around(a, a)
  if (template === 'R' || template === 'O') return around(a, b)
  if (template === 'P') return polygon(b, 0, 0, a, c) ?? around(a, a)
  return undefined
}

/** How flashes and strokes are turned, mirrored and scaled from here on (`LR`, `LM`, `LS`). */
export type ApertureTransform = Readonly<{ mirrorX: boolean; mirrorY: boolean; degrees: number; scale: number }>
export const untransformed: ApertureTransform = { mirrorX: false, mirrorY: false, degrees: 0, scale: 1 }

/** The box of a transformed aperture: exact for circles and right angles, that of the turned corners otherwise. */
export function transformAperture(
  { box, round }: Pick<Aperture, 'box' | 'round'>,
  { mirrorX, mirrorY, degrees, scale }: ApertureTransform,
): Box {
  const mirrored: Box = {
    minX: mirrorX ? -box.maxX : box.minX,
    maxX: mirrorX ? -box.minX : box.maxX,
    minY: mirrorY ? -box.maxY : box.minY,
    maxY: mirrorY ? -box.minY : box.maxY,
  }
  const scaled = scale === 1 ? mirrored : scaleBox(mirrored, scale)
  return degrees === 0 || round ? scaled : turnBox(scaled, degrees)
}
