import { isDiscrete } from './checks'
import { sameManufacturer } from '@/server/domains/parts/rules/manufacturers'
import { fromMicro, toMicro } from './quantity'
import { compareRefs } from './refdes'
import type { ImportedLine, MergeProposal } from './types'

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-_.,]/g, '')

/** What makes two lines the same part (rules §11); null = never merged. */
export function mergeKey(line: ImportedLine): string | null {
  const role = [line.usage ?? 'normal', line.suppliedBy ?? 'factory', ...line.notFitted].join()
  const state = `${line.parentRow ?? ''}|${line.dnp ? 'dnp' : ''}|${role}|${isDiscrete(line) ? '' : (line.uom ?? '')}`
  if (line.ipn !== null) return `${state}|ipn|${line.ipn}`
  if (line.mpn !== null)
    return `${state}|mpn|${fold(line.mpn)}|${line.manufacturer === null ? '' : sameManufacturer(line.manufacturer)}`
  const { tolerance, voltage, dielectric, power } = line.attributes
  const isPassive = line.valueKind === 'resistor' || line.valueKind === 'capacitor' || line.valueKind === 'inductor'
  if (!isPassive || line.valueSI === null || line.package === null) return null
  const needed =
    line.valueKind === 'resistor' ? [tolerance] : line.valueKind === 'capacitor' ? [voltage, dielectric] : [tolerance]
  if (needed.some((attribute) => attribute === null)) return null
  return [state, line.valueKind, line.valueSI, line.package, tolerance, voltage, dielectric, power].join('|')
}

function groups(lines: readonly ImportedLine[]): Map<string, ImportedLine[]> {
  const byKey = new Map<string, ImportedLine[]>()
  for (const line of lines) {
    const key = mergeKey(line)
    if (key === null || line.quantity === null) continue
    const group = byKey.get(key)
    if (group === undefined) byKey.set(key, [line])
    else group.push(line)
  }
  for (const [key, group] of byKey) {
    // One item number on two part numbers is a conflict (E090), not a duplicate.
    const parts = new Set(group.map(({ mpn }) => (mpn === null ? '' : fold(mpn))))
    if (group.length < 2 || parts.size > 1) byKey.delete(key)
  }
  return byKey
}

const sum = (group: readonly ImportedLine[]): string =>
  fromMicro(group.reduce((total, { quantity }) => total + (toMicro(quantity ?? '0') ?? 0n), 0n))

export function proposeMerges(lines: readonly ImportedLine[]): MergeProposal[] {
  return [...groups(lines)].map(([key, group]) => ({
    key,
    rows: group.map(({ row }) => row),
    quantity: sum(group),
    refs: [...new Set(group.flatMap(({ refs }) => refs.map(({ ref }) => ref)))].toSorted(compareRefs),
  }))
}

/** Lines with the proposed merges done: references united, quantities added, notes joined, the first row kept. */
export function applyMerges(lines: readonly ImportedLine[]): ImportedLine[] {
  const into = new Map<ImportedLine, ImportedLine[]>()
  const gone = new Set<ImportedLine>()
  for (const group of groups(lines).values()) {
    const [first, ...rest] = group
    if (first === undefined) continue
    into.set(first, group)
    for (const line of rest) gone.add(line)
  }
  return lines
    .filter((line) => !gone.has(line))
    .map((line) => {
      const group = into.get(line)
      if (group === undefined) return line
      const refs = new Map(group.flatMap((member) => member.refs.map((item) => [item.ref, item] as const)))
      const notes = [...new Set(group.map(({ note }) => note).filter((note) => note !== null))]
      return {
        ...line,
        refs: [...refs.values()],
        quantity: sum(group),
        note: notes.length === 0 ? null : notes.join(' / '),
      }
    })
}
