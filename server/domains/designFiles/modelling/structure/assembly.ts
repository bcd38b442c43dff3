import { Unreadable } from '../effort'
import type { ExchangeFile } from '../exchange/exchange-file'
import { referenceAt, references, type Values } from '../exchange/values'
import type { Transform } from '../geometry/frame'
import type { Representation } from './representations'
import { fromTo, inverted } from './transforms'

/** A shape within another. */
export type Child = Readonly<{ shape: number; transform: Transform }>

/** Which shapes are one and the same thing, and which are placed in which. */
export class Assembly {
  private readonly sameAs = new Map<number, number>()
  private readonly inside = new Map<number, Child[]>()
  private readonly placed = new Set<number>()

  /** Throws `TooMuchModel`. */
  constructor(
    private readonly file: ExchangeFile,
    private readonly shapes: ReadonlyMap<number, Representation>,
  ) {
    const related: Values[] = []
    for (const name of ['SHAPE_REPRESENTATION_RELATIONSHIP', 'REPRESENTATION_RELATIONSHIP'])
      for (const each of file.all(name)) {
        if (each.is('REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION')) continue
        related.push(each.values(each.is('REPRESENTATION_RELATIONSHIP') ? 'REPRESENTATION_RELATIONSHIP' : name))
      }
    for (const values of related) this.attempt(() => this.unite(referenceAt(values, 2), referenceAt(values, 3)))
    const turned = this.turnedRelations()
    for (const each of file.all('REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION'))
      this.attempt(() => {
        const [transformation] = references(each.values('REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION'))
        const values = each.values('REPRESENTATION_RELATIONSHIP')
        if (transformation !== undefined)
          this.place(referenceAt(values, 2), referenceAt(values, 3), transformation, turned.has(each.id))
      })
  }

  /** What stands for all shapes that are the same. */
  whole(shape: number): number {
    let at = shape
    for (let next = this.sameAs.get(at); next !== undefined; next = this.sameAs.get(at)) at = next
    // Whoever asks again is there at once: chains may be as long as the file.
    for (let each = shape; each !== at;) {
      const next = this.sameAs.get(each) ?? at
      this.sameAs.set(each, at)
      each = next
    }
    return at
  }

  /** By what stands for them. */
  groups(): Map<number, Representation[]> {
    const groups = new Map<number, Representation[]>()
    for (const shape of this.shapes.values()) {
      const group = groups.get(this.whole(shape.id))
      if (group) group.push(shape)
      else groups.set(this.whole(shape.id), [shape])
    }
    return groups
  }

  childrenOf(whole: number): readonly Child[] {
    return this.inside.get(whole) ?? []
  }

  isPlaced(whole: number): boolean {
    return this.placed.has(whole)
  }

  /** A mapped shape stands where it is mapped to, not by itself. */
  markPlaced(shape: number): void {
    this.placed.add(this.whole(shape))
  }

  private unite(a: number, b: number): void {
    const [first, second] = [this.whole(a), this.whole(b)]
    if (this.shapes.has(a) && this.shapes.has(b) && first !== second) this.sameAs.set(second, first)
  }

  private place(child: number, parent: number, transformation: number, isTurned: boolean): void {
    const [inner, outer] = [this.shapes.get(child), this.shapes.get(parent)]
    if (!inner || !outer) return
    const values = this.file.get(transformation).values('ITEM_DEFINED_TRANSFORMATION')
    const [from, to] = [referenceAt(values, 2), referenceAt(values, 3)]
    const transform = fromTo(this.file, from, to, inner.units.millimetres, outer.units.millimetres)
    if (isTurned) this.put(parent, child, inverted(transform))
    else this.put(child, parent, transform)
  }

  private put(child: number, parent: number, transform: Transform): void {
    const [inner, outer] = [this.whole(child), this.whole(parent)]
    if (inner === outer) return
    const children = this.inside.get(outer) ?? []
    children.push({ shape: inner, transform })
    this.inside.set(outer, children)
    this.placed.add(inner)
  }

  /** Relations that name the whole before its part: told by the products that the shapes define. */
  private turnedRelations(): Set<number> {
    const shapeOf = new Map<number, number>()
    const definitionOf = (shape: number): number | null => {
      const values = this.file.find(shape)?.own
      return values ? referenceAt(values, 2) : null
    }
    for (const each of this.file.all('SHAPE_DEFINITION_REPRESENTATION'))
      this.attempt(() => {
        const { own } = each
        const definition = definitionOf(referenceAt(own, 0))
        if (definition !== null) shapeOf.set(definition, this.whole(referenceAt(own, 1)))
      })
    const turned = new Set<number>()
    for (const each of this.file.all('CONTEXT_DEPENDENT_SHAPE_REPRESENTATION'))
      this.attempt(() => {
        const { own } = each
        const relation = this.file.get(referenceAt(own, 0))
        const values = relation.values('REPRESENTATION_RELATIONSHIP')
        const usage = this.file.get(definitionOf(referenceAt(own, 1)) ?? 0).values('NEXT_ASSEMBLY_USAGE_OCCURRENCE')
        const [whole, part] = [shapeOf.get(referenceAt(usage, 3)), shapeOf.get(referenceAt(usage, 4))]
        const [first, second] = [this.whole(referenceAt(values, 2)), this.whole(referenceAt(values, 3))]
        if (whole !== part && first === whole && second === part) turned.add(relation.id)
      })
    return turned
  }

  private attempt(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
    }
  }
}
