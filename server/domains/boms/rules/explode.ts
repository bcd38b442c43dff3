import { manufacturerPartKey, partNumberKey } from '@/server/domains/parts/rules/part-keys'
import { addDecimals, multiplyDecimals, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import type { LineUsage } from '../lifecycle'
import { isCounted, trimDecimal } from './requirement'

/** What of a line decides how much of it a build takes. Quantities are decimal text per parent, null "as required". */
export type StructureLine = Readonly<{
  id: string
  /** The same line in every revision. */
  key: string
  position: number
  parentPosition: number | null
  quantity: string | null
  uom: string
  usage: LineUsage
  dnp: boolean
  excludeFromBom: boolean
  notFitted: readonly string[]
  /** The revision of another BOM this line is. */
  childRevisionId: string | null
  refs: string
  partId: string | null
  ipn: string
  mpn: string
  manufacturer: string
  value: string
  package: string
  footprint: string
  name: string
}>

/** A revision with its lines; `label` is what a cycle's path calls it. */
export type StructureRevision<L extends StructureLine = StructureLine> = Readonly<{
  bomId: string
  label: string
  lines: readonly L[]
}>
export type Structures<L extends StructureLine = StructureLine> = ReadonlyMap<string, StructureRevision<L>>

export type ExplodeOptions = Readonly<{
  /** How many are built, decimal text. */
  quantity: string
  /** Code of the variant that is built; null: as if every line were fitted. The code counts in sub-BOMs too. */
  variant: string | null
  includeOptional: boolean
}>

/**
 * What a line comes to: `buy` a leaf, `make` what other lines are built into, `phantom` only passes on, `consumable` is
 * used but not counted per unit. The rest takes nothing, and nothing below it does.
 */
export const nodeRoles = ['buy', 'make', 'phantom', 'consumable', 'dnp', 'excluded', 'notFitted', 'optional'] as const
export type NodeRole = (typeof nodeRoles)[number]

export type ExplodedNode<L extends StructureLine = StructureLine> = Readonly<{
  line: L
  revisionId: string
  /** Index of the node above; -1 at the top. */
  parent: number
  /** 1 at the top. */
  depth: number
  role: NodeRole
  /** Of the whole build; zero where nothing is taken, null as much as required. */
  quantity: Decimal | null
}>

export type TotalRole = Extract<NodeRole, 'buy' | 'make' | 'consumable'>
export type PartTotal<L extends StructureLine = StructureLine> = Readonly<{
  /** What the part is known by: library, own number, maker's number, or what it looks like. */
  identity: string
  role: TotalRole
  /** The first line that asks for it. */
  line: L
  quantity: Decimal
  /** A line asks for as much as required, which no number counts. */
  asRequired: boolean
  /** Indices of the nodes that ask for it. */
  nodes: readonly number[]
}>

export type Explosion<L extends StructureLine = StructureLine> = Readonly<{
  /** Parents before their children, in the order of the lines. */
  nodes: readonly ExplodedNode<L>[]
  /** In the order of first use. */
  totals: readonly PartTotal<L>[]
}>

export const deepest = 20
const mostNodes = 1_000_000
const zero: Decimal = { unscaled: 0n, scale: 0 }

/** The part a line means, so that the same part on several lines is counted together. Pieces and metres are never added up. */
export function lineIdentity(line: StructureLine): string {
  const unit = isCounted(line.uom) ? '' : `|${line.uom.trim().toLowerCase()}`
  if (line.partId !== null) return `part:${line.partId}${unit}`
  if (line.ipn !== '') return `own:${partNumberKey(line.ipn)}${unit}`
  if (line.mpn !== '') return `maker:${manufacturerPartKey(line.mpn, line.manufacturer)}${unit}`
  const looks = [line.value, line.package || line.footprint, line.name].map((text) => text.trim().toUpperCase())
  return looks.every((text) => text === '') ? `line:${line.key}${unit}` : `looks:${looks.join('|')}${unit}`
}

/**
 * `lineIdentity` of many lines: a number that is written the same way is compared once. Most lines say the same of a part
 * as the line before that names it, so that its number alone finds it.
 */
export function lineIdentities(): (line: StructureLine) => string {
  type Written = { line: StructureLine; identity: string }
  const found = new Map<string, Written[]>()
  return (line) => {
    const number = line.partId ?? (line.ipn || line.mpn)
    if (number === '') return lineIdentity(line)
    const written = found.get(number)
    const same = written?.find(
      ({ line: { uom, partId, ipn, mpn, manufacturer } }) =>
        uom === line.uom &&
        partId === line.partId &&
        ipn === line.ipn &&
        mpn === line.mpn &&
        manufacturer === line.manufacturer,
    )
    if (same) return same.identity
    const identity = lineIdentity(line)
    // The rest of a number that is written in many ways is worked out again.
    if (written === undefined) found.set(number, [{ line, identity }])
    else if (written.length < 8) written.push({ line, identity })
    return identity
  }
}

/**
 * Whether a line takes parts in this build, whatever stands above it; null where it does. DNP first: a line that is never
 * placed is not said to be left out of one variant.
 */
export function zeroRole(
  line: Pick<StructureLine, 'dnp' | 'excludeFromBom' | 'notFitted' | 'usage'>,
  { variant, includeOptional }: Pick<ExplodeOptions, 'variant' | 'includeOptional'>,
): Exclude<NodeRole, TotalRole | 'phantom'> | null {
  if (line.dnp) return 'dnp'
  if (line.excludeFromBom) return 'excluded'
  if (variant !== null && line.notFitted.includes(variant)) return 'notFitted'
  if (line.usage === 'optional' && !includeOptional) return 'optional'
  return null
}

/** What a line with (or without) lines below it comes to, where it takes anything. */
export const takingRole = (usage: LineUsage, parent: boolean): NodeRole =>
  usage === 'phantom' || usage === 'consumable' ? usage : parent ? 'make' : 'buy'

/** Of a line, for so many of what stands above it. Exact. */
export function extended(above: Decimal | null, quantity: string | null): Decimal | null {
  if (above === null || quantity === null) return null
  return multiplyDecimals(above, lineQuantity(quantity))
}

const known = new Map<string, Decimal>()
/** Quantities repeat: most lines ask for one to a hundred. */
function lineQuantity(text: string): Decimal {
  const found = known.get(text)
  if (found) return found
  const made = trimDecimal(parseDecimal(text) ?? zero)
  if (known.size < 10_000) known.set(text, made)
  return made
}

/**
 * Resolves a revision into everything one build takes: per line the quantity of the whole build, and per part the sum.
 * Children of a line that takes nothing take nothing; as much as required of an assembly is as much as required of its
 * parts. A line whose sub-BOM is not among `structures` stays a leaf.
 *
 * @throws DomainError `boms.cycle` (with the path), `boms.tooDeep`, `boms.structureTooLarge`, `boms.quantityInvalid`
 */
export function explode<L extends StructureLine>(
  structures: Structures<L>,
  top: string,
  options: ExplodeOptions,
): Explosion<L> {
  const nodes = explodeNodes(structures, top, options)
  return { nodes, totals: totalsOf(nodes) }
}

/** `explode` without the sums. */
export function explodeNodes<L extends StructureLine>(
  structures: Structures<L>,
  top: string,
  options: ExplodeOptions,
): ExplodedNode<L>[] {
  const built = parseDecimal(options.quantity)
  if (!built || built.unscaled < 0n) throw new DomainError('invalid', 'boms.quantityInvalid')
  const nodes: ExplodedNode<L>[] = []
  const levels = new Map([...structures].map(([id, revision]) => [id, familyOf(revision)]))
  const path: { bomId: string; label: string }[] = []

  /** `sibling` is the first line to visit; those beside it follow. */
  const visit = (revisionId: string, sibling: number, parent: number, depth: number, above: Decimal | null): void => {
    const family = levels.get(revisionId)
    if (!family) return
    const inherited = parent < 0 ? null : untaken(nodes[parent]?.role)
    // Neighbours mostly ask for as many.
    let last: { text: string | null; quantity: Decimal | null } | null = null
    for (let at = sibling; at >= 0; at = family.next[at] ?? -1) {
      const line = family.lines[at]
      if (!line) return
      if (depth > deepest) throw new DomainError('invalid', 'boms.tooDeep', { most: deepest, path: lineLabel(line) })
      if (nodes.length >= mostNodes) throw new DomainError('invalid', 'boms.structureTooLarge', { most: mostNodes })
      const below = family.first[at] ?? -1
      const child = line.childRevisionId === null ? undefined : structures.get(line.childRevisionId)
      const role = inherited ?? zeroRole(line, options) ?? takingRole(line.usage, below >= 0 || child !== undefined)
      const takes = untaken(role) === null
      if (last === null || last.text !== line.quantity)
        last = { text: line.quantity, quantity: extended(above, line.quantity) }
      const quantity = takes ? last.quantity : zero
      const index = nodes.push({ line, revisionId, parent, depth, role, quantity }) - 1
      if (below >= 0) visit(revisionId, below, index, depth + 1, quantity)
      const childId = line.childRevisionId
      if (child && childId !== null) {
        enter(child, () => visit(childId, levels.get(childId)?.top ?? -1, index, depth + 1, quantity))
      }
    }
  }
  const enter = (revision: StructureRevision, walk: () => void): void => {
    const again = path.findIndex(({ bomId }) => bomId === revision.bomId)
    path.push(revision)
    if (again >= 0) throw cycle(path.slice(again).map(({ label }) => label))
    walk()
    path.pop()
  }
  const first = structures.get(top)
  if (first) enter(first, () => visit(top, levels.get(top)?.top ?? -1, -1, 1, trimDecimal(built)))
  return nodes
}

export const cycle = (labels: readonly string[]): DomainError =>
  new DomainError('invalid', 'boms.cycle', { path: labels.join(' → ') })

/** The role handed down by a line that takes nothing. */
function untaken(role: NodeRole | undefined): NodeRole | null {
  return role === 'dnp' || role === 'excluded' || role === 'notFitted' || role === 'optional' ? role : null
}

const lineLabel = ({ refs, ipn, mpn, value, name, position }: StructureLine): string =>
  ipn || mpn || refs || value || name || `#${position}`

/** Who stands below whom, by index of the lines; -1 is nobody. A list of objects per line would outweigh the lines. */
type Family<L extends StructureLine> = Readonly<{
  lines: readonly L[]
  /** The first line at the top, the first below each line, and the one beside it. */
  top: number
  first: Int32Array
  next: Int32Array
}>

/** Lines that hang in a ring under no top line would be lost: that is a cycle. */
function familyOf<L extends StructureLine>({ lines }: StructureRevision<L>): Family<L> {
  const indices = new Map(lines.map(({ position }, index) => [position, index]))
  const none = () => new Int32Array(lines.length).fill(-1)
  const [first, next, last] = [none(), none(), none()]
  let [top, lastAtTop] = [-1, -1]
  let descending = true
  for (const [index, { position, parentPosition }] of lines.entries()) {
    const parent = parentPosition === null ? undefined : indices.get(parentPosition)
    if (parent === undefined) {
      if (lastAtTop < 0) top = index
      else next[lastAtTop] = index
      lastAtTop = index
      continue
    }
    if ((parentPosition ?? 0) >= position) descending = false
    const before = last[parent] ?? -1
    if (before < 0) first[parent] = index
    else next[before] = index
    last[parent] = index
  }
  // Where every line stands below an earlier one, there is no ring.
  if (!descending) refuseRings(lines)
  return { lines, top, first, next }
}

function refuseRings(lines: readonly StructureLine[]): void {
  const byPosition = new Map(lines.map((line) => [line.position, line]))
  const reached = new Set<StructureLine>()
  const settle = (line: StructureLine, trail: StructureLine[]): void => {
    const parent = line.parentPosition === null ? undefined : byPosition.get(line.parentPosition)
    if (reached.has(line)) return
    const again = trail.indexOf(line)
    if (again >= 0) throw cycle([...trail.slice(again), line].toReversed().map(lineLabel))
    if (parent) settle(parent, trail.length > deepest ? tooDeep(line) : [...trail, line])
    reached.add(line)
  }
  for (const line of lines) settle(line, [])
}

function tooDeep(line: StructureLine): never {
  throw new DomainError('invalid', 'boms.tooDeep', { most: deepest, path: lineLabel(line) })
}

function totalsOf<L extends StructureLine>(nodes: readonly ExplodedNode<L>[]): PartTotal<L>[] {
  type Growing = { identity: string; role: TotalRole; line: L; quantity: Decimal; asRequired: boolean; nodes: number[] }
  const found = {
    buy: new Map<string, Growing>(),
    make: new Map<string, Growing>(),
    consumable: new Map<string, Growing>(),
  }
  const totals: Growing[] = []
  const identityOf = lineIdentities()
  for (const [index, { line, role, quantity }] of nodes.entries()) {
    if (role !== 'buy' && role !== 'make' && role !== 'consumable') continue
    const identity = identityOf(line)
    let total = found[role].get(identity)
    if (total === undefined) {
      total = { identity, role, line, quantity: zero, asRequired: false, nodes: [] }
      found[role].set(identity, total)
      totals.push(total)
    }
    total.nodes.push(index)
    if (quantity === null) total.asRequired = true
    else total.quantity = addDecimals(total.quantity, quantity)
  }
  return totals.map((total) => ({ ...total, quantity: trimDecimal(total.quantity) }))
}
