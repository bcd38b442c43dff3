/** What the body of a symbol covers, or its pins where it has none. */
export class Extent {
  private body: [number, number, number, number] | null = null
  private pins: [number, number, number, number] | null = null

  get box(): readonly [number, number, number, number] | null {
    return this.body ?? this.pins
  }

  cover(way: readonly number[]): void {
    for (let at = 0; at < way.length; at += 2) this.body = grown(this.body, way[at] ?? 0, way[at + 1] ?? 0)
  }

  pin([x, y]: readonly [number, number]): void {
    this.pins = grown(this.pins, x, y)
  }
}

type Box = [number, number, number, number]

const grown = (box: Box | null, x: number, y: number): Box =>
  box === null ? [x, y, x, y] : [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
