import { arcBox } from './arc'
import { joinBoxes, moveBox, pointBox, sweepBox, type Box } from './box'
import { transformAperture, untransformed, type Aperture, type ApertureTransform } from './gerber-apertures'
import { MAX_BLOCK_DEPTH } from './limits'

/** What was drawn: the image, and the way of the tool's centre (of an outline: the board). In the unit of the file. */
export type Drawn = { image: Box | null; centreline: Box | null }

type Repeat = Readonly<{ x: number; y: number; stepX: number; stepY: number }>
type Sheet = Drawn & { repeat: Repeat | null; block: number | null }

const blank = (repeat: Repeat | null, block: number | null): Sheet => ({ image: null, centreline: null, repeat, block })

const repeated = (box: Box | null, repeat: Repeat | null): Box | null => {
  if (box === null || repeat === null) return box
  return joinBoxes(box, moveBox(box, (repeat.x - 1) * repeat.stepX, (repeat.y - 1) * repeat.stepY))
}

/**
 * The graphics state of a Gerber file as far as the size of its image goes. Nothing is rendered: every stroke, flash and
 * contour only widens a box, and what is drawn with clear polarity does not. `DrawnPlot` keeps the shapes as well.
 */
export class Plot {
  x = 0
  y = 0
  mode: 'line' | 'clockwise' | 'counterclockwise' = 'line'
  singleQuadrant = false
  isClear = false
  transform: ApertureTransform = untransformed
  readonly counts = { flashes: 0, strokes: 0, regions: 0 }
  readonly apertures = new Map<number, Aperture>()
  private readonly sheets: Sheet[] = [blank(null, null)]
  private current: Box = pointBox(0, 0)
  protected inRegion = false

  /** False where no such aperture was defined; then strokes are drawn without width. */
  select(code: number): boolean {
    const aperture = this.apertures.get(code)
    this.current = aperture ? transformAperture(aperture, this.transform) : pointBox(0, 0)
    return aperture !== undefined
  }

  beginRegion(): void {
    this.inRegion = true
    this.counts.regions++
  }

  endRegion(): void {
    this.inRegion = false
  }

  move(x: number, y: number): void {
    this.stand(x, y)
  }

  draw(x: number, y: number, i: number, j: number): void {
    const { x: fromX, y: fromY, mode, singleQuadrant } = this
    const way =
      mode === 'line'
        ? joinBoxes(pointBox(fromX, fromY), pointBox(x, y))
        : arcBox({ fromX, fromY, toX: x, toY: y, i, j, clockwise: mode === 'clockwise', singleQuadrant })
    this.counts.strokes++
    this.widen(way, this.inRegion ? pointBox(0, 0) : this.current)
    this.stand(x, y)
  }

  flash(x: number, y: number): void {
    this.counts.flashes++
    this.widen(pointBox(x, y), this.current)
    this.stand(x, y)
  }

  /** Step and repeat: what is drawn until it ends is there `x` times `y` times. 1 × 1 ends it. */
  repeat(x: number, y: number, stepX: number, stepY: number): void {
    if (this.sheets.at(-1)?.repeat) this.fold()
    if (x > 1 || y > 1) this.sheets.push(blank({ x, y, stepX, stepY }, null))
  }

  /** Begins a block aperture; false where blocks nest too deep. */
  openBlock(code: number): boolean {
    if (this.sheets.length > MAX_BLOCK_DEPTH) return false
    this.sheets.push(blank(null, code))
    return true
  }

  closeBlock(): void {
    if (this.sheets.at(-1)?.repeat) this.fold()
    const top = this.sheets.at(-1)
    if (this.sheets.length < 2 || !top || top.block === null) return
    this.sheets.pop()
    this.apertures.set(top.block, { box: top.image ?? pointBox(0, 0), round: false, made: null })
  }

  /** Everything drawn so far. A repetition or a block the file never closed counts as drawn. */
  finish(): Drawn {
    while (this.sheets.length > 1) this.fold()
    return this.sheets[0] ?? blank(null, null)
  }

  private stand(x: number, y: number): void {
    ;[this.x, this.y] = [x, y]
  }

  private fold(): void {
    const top = this.sheets.pop()
    const below = this.sheets.at(-1)
    if (!top || !below) return
    below.image = joinBoxes(below.image, repeated(top.image, top.repeat))
    below.centreline = joinBoxes(below.centreline, repeated(top.centreline, top.repeat))
  }

  private widen(way: Box | null, shape: Box): void {
    const sheet = this.sheets.at(-1)
    if (!sheet || way === null || this.isClear) return
    sheet.centreline = joinBoxes(sheet.centreline, way)
    sheet.image = joinBoxes(sheet.image, sweepBox(way, shape))
  }
}
