import { TooMuchModel, Unreadable, type Effort } from '../effort'
import { bodyNames } from '../bodies/shells'
import { tessellatedNames } from '../bodies/tessellated'
import type { ExchangeFile, Instance } from '../exchange/exchange-file'
import { Reference, referenceAt } from '../exchange/values'
import { after, identity, type Transform } from '../geometry/frame'
import { Assembly } from './assembly'
import type { Colours } from './colours'
import { representationsOf, type Representation } from './representations'
import { fromTo } from './transforms'
import type { Units } from './units'

/** Bodies shown at once: each is one call of the painter. */
export const mostPlaced = 20_000
/** Assemblies within assemblies. */
const deepest = 64

/** A body where it stands. `colour`: of whatever it was put there with. */
export type PlacedBody = Readonly<{ body: number; units: Units; transform: Transform; colour: number | null }>

/** Every body of the file as often as it is placed, and those in no shape once. Throws `TooMuchModel`. */
export function placedBodies(file: ExchangeFile, colours: Colours, effort: Effort): PlacedBody[] {
  const shapes = representationsOf(file)
  const placer = new Placer(file, shapes, new Assembly(file, shapes), colours, effort)
  const placed = placer.all()
  if (placed.length > 0) return placed
  const [units = { millimetres: 1, radian: 1 }] = [...shapes.values()].map((shape) => shape.units)
  return [...bodyNames, ...tessellatedNames]
    .flatMap((name) => file.idsOf(name))
    .slice(0, mostPlaced)
    .map((body) => ({ body, units, transform: identity, colour: null }))
}

class Placer {
  private readonly placed: PlacedBody[] = []
  private readonly groups: ReadonlyMap<number, readonly Representation[]>

  constructor(
    private readonly file: ExchangeFile,
    private readonly shapes: ReadonlyMap<number, Representation>,
    private readonly assembly: Assembly,
    private readonly colours: Colours,
    private readonly effort: Effort,
  ) {
    for (const map of file.all('REPRESENTATION_MAP')) {
      const mapped = map.values('REPRESENTATION_MAP')[1]
      if (mapped instanceof Reference) assembly.markPlaced(mapped.id)
    }
    this.groups = assembly.groups()
  }

  all(): PlacedBody[] {
    const roots = [...this.groups.keys()].filter((whole) => !this.assembly.isPlaced(whole))
    // Where everything is within something else, a circle was written.
    for (const root of roots.length > 0 ? this.withoutAspects(roots) : this.groups.keys())
      this.visit(root, identity, null, [])
    return this.placed
  }

  /** Without shapes that only name bodies of others again, as shapes of some aspect of a part do. */
  private withoutAspects(roots: readonly number[]): number[] {
    const bodiesOf = (whole: number) =>
      (this.groups.get(whole) ?? []).flatMap(({ items }) => [...new Set(items)].filter((item) => this.isBody(item)))
    const times = new Map<number, number>()
    for (const whole of this.groups.keys())
      for (const body of new Set(bodiesOf(whole))) times.set(body, (times.get(body) ?? 0) + 1)
    // The smallest are left out first: the whole part is the one that stays.
    const sorted = roots.toSorted((a, b) => bodiesOf(a).length - bodiesOf(b).length)
    return sorted.filter((root) => {
      const bodies = [...new Set(bodiesOf(root))]
      if (bodies.length === 0 || this.assembly.childrenOf(root).length > 0) return true
      if (bodies.some((body) => (times.get(body) ?? 0) < 2)) return true
      for (const body of bodies) times.set(body, (times.get(body) ?? 0) - 1)
      return false
    })
  }

  private isBody(id: number): boolean {
    const instance = this.file.find(id)
    return instance !== null && [...bodyNames, ...tessellatedNames].some((name) => instance.is(name))
  }

  private visit(whole: number, transform: Transform, colour: number | null, above: readonly number[]): void {
    // Also who comes round in a circle: there may be many ways to it.
    this.effort.take(50)
    if (above.length > deepest || above.includes(whole)) return
    const path = [...above, whole]
    const seen = new Set<number>()
    for (const shape of this.groups.get(whole) ?? [])
      for (const item of shape.items) {
        if (seen.has(item) || this.colours.isHidden(item)) continue
        seen.add(item)
        this.item(item, shape, transform, this.colours.of(item) ?? colour, path)
      }
    for (const child of this.assembly.childrenOf(whole))
      this.visit(child.shape, after(transform, child.transform), colour, path)
  }

  private item(
    id: number,
    shape: Representation,
    transform: Transform,
    colour: number | null,
    path: readonly number[],
  ): void {
    const instance = this.file.find(id)
    if (instance === null) return
    if (this.isBody(id)) {
      // Triangles that stand for an exact body are there a second time.
      if (standsForAnother(instance)) return
      if (this.placed.length >= mostPlaced) throw new TooMuchModel('more bodies than are shown')
      this.placed.push({ body: id, units: shape.units, transform, colour })
    } else if (instance.is('MAPPED_ITEM')) {
      try {
        const own = instance.values('MAPPED_ITEM')
        const map = this.file.get(referenceAt(own, 1)).values('REPRESENTATION_MAP')
        const mapped = this.shapes.get(referenceAt(map, 1))
        if (!mapped) return
        const scales = [mapped.units.millimetres, shape.units.millimetres] as const
        const inner = fromTo(this.file, referenceAt(map, 0), referenceAt(own, 2), ...scales)
        this.visit(this.assembly.whole(mapped.id), after(transform, inner), colour, path)
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
      }
    }
  }
}

/** Whether a tessellated body names the exact one it was made of. */
const standsForAnother = (instance: Instance): boolean =>
  (instance.is('TESSELLATED_SOLID') || instance.is('TESSELLATED_SHELL')) && instance.own[2] instanceof Reference
