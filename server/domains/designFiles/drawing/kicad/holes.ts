import type { Ink } from '../ink'
import type { Shape } from '../aperture-shape'
import { BoardSheets } from './board-sheets'
import { placed, type Placement, type Point } from './geometry'

/** Names of drill files, as KiCad gives them; holes that do not go through are named by their layers. */
const plated = 'PTH'
const nonPlated = 'NPTH'

/** Holes of a board, apart by what a fabricator drills apart. */
export class Holes {
  readonly sheets: BoardSheets
  private readonly discs = new Map<number, Shape>()

  constructor(ink: Ink) {
    this.sheets = new BoardSheets(ink)
  }

  isPlated(name: string): boolean {
    return name !== nonPlated
  }

  /** A hole or a slot of a pad, which is turned with it. */
  pad([width, height]: Point, place: Placement, isPlated: boolean): void {
    const name = isPlated ? plated : nonPlated
    const tool = Math.min(width, height)
    if (width === height) return this.drill(name, tool, place.x, place.y)
    const [dx, dy] = [(width - tool) / 2, (height - tool) / 2]
    this.sheets.line(name, tool, placed([-dx, -dy, dx, dy], place))
  }

  /** `span`: the layers it joins; null where it goes through. */
  via(diameter: number, [x, y]: Point, span: string | null): void {
    this.drill(span ?? plated, diameter, x, y)
  }

  private drill(name: string, diameter: number, x: number, y: number): void {
    const known = this.discs.get(diameter)
    const disc: Shape = known ?? { kind: 'disc', radius: diameter / 2 }
    if (!known) this.discs.set(diameter, disc)
    this.sheets.flash(name, disc, x, y)
  }
}
