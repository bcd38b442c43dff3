import { directed, type Way } from '../contours'
import type { Shape } from '../aperture-shape'
import type { DrawnText } from '../drawing'
import { weightOfPass, type Ink, type Lettering, type Stain } from '../ink'
import { cornersOf } from '../text-box'

type Laid = Stain | Lettering

/** What lies on each layer of a board or a sheet, in millimetres. Throws `TooMuchInk`. */
export class BoardSheets {
  private readonly sheets = new Map<string, Laid[]>()

  constructor(readonly ink: Ink) {}

  on(layer: string): readonly Laid[] {
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

  /** Lines of text; where letters are taken away, the field they are taken from is laid first. */
  write(layer: string, lines: readonly Lettering[], around = 0): void {
    for (const line of lines) {
      if (!line.dark) {
        this.ink.take(weightOfPass)
        this.area(layer, cornersOf(widened(line.text, around)))
      }
      this.lay(layer, line)
    }
  }

  private lay(layer: string, stain: Laid): void {
    const sheet = this.sheets.get(layer)
    if (sheet) sheet.push(stain)
    else this.sheets.set(layer, [stain])
  }
}

/** A text with room around it, which stays about it whatever it is anchored by. */
function widened(text: DrawnText, around: number): DrawnText {
  const { x, y, width, size, angle, across, mirrored } = text
  const step = across === 'left' ? -around : across === 'right' ? around : 0
  const [along, turn] = [mirrored ? -step : step, (angle * Math.PI) / 180]
  return {
    ...{ ...text, width: width + 2 * around, size: size + 2 * around },
    ...{ x: x + Math.cos(turn) * along, y: y + Math.sin(turn) * along },
  }
}
