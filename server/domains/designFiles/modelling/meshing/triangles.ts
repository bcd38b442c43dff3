import { Unreadable, type Effort } from '../effort'

/** Corners of a grid in which every turn of three of them is exact: products stay whole in a double. */
export const gridSize = 2 ** 23

export const next = (corner: number): number => (corner % 3 === 2 ? corner - 2 : corner + 1)
export const previous = (corner: number): number => (corner % 3 === 0 ? corner + 2 : corner - 1)
export const triangleOf = (corner: number): number => (corner - (corner % 3)) / 3

/**
 * A Delaunay triangulation of whole places, kept under insertion. Corner `c` of triangle `c / 3` has its vertex in
 * `vertex[c]` and, across the edge opposite to it, the corner of the other triangle in `mate[c]` (−1 where there is none).
 * Triangles run counter-clockwise. Three vertices far outside come first.
 */
export class Triangles {
  readonly x: number[] = [-3 * gridSize, 4 * gridSize, gridSize / 2]
  readonly y: number[] = [-2 * gridSize, -2 * gridSize, 5 * gridSize]
  readonly vertex: number[] = [0, 1, 2]
  readonly mate: number[] = [-1, -1, -1]
  /** How often a border runs along the edge opposite to a corner; such an edge stays. */
  readonly borders: number[] = [0, 0, 0]
  /** By triangle; what is split hands it on. */
  readonly inside: boolean[] = [false]
  /** By vertex: one of its corners. */
  readonly corner: number[] = [0, 1, 2]
  private last = 0

  constructor(protected readonly effort: Effort) {}

  get count(): number {
    return this.inside.length
  }

  /** Twice the area of a triangle of vertices: above zero where it runs counter-clockwise. */
  turn(a: number, b: number, c: number): number {
    const { x, y } = this
    const [ax, ay] = [x[a] ?? 0, y[a] ?? 0]
    return ((x[b] ?? 0) - ax) * ((y[c] ?? 0) - ay) - ((y[b] ?? 0) - ay) * ((x[c] ?? 0) - ax)
  }

  /**
   * The vertex at a place, which is put there where none is yet; `isNew` says which. On a border nothing is put (−1): what
   * lies across has to keep the same edge.
   */
  insert(px: number, py: number): Readonly<{ vertex: number; isNew: boolean }> {
    const vertex = this.x.length
    this.x.push(px)
    this.y.push(py)
    const at = this.locate(vertex)
    const corners = [at * 3, at * 3 + 1, at * 3 + 2]
    const same = corners.find((each) => this.x[this.v(each)] === px && this.y[this.v(each)] === py)
    const edge = corners.find((each) => this.turn(this.v(next(each)), this.v(previous(each)), vertex) === 0)
    if (same !== undefined || (edge !== undefined && (this.borders[edge] ?? 0) > 0)) {
      this.x.pop()
      this.y.pop()
      return { vertex: same === undefined ? -1 : this.v(same), isNew: false }
    }
    this.corner.push(0)
    if (edge === undefined) this.splitTriangle(at, vertex)
    else this.splitEdge(edge, vertex)
    return { vertex, isNew: true }
  }

  protected v(corner: number): number {
    return this.vertex[corner] ?? 0
  }

  /** The triangle a vertex lies in or on the edge of. */
  private locate(vertex: number): number {
    let at = this.last < this.count ? this.last : 0
    for (let step = 0; step < 4 * this.count + 100; step++) {
      this.effort.take(1)
      const base = at * 3
      let moved = false
      for (let side = 0; side < 3 && !moved; side++) {
        const each = base + ((side + step) % 3)
        const mate = this.mate[each] ?? -1
        if (mate >= 0 && this.turn(this.v(next(each)), this.v(previous(each)), vertex) < 0) {
          at = triangleOf(mate)
          moved = true
        }
      }
      if (!moved) return (this.last = at)
    }
    throw new Unreadable('a place that is not found')
  }

  private splitTriangle(triangle: number, vertex: number): void {
    const [a, b, c] = [triangle * 3, triangle * 3 + 1, triangle * 3 + 2]
    const [va, vb, vc] = [this.v(a), this.v(b), this.v(c)]
    const sides = [a, b, c].map((each) => ({ mate: this.mate[each] ?? -1, borders: this.borders[each] ?? 0 }))
    const isInside = this.inside[triangle] ?? false
    const second = this.add(isInside)
    const third = this.add(isInside)
    this.set(triangle, va, vb, vertex)
    this.set(second, vb, vc, vertex)
    this.set(third, vc, va, vertex)
    this.join(triangle * 3 + 2, sides[2])
    this.join(second * 3 + 2, sides[0])
    this.join(third * 3 + 2, sides[1])
    this.meet(triangle * 3, second * 3 + 1, 0)
    this.meet(second * 3, third * 3 + 1, 0)
    this.meet(third * 3, triangle * 3 + 1, 0)
    this.settle([triangle * 3 + 2, second * 3 + 2, third * 3 + 2])
  }

