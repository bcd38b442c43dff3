import type { DrillFacts, DrillTrace } from '../reading/drill'
import { coordinateUnder, type RawCoordinate } from '../reading/drill-format'
import { millimetres, type CoordinateFormat } from '../reading/gerber-format'
import type { Ink, Stain } from './ink'

type RawPoint = readonly [RawCoordinate, RawCoordinate]

/** Holes and slots of a drill file, kept until it is known where the point of their digits belongs. */
export class DrillStains implements DrillTrace {
  private readonly holes: { tool: number; at: RawPoint }[] = []
  private readonly slots: { tool: number; from: RawPoint; to: RawPoint }[] = []

  constructor(private readonly ink: Ink) {}

  hole(tool: number, x: RawCoordinate, y: RawCoordinate): void {
    this.ink.take(2)
    this.holes.push({ tool, at: [x, y] })
  }

  slot(tool: number, from: RawPoint, to: RawPoint): void {
    this.ink.take(4)
    this.slots.push({ tool, from, to })
  }

  /** In millimetres; holes of a tool without a diameter are shown as a tenth of a millimetre. */
  stains({ tools, unit }: DrillFacts, format: CoordinateFormat): Stain[] {
    const scale = millimetres[unit ?? 'mm']
    const width = new Map(tools.map(({ tool, diameterMm }) => [tool, diameterMm]))
    const of = (tool: number) => width.get(tool) ?? 0.1
    const mm = (raw: RawCoordinate) => coordinateUnder(raw, format) * scale
    const discs = new Map<number, { kind: 'disc'; radius: number }>()
    const disc = (diameter: number) => {
      const known = discs.get(diameter)
      if (known) return known
      const made = { kind: 'disc', radius: diameter / 2 } as const
      discs.set(diameter, made)
      return made
    }
    return [
      ...this.holes.map(({ tool, at: [x, y] }): Stain => ({
        kind: 'flash',
        dark: true,
        shape: disc(of(tool)),
        x: mm(x),
        y: mm(y),
      })),
      ...this.slots.map(({ tool, from, to }): Stain => ({
        ...{ kind: 'line', dark: true, width: of(tool) },
        way: [mm(from[0]), mm(from[1]), mm(to[0]), mm(to[1])],
      })),
    ]
  }
}
