import { next, previous, triangleOf, Triangles } from './triangles'

/** Triangles through which borders are laid: they say what is inside. */
export class BorderedTriangles extends Triangles {
  /** Borders that could not be laid, as they cross one that was. */
  crossings = 0

  /** Lays a border from vertex to vertex, through those that lie on it. */
  border(from: number, to: number): void {
    for (let at = from, step = 0; at !== to && step < this.x.length + 3; step++) {
      const reached = this.piece(at, to)
      if (reached === null) {
        this.crossings++
        return
      }
      at = reached
    }
  }

  /** Whether two vertices are joined. */
  isEdge(a: number, b: number): boolean {
    return this.cornerAcross(a, b) !== null
  }

  /** Marks what an odd number of borders lies about, from outside in. */
  mark(): void {
    const { inside, mate, borders } = this
    const seen = new Uint8Array(this.count)
    const start = triangleOf(this.corner[0] ?? 0)
    const open = [start]
    seen[start] = 1
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      this.effort.take(1)
      for (let corner = at * 3; corner < at * 3 + 3; corner++) {
        const there = mate[corner] ?? -1
        const other = there < 0 ? -1 : triangleOf(there)
        if (other < 0 || seen[other] === 1) continue
        seen[other] = 1
        inside[other] = (inside[at] ?? false) !== ((borders[corner] ?? 0) % 2 === 1)
        open.push(other)
      }
    }
  }

  /** Lays a border up to the first vertex on the way; null where another border is in the way. */
  private piece(from: number, to: number): number | null {
    const start = this.leaving(from, to)
    if (start === null) return null
    if (start.vertex !== null) {
      this.addBorder(start.corner)
      return start.vertex
    }
    // All edges that are crossed, each by its two vertices.
    const crossed: [number, number][] = []
    let corner = start.corner
    let end = to
    for (;;) {
      this.effort.take(1)
      if ((this.borders[corner] ?? 0) > 0) return null
      crossed.push([this.v(next(corner)), this.v(previous(corner))])
      const mate = this.mate[corner] ?? -1
      if (mate < 0) return null
      const there = this.v(mate)
      if (there === to) break
      const side = this.turn(from, to, there)
      if (side === 0) {
        end = there
        break
      }
      // Of the triangle that is entered, the edge through which the way goes out.
      corner = side > 0 ? next(mate) : previous(mate)
    }
    return this.clear(from, end, crossed) ? end : null
  }

  /** Turns edges until none crosses the way, and lays the border there. */
  private clear(from: number, to: number, crossed: [number, number][]): boolean {
    const turned: [number, number][] = []
    for (let step = 0, most = 50 * crossed.length + 100; crossed.length > 0; step++) {
      this.effort.take(1)
      if (step > most) return false
      const [a, b] = crossed.shift() ?? [0, 0]
      const corner = this.cornerAcross(a, b)
      if (corner === null) continue
      const flipped = this.flip(corner)
      if (flipped === null) {
        crossed.push([a, b])
        continue
      }
      const [near] = flipped
      // The new edge lies between the first and the last vertex of its first triangle.
      const [c, d] = [this.v(near), this.v(near + 2)]
      const crosses =
        c !== from && c !== to && d !== from && d !== to && this.turn(from, to, c) * this.turn(from, to, d) < 0
      if (crosses) crossed.push([c, d])
      else turned.push([c, d])
    }
    const corner = this.cornerAcross(from, to)
    if (corner === null) return false
    this.addBorder(corner)
    for (const [a, b] of turned) {
      const each = this.cornerAcross(a, b)
      if (each !== null) this.settle([each])
    }
    return true
  }

  private addBorder(corner: number): void {
    const times = (this.borders[corner] ?? 0) + 1
    this.borders[corner] = times
    const mate = this.mate[corner] ?? -1
    if (mate >= 0) this.borders[mate] = times
  }

  /** The corner opposite to the edge between two vertices; null where there is no such edge. */
  private cornerAcross(a: number, b: number): number | null {
    for (const corner of this.around(a)) {
      if (this.v(next(corner)) === b) return previous(corner)
      if (this.v(previous(corner)) === b) return next(corner)
    }
    return null
  }

  /** The corners at a vertex, once round. */
  private *around(vertex: number): Generator<number> {
    const start = this.corner[vertex] ?? 0
    let corner = start
    for (let step = 0; step < this.count; step++) {
      this.effort.take(1)
      yield corner
      const mate = this.mate[next(corner)] ?? -1
      if (mate < 0) break
      corner = next(mate)
      if (corner === start) return
    }
    // The outermost vertices have an end on either side.
    for (let at = start, step = 0; step < this.count; step++) {
      const mate = this.mate[previous(at)] ?? -1
      if (mate < 0) return
      at = previous(mate)
      yield at
    }
  }

  /** How a straight way leaves a vertex: along an edge to `vertex`, or across the edge opposite to `corner`. */
  private leaving(from: number, to: number): Readonly<{ corner: number; vertex: number | null }> | null {
    for (const corner of this.around(from)) {
      const [right, left] = [this.v(next(corner)), this.v(previous(corner))]
      if (right === to) return { corner: previous(corner), vertex: to }
      if (left === to) return { corner: next(corner), vertex: to }
      const [r, l] = [this.turn(from, to, right), this.turn(from, to, left)]
      if (r === 0 && this.isAhead(from, to, right)) return { corner: previous(corner), vertex: right }
      if (l === 0 && this.isAhead(from, to, left)) return { corner: next(corner), vertex: left }
      if (r < 0 && l > 0) return { corner, vertex: null }
    }
    return null
  }

  private isAhead(from: number, to: number, vertex: number): boolean {
    const { x, y } = this
    const along = (axis: readonly number[]) =>
      ((axis[to] ?? 0) - (axis[from] ?? 0)) * ((axis[vertex] ?? 0) - (axis[from] ?? 0))
    return along(x) + along(y) > 0
  }
}
