import { listIn, numberAt, numberIn, type SymbolicItem } from '../../reading/symbolic-items'
import { lengthOf, obround, type Shape } from '../aperture-shape'
import { arcPoints, directed, type Way } from '../contours'
import type { Ink } from '../ink'
import { rectangle, turned } from '../macro-contours'

/** By how much a pad is larger on every side, across and up. */
type Grow = readonly [number, number]

type Corner = Readonly<{ x: 1 | -1; y: 1 | -1; name: string }>
const corners: readonly Corner[] = [
  { x: 1, y: 1, name: 'top_right' },
  { x: -1, y: 1, name: 'top_left' },
  { x: -1, y: -1, name: 'bottom_left' },
  { x: 1, y: -1, name: 'bottom_right' },
]

/** Shapes of pads: the same one each time for pads that look alike. */
export class PadShapes {
  private readonly made = new Map<string, Shape>()
  /** What was asked for last: a pad is the same on most of its layers. */
  private last: Readonly<{ pad: SymbolicItem; grow: Grow; shape: Shape | null }> | null = null

  constructor(private readonly ink: Ink) {}

  disc(diameter: number): Shape {
    return this.keep(`disc ${diameter}`, () => ({ kind: 'disc', radius: diameter / 2 }))
  }

  /**
   * The shape of a pad, turned; null where it has no extent. A custom pad is its anchor here: what is drawn around that is
   * not repeated. Throws `TooMuchInk`.
   */
  of(pad: SymbolicItem, shape: string, degrees: number, grow: Grow): Shape | null {
    const { last } = this
    if (last?.pad === pad && last.grow[0] === grow[0] && last.grow[1] === grow[1]) return last.shape
    this.last = { pad, grow, shape: this.make(pad, shape, degrees, grow) }
    return this.last.shape
  }

  private make(pad: SymbolicItem, shape: string, degrees: number, grow: Grow): Shape | null {
    const size = listIn(pad, 'size')
    const [w, h] = [numberAt(size, 1) ?? 0, numberAt(size, 2) ?? numberAt(size, 1) ?? 0]
    const [width, height] = [w + 2 * grow[0], h + 2 * grow[1]]
    if (width <= 0 || (shape !== 'circle' && height <= 0)) return null
    if (shape === 'circle' || (shape === 'oval' && width === height)) return this.disc(width)
    const outline = outlineKey(pad, shape)
    return this.keep(`${outline} ${w} ${h} ${grow.join(' ')} ${degrees}`, () => {
      const way = outlineOf(pad, shape, [w, h], grow)
      return { kind: 'area', contours: [directed(degrees === 0 ? way : turned(way, degrees), true)] }
    })
  }

  private keep(key: string, make: () => Shape): Shape {
    const known = this.made.get(key)
    if (known) return known
    const shape = make()
    this.ink.take(lengthOf(shape))
    this.made.set(key, shape)
    return shape
  }
}

/** What a shape depends on besides its size. */
const outlineKey = (pad: SymbolicItem, shape: string): string =>
  [
    shape,
    ...['roundrect_rratio', 'chamfer_ratio', 'chamfer', 'rect_delta'].map(
      (name) => listIn(pad, name)?.atoms.join(' ') ?? '',
    ),
  ].join(' ')

function outlineOf(pad: SymbolicItem, shape: string, [w, h]: Grow, grow: Grow): Way {
  const [width, height] = [w + 2 * grow[0], h + 2 * grow[1]]
  if (shape === 'oval') return obround(width, height)
  if (shape === 'trapezoid') return trapezoid(pad, width, height)
  if (shape !== 'roundrect') return rectangle(-width / 2, -height / 2, width, height)
  const shorter = Math.min(w, h)
  const most = Math.min(width, height) / 2
  const within = (value: number) => Math.max(0, Math.min(most, value))
  const ratio = (name: string, usual: number) => Math.max(0, Math.min(0.5, numberIn(pad, name) ?? usual))
  const radius = within(ratio('roundrect_rratio', 0.25) * shorter + grow[0])
  // Moving the three sides of a cut corner out makes the cut longer.
  const cut = within(ratio('chamfer_ratio', 0) * shorter + grow[0] * (2 - Math.SQRT2))
  const cutOff = listIn(pad, 'chamfer')?.atoms ?? []
  return corners.flatMap(({ x, y, name }, index) => {
    const [cx, cy] = [(x * width) / 2, (y * height) / 2]
    if (cutOff.includes(name)) {
      const [across, along] = [
        [cx - x * cut, cy],
        [cx, cy - y * cut],
      ]
      return (x === y ? [along, across] : [across, along]).flat()
    }
    if (radius === 0) return [cx, cy]
    const from = (index * Math.PI) / 2
    return arcPoints(cx - x * radius, cy - y * radius, radius, from, from + Math.PI / 2)
  })
}

/** `rect_delta`: by how much two opposite sides differ in length, across and up. */
function trapezoid(pad: SymbolicItem, width: number, height: number): Way {
  const delta = listIn(pad, 'rect_delta')
  const half = (value: number | null, most: number) => Math.max(-most, Math.min(most, (value ?? 0) / 2))
  const [dx, dy] = [half(numberAt(delta, 1), height / 2), half(numberAt(delta, 2), width / 2)]
  const [x, y] = [width / 2, height / 2]
  // Up is against the coordinates of the file.
  return [-x - dy, -y - dx, x + dy, -y + dx, x - dy, y - dx, -x + dy, y + dx]
}
