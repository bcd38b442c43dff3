import { macroBudget, type MacroBudget } from '../reading/aperture-macro'
import type { Aperture, ApertureMade, ApertureTransform } from '../reading/gerber-apertures'
import { arcPoints, circle, convexHull, directed, type Way } from './contours'
import type { Ink } from './ink'
import { macroContours, rectangle, regular, turned } from './macro-contours'

/** What one flash lays down: a disc, or contours about the origin. */
export type Shape = Readonly<{ kind: 'disc'; radius: number } | { kind: 'area'; contours: readonly Way[] }>

/** Numbers a shape is told with. */
export const lengthOf = (shape: Shape): number =>
  shape.kind === 'disc' ? 1 : shape.contours.reduce((sum, way) => sum + way.length, 0)

/** Shapes of the apertures of one file, each made and paid for once for every way it is turned. */
export class ApertureShapes {
  private readonly budget: MacroBudget = macroBudget()
  private readonly plain = new Map<Aperture, Shape>()
  private readonly turnings = new Map<Shape, Map<string, Shape>>()
  private readonly hulls = new Map<Shape, readonly Way[]>()

  constructor(private readonly ink: Ink) {}

  /** Throws `TooMuchInk`. */
  of(aperture: Aperture, transform: ApertureTransform): Shape | null {
    if (aperture.made === null) return null
    let shape = this.plain.get(aperture)
    if (!shape) this.plain.set(aperture, (shape = plainShape(aperture.made, this.budget, this.ink)))
    return this.turned(shape, transform)
  }

  /** The same shape each time it is asked for. Throws `TooMuchInk`. */
  turned(shape: Shape, transform: ApertureTransform): Shape {
    const { mirrorX, mirrorY, degrees, scale } = transform
    if (!mirrorX && !mirrorY && degrees === 0 && scale === 1) return shape
    const key = `${mirrorX} ${mirrorY} ${degrees} ${scale}`
    let ways = this.turnings.get(shape)
    if (!ways) this.turnings.set(shape, (ways = new Map()))
    let there = ways.get(key)
    if (!there) {
      this.ink.take(lengthOf(shape))
      ways.set(key, (there = transformShape(shape, transform)))
    }
    return there
  }

  /** The convex contours around those of a shape: all that matters of it where it is drawn along a line. */
  hullsOf(shape: Extract<Shape, { kind: 'area' }>): readonly Way[] {
    let hulls = this.hulls.get(shape)
    if (!hulls) this.hulls.set(shape, (hulls = shape.contours.map(convexHull)))
    return hulls
  }
}

function plainShape({ template, values, steps }: ApertureMade, budget: MacroBudget, ink: Ink): Shape {
  if (steps !== null) return { kind: 'area', contours: macroContours(steps, values, budget, ink) }
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
export function obround(width: number, height: number): Way {
  const radius = Math.min(width, height) / 2
  const [dx, dy] = [width / 2 - radius, height / 2 - radius]
  const quarter = Math.PI / 2
  if (width >= height)
    return [...arcPoints(dx, 0, radius, -quarter, quarter), ...arcPoints(-dx, 0, radius, quarter, 3 * quarter)]
  return [...arcPoints(0, dy, radius, 0, 2 * quarter), ...arcPoints(0, -dy, radius, 2 * quarter, 4 * quarter)]
}

/** Mirrored, then scaled, then turned, as flashes are (`LM`, `LS`, `LR`). */
function transformShape(shape: Shape, transform: ApertureTransform): Shape {
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
