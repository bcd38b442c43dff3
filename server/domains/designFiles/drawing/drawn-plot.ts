import { Plot, type Drawn } from '../reading/gerber-plot'
import type { Aperture } from '../reading/gerber-apertures'
import { ApertureShapes, type Shape } from './aperture-shape'
import { convexHull, directed, flattened, moved, type Way } from './contours'
import { shifted, sizeOfAll, stamped, weightOfCopy, weightOfHull, type Ink, type Stain } from './ink'

type Repeat = Readonly<{ x: number; y: number; stepX: number; stepY: number }>
/** `fresh`: the last stain is a way that goes on from where the tool stands. */
type Sheet = { readonly stains: Stain[]; readonly repeat: Repeat | null; readonly block: number | null; fresh: boolean }

const blank = (repeat: Repeat | null, block: number | null): Sheet => ({ stains: [], repeat, block, fresh: false })

/** A plot that keeps what is drawn, in the unit of the file and in its order. Throws `TooMuchInk` past its bounds. */
export class DrawnPlot extends Plot {
  private readonly leaves: Sheet[] = [blank(null, null)]
  private readonly blocks = new Map<Aperture, readonly Stain[]>()
  private readonly shapes: ApertureShapes
  private aperture: Aperture | null = null
  private contour: Way = []

  constructor(private readonly ink: Ink) {
    super()
    this.shapes = new ApertureShapes(ink)
  }

  /** Everything that was drawn, once `finish` was called. */
  get stains(): readonly Stain[] {
    return this.leaf.stains
  }

  private get leaf(): Sheet {
    const top = this.leaves.at(-1)
    if (!top) throw new Error('a plot has a sheet')
    return top
  }

  override select(code: number): boolean {
    const known = super.select(code)
    this.aperture = this.apertures.get(code) ?? null
    this.leaf.fresh = false
    return known
  }

  override beginRegion(): void {
    super.beginRegion()
    this.contour = []
  }

  override endRegion(): void {
    this.closeContour()
    super.endRegion()
  }

  override move(x: number, y: number): void {
    if (this.inRegion) this.closeContour()
    this.leaf.fresh = false
    super.move(x, y)
  }

  override draw(x: number, y: number, i: number, j: number): void {
    const way = this.wayTo(x, y, i, j)
    if (this.inRegion) {
      if (this.contour.length === 0) this.contour.push(this.x, this.y)
      this.ink.take(way.length)
      for (const each of way) this.contour.push(each)
    } else this.stroke(way)
    super.draw(x, y, i, j)
  }

  override flash(x: number, y: number): void {
    const { aperture, leaf } = this
    leaf.fresh = false
    const block = aperture && this.blocks.get(aperture)
    if (block) {
      this.payForCopies(block, 1)
      const stamp = { transform: this.transform, x, y, dark: !this.isClear }
      const turn = (shape: Shape) => this.shapes.turned(shape, stamp.transform)
      for (const stain of block) leaf.stains.push(stamped(stain, stamp, turn))
    } else if (aperture) {
      const shape = this.shapes.of(aperture, this.transform)
      this.ink.take(2)
      if (shape) leaf.stains.push({ kind: 'flash', dark: !this.isClear, shape, x, y })
    }
    super.flash(x, y)
  }

  override repeat(x: number, y: number, stepX: number, stepY: number): void {
    super.repeat(x, y, stepX, stepY)
    if (this.leaf.repeat) this.lay()
    if (x > 1 || y > 1) this.leaves.push(blank({ x, y, stepX, stepY }, null))
  }

  override openBlock(code: number): boolean {
    if (!super.openBlock(code)) return false
    this.leaves.push(blank(null, code))
    return true
  }

  override closeBlock(): void {
    super.closeBlock()
    if (this.leaf.repeat) this.lay()
    const { block, stains } = this.leaf
    if (this.leaves.length < 2 || block === null) return
    this.leaves.pop()
    const made = this.apertures.get(block)
    if (made) this.blocks.set(made, stains)
  }

  override finish(): Drawn {
    while (this.leaves.length > 1) this.lay()
    return super.finish()
  }

  private wayTo(toX: number, toY: number, i: number, j: number): Way {
    if (this.mode === 'line') return [toX, toY]
    const { x: fromX, y: fromY, singleQuadrant } = this
    const way = flattened({ fromX, fromY, toX, toY, i, j, clockwise: this.mode === 'clockwise', singleQuadrant })
    return way.every((each) => Number.isFinite(each)) ? way : [toX, toY]
  }

  private stroke(way: Way): void {
    const { leaf, x, y, aperture } = this
    const dark = !this.isClear
    const shape = aperture && this.shapes.of(aperture, this.transform)
    this.ink.take(way.length + 2)
    if (shape?.kind === 'area') return this.sweep(shape, [x, y, ...way], dark)
    const width = shape ? shape.radius * 2 : 0
    const last = leaf.stains.at(-1)
    if (leaf.fresh && last?.kind === 'line' && last.dark === dark && last.width === width)
      for (const each of way) last.way.push(each)
    else leaf.stains.push({ kind: 'line', dark, width, way: [x, y, ...way] })
    leaf.fresh = true
  }

  /** An aperture with corners, drawn along a way: what its convex contour covers on each straight piece. */
  private sweep(shape: Extract<Shape, { kind: 'area' }>, way: Way, dark: boolean): void {
    const hulls = this.shapes.hullsOf(shape)
    for (let at = 2; at < way.length; at += 2) {
      const [fx = 0, fy = 0, tx = 0, ty = 0] = way.slice(at - 2, at + 2)
      for (const contour of hulls) {
        this.ink.follow(contour.length * weightOfHull)
        const hull = convexHull([...moved(contour, fx, fy), ...moved(contour, tx, ty)])
        this.ink.take(hull.length)
        if (hull.length >= 6) this.leaf.stains.push({ kind: 'area', dark, way: hull })
      }
    }
  }

  private closeContour(): void {
    if (this.contour.length >= 6)
      this.leaf.stains.push({ kind: 'area', dark: !this.isClear, way: directed(this.contour, true) })
    this.contour = []
    this.leaf.fresh = false
  }

  private payForCopies(stains: readonly Stain[], copies: number): void {
    this.ink.take(sizeOfAll(stains) * copies)
    this.ink.follow(stains.length * weightOfCopy * copies)
  }

  /** Puts the top sheet on the one below, as often as it repeats. */
  private lay(): void {
    const top = this.leaves.pop()
    const below = this.leaves.at(-1)
    if (!top || !below) return
    const { x, y, stepX, stepY } = top.repeat ?? { x: 1, y: 1, stepX: 0, stepY: 0 }
    below.fresh = false
    // Counts of copies have twelve digits: nothing is not copied at all, and all copies are paid for before the first.
    if (top.stains.length === 0) return
    this.payForCopies(top.stains, x * y)
    for (let column = 0; column < x; column++)
      for (let row = 0; row < y; row++)
        for (const stain of top.stains) below.stains.push(shifted(stain, column * stepX, row * stepY))
  }
}
