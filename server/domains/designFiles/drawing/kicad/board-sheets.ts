import { directed, type Way } from '../contours'
import type { Shape } from '../aperture-shape'
import type { Ink, Stain } from '../ink'

/** What lies on each layer of a board, in millimetres. Throws `TooMuchInk`. */
export class BoardSheets {
  private readonly sheets = new Map<string, Stain[]>()

  constructor(readonly ink: Ink) {}

  on(layer: string): readonly Stain[] {
    return this.sheets.get(layer) ?? []
  }

  /** In the order in which something was first laid on them. */
  get layers(): readonly string[] {
    return [...this.sheets.keys()]
  }

  line(layer: string, width: number, way: Way): void {
    if (way.length < 2) return
    this.ink.take(way.length + 2)
    this.lay(layer, { kind: 'line', dark: true, width: Math.max(0, width), way })
  }

  /** A closed contour, in whatever direction it runs. */
  area(layer: string, way: Way): void {
    if (way.length < 6) return
    this.ink.take(way.length)
    this.lay(layer, { kind: 'area', dark: true, way: directed(way, true) })
  }

  flash(layer: string, shape: Shape, x: number, y: number): void {
    this.ink.take(2)
    this.lay(layer, { kind: 'flash', dark: true, shape, x, y })
  }

  private lay(layer: string, stain: Stain): void {
    const sheet = this.sheets.get(layer)
    if (sheet) sheet.push(stain)
    else this.sheets.set(layer, [stain])
  }
}