  /** A vertex on the edge opposite to a corner. */
  private splitEdge(edge: number, vertex: number): void {
    const mate = this.mate[edge] ?? -1
    if (mate < 0) throw new Unreadable('a place outside')
    const borders = this.borders[edge] ?? 0
    const [va, vb, vc, vd] = [this.v(edge), this.v(next(edge)), this.v(previous(edge)), this.v(mate)]
    const [near, far] = [triangleOf(edge), triangleOf(mate)]
    const side = (corner: number) => ({ mate: this.mate[corner] ?? -1, borders: this.borders[corner] ?? 0 })
    const [ab, ca] = [side(previous(edge)), side(next(edge))]
    const [cd, db] = [side(previous(mate)), side(next(mate))]
    const [nearToo, farToo] = [this.add(this.inside[near] ?? false), this.add(this.inside[far] ?? false)]
    this.set(near, va, vb, vertex)
    this.set(nearToo, vc, va, vertex)
    this.set(far, vd, vc, vertex)
    this.set(farToo, vb, vd, vertex)
    this.join(near * 3 + 2, ab)
    this.join(nearToo * 3 + 2, ca)
    this.join(far * 3 + 2, cd)
    this.join(farToo * 3 + 2, db)
    this.meet(near * 3 + 1, nearToo * 3, 0)
    this.meet(far * 3 + 1, farToo * 3, 0)
    this.meet(near * 3, farToo * 3 + 1, borders)
    this.meet(nearToo * 3 + 1, far * 3, borders)
    this.settle([near * 3 + 2, nearToo * 3 + 2, far * 3 + 2, farToo * 3 + 2])
  }

  private add(isInside: boolean): number {
    this.vertex.push(0, 0, 0)
    this.mate.push(-1, -1, -1)
    this.borders.push(0, 0, 0)
    this.inside.push(isInside)
    return this.inside.length - 1
  }

  protected set(triangle: number, a: number, b: number, c: number): void {
    const base = triangle * 3
    for (const [index, each] of [a, b, c].entries()) {
      this.vertex[base + index] = each
      this.corner[each] = base + index
    }
  }

  protected join(corner: number, side: Readonly<{ mate: number; borders: number }> | undefined): void {
    this.mate[corner] = side?.mate ?? -1
    this.borders[corner] = side?.borders ?? 0
    if (side && side.mate >= 0) this.mate[side.mate] = corner
  }

  protected meet(a: number, b: number, borders: number): void {
    this.mate[a] = b
    this.mate[b] = a
    this.borders[a] = borders
    this.borders[b] = borders
  }

  /** Turns edges until those opposite to the corners, and all that follow, are Delaunay's. */
  protected settle(corners: number[]): void {
    while (corners.length > 0) {
      const corner = corners.pop() ?? 0
      this.effort.take(1)
      if (!this.isIllegal(corner)) continue
      const other = this.flip(corner)
      if (other !== null) corners.push(...other)
    }
  }

  private isIllegal(corner: number): boolean {
    const mate = this.mate[corner] ?? -1
    if (mate < 0 || (this.borders[corner] ?? 0) > 0) return false
    const { x, y } = this
    const [a, b, c, d] = [this.v(corner), this.v(next(corner)), this.v(previous(corner)), this.v(mate)]
    const [dx, dy] = [x[d] ?? 0, y[d] ?? 0]
    const [ax, ay, bx, by] = [(x[a] ?? 0) - dx, (y[a] ?? 0) - dy, (x[b] ?? 0) - dx, (y[b] ?? 0) - dy]
    const [cx, cy] = [(x[c] ?? 0) - dx, (y[c] ?? 0) - dy]
    const [aa, bb, cc] = [ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy]
    const circle = aa * (bx * cy - by * cx) - bb * (ax * cy - ay * cx) + cc * (ax * by - ay * bx)
    // What is rounded away here could turn an edge back and forth; places on one circle are left as they are.
    return circle > 1e-10 * (aa * Math.abs(bx * cy) + bb * Math.abs(ax * cy) + cc * Math.abs(ax * by) + aa + bb + cc)
  }

  /** Turns the edge opposite to a corner within its four sides; null where they are not convex. */
  protected flip(corner: number): [number, number, number, number] | null {
    const mate = this.mate[corner] ?? -1
    if (mate < 0) return null
    const [a, b, c, d] = [this.v(corner), this.v(next(corner)), this.v(previous(corner)), this.v(mate)]
    if (this.turn(a, b, d) <= 0 || this.turn(a, d, c) <= 0) return null
    const side = (each: number) => ({ mate: this.mate[each] ?? -1, borders: this.borders[each] ?? 0 })
    const [ab, ca] = [side(previous(corner)), side(next(corner))]
    const [cd, db] = [side(previous(mate)), side(next(mate))]
    const [near, far] = [triangleOf(corner) * 3, triangleOf(mate) * 3]
    this.set(near / 3, a, b, d)
    this.set(far / 3, a, d, c)
    this.join(near, db)
    this.join(near + 2, ab)
    this.join(far, cd)
    this.join(far + 1, ca)
    this.meet(near + 1, far + 2, 0)
    return [near, far, near + 2, far + 1]
  }
}
