import type { BoardLayer } from './layer-role'
import type { Box } from './box'
import type { Findings } from './findings'

export type BoardSize = Readonly<{ widthMm: number; heightMm: number }>

/** To the micrometre: what files in inches cannot write exactly is not shown as a fraction of the board. */
const toMicrometre = (mm: number): number => Math.round(mm * 1000) / 1000

export const sizeOf = (box: Box | null): BoardSize | null =>
  box && { widthMm: toMicrometre(box.maxX - box.minX), heightMm: toMicrometre(box.maxY - box.minY) }

const rank = ({ role }: BoardLayer): number => (role.side === 'top' ? 0 : role.side === 'bottom' ? 2 : 1)

/** Copper from top to bottom, inner layers as they are counted; tells of a layer that is there twice or not at all. */
export function copperStack(layers: readonly BoardLayer[], findings: Findings): BoardLayer[] {
  const copper = layers
    .filter(({ role }) => role.type === 'copper')
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.role.order ?? Number.MAX_SAFE_INTEGER) - (b.role.order ?? Number.MAX_SAFE_INTEGER) ||
        compareNames(a.name, b.name),
    )
  if (copper.length === 0) {
    findings.add('missingCopper')
    return copper
  }
  const keys = new Map<string, string>()
  for (const { name, role } of copper) {
    if (role.side === 'inner' && role.order === null) continue
    const key = role.side === 'inner' ? `inner ${role.order}` : (role.side ?? name)
    const other = keys.get(key)
    if (other === undefined) keys.set(key, name)
    else findings.add('doubledLayer', { file: name, other })
  }
  const inner = copper.flatMap(({ role }) => (role.side === 'inner' && role.order !== null ? [role.order] : []))
  const [first, last] = [Math.min(...inner), Math.max(...inner)]
  for (let order = first; order < last && order - first < 64; order++)
    if (!inner.includes(order)) findings.add('missingInnerLayer', { n: order })
  return copper
}

const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The layer that gives the outline: the one that says so, else a keep-out layer, else the lowest mechanical layer, if
 * it encloses the copper: Altium boards often have their outline on one of those and nothing more.
 */
export function chooseOutline(layers: readonly BoardLayer[], copper: readonly BoardLayer[]): BoardLayer | null {
  const drawn = layers.filter(({ facts }) => facts.centreline !== null)
  const said = drawn.filter(({ role }) => role.type === 'outline')
  const [first] = said.toSorted((a, b) => area(b.facts.centreline) - area(a.facts.centreline))
  if (first) return said.find(({ role }) => role.source === 'attribute') ?? first
  const candidates = drawn
    .filter(({ role }) => role.type === 'keepout' || role.type === 'mechanical')
    .toSorted(
      (a, b) => Number(a.role.type === 'mechanical') - Number(b.role.type === 'mechanical') || order(a) - order(b),
    )
  const covered = copper.map(({ facts }) => facts.centreline).filter((box) => box !== null)
  return candidates.find(({ facts }) => covered.every((box) => encloses(facts.centreline, box))) ?? null
}

const order = ({ role }: BoardLayer): number => role.order ?? 0
const area = (box: Box | null): number => (box === null ? 0 : (box.maxX - box.minX) * (box.maxY - box.minY))

/** With a tenth of a millimetre for lines drawn along the edge. */
const encloses = (outer: Box | null, inner: Box): boolean =>
  outer !== null &&
  outer.minX <= inner.minX + 0.1 &&
  outer.minY <= inner.minY + 0.1 &&
  outer.maxX >= inner.maxX - 0.1 &&
  outer.maxY >= inner.maxY - 0.1
