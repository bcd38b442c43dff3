import { macroBudget, type MacroBudget } from '../reading/aperture-macro'
import type { Aperture, ApertureMade, ApertureTransform } from '../reading/gerber-apertures'
import { arcPoints, circle, directed, type Way } from './contours'
import { macroContours, rectangle, regular, turned } from './macro-contours'

/** What one flash lays down: a disc, or contours about the origin. */
export type Shape = Readonly<{ kind: 'disc'; radius: number } | { kind: 'area'; contours: readonly Way[] }>

/** Shapes of the apertures of one file, each made once for every way it is turned. */
export class ApertureShapes {
  private readonly budget: MacroBudget = macroBudget()
  private readonly made = new Map<Aperture, Map<string, Shape>>()

  of(aperture: Aperture, transform: ApertureTransform): Shape | null {
    if (aperture.made === null) return null
    const { mirrorX, mirrorY, degrees, scale } = transform
    const key = `${mirrorX} ${mirrorY} ${degrees} ${scale}`
    let ways = this.made.get(aperture)
    if (!ways) this.made.set(aperture, (ways = new Map()))
    let shape = ways.get(key)
    if (!shape) ways.set(key, (shape = transformShape(plainShape(aperture.made, this.budget), transform)))
    return shape
  }
}

function plainShape({ template, values, steps }: ApertureMade, budget: MacroBudget): Shape {
  if (steps !== null) return { kind: 'area', contours: macroContours(steps, values, budget) }
  const [a = 0, b = 0, c = 0, d = 0] = values.map((value) => (Number.isFinite(value) ? value : 0))
  const hole = template === 'C' ? b : template === 'P' ? d : c
  if (template === 'C' && hole <= 0) return { kind: 'disc', radius: Math.abs(a) / 2 }
  const outer =
    template === 'C'
      ? circle(0, 0, Math.abs(a) / 2)
      : template === 'R'
        ? rectangle(-a / 2, -b / 2, a, b)
        : template === 'O'
          ? obround(Math.abs(a), Math.abs(b))
          : turned(regular(b, 0, 0, a), c)
  const contours = [directed(outer, true), ...(hole > 0 ? [directed(circle(0, 0, hole / 2), false)] : [])]
  return { kind: 'area', contours }
}

/** A rectangle whose shorter sides are half circles. */
function obround(width: number, height: number): Way {
  const radius = Math.min(width, height) / 2
  const [dx, dy] = [width / 2 - radius, height / 2 - radius]
  const quarter = Math.PI / 2
  if (width >= height)
    return [...arcPoints(dx, 0, radius, -quarter, quarter), ...arcPoints(-dx, 0, radius, quarter, 3 * quarter)]
  return [...arcPoints(0, dy, radius, 0, 2 * quarter), ...arcPoints(0, -dy, radius, 2 * quarter, 4 * quarter)]
}

/** Mirrored, then scaled, then turned, as flashes are (`LM`, `LS`, `LR`). */
export function transformShape(shape: Shape, transform: ApertureTransform): Shape {
  const { scale } = transform
  if (shape.kind === 'disc') return scale === 1 ? shape : { kind: 'disc', radius: shape.radius * Math.abs(scale) }
  return { kind: 'area', contours: shape.contours.map((way) => transformWay(way, transform, true)) }
}

/** `contour`: a mirror image runs the other way round, and must not. */
export function transformWay(way: Way, { mirrorX, mirrorY, degrees, scale }: ApertureTransform, contour: boolean): Way {
  if (!mirrorX && !mirrorY && scale === 1 && degrees === 0) return way
  const [sx, sy] = [mirrorX ? -scale : scale, mirrorY ? -scale : scale]
  const there = turned(
    way.map((each, index) => each * (index % 2 === 0 ? sx : sy)),
    degrees,
  )
  if (!contour || mirrorX === mirrorY) return there
  const back: Way = []
  for (let at = there.length - 2; at >= 0; at -= 2) back.push(there[at] ?? 0, there[at + 1] ?? 0)
  return back
}
