import { languages } from '@/server/kernel/bilingual'
import { textFields, valueFields, type Requirement, type RequirementLink } from './requirement'

/** A field that a diff can name. Texts are compared per language, figures one by one. */
export const diffFields = [
  'section',
  'kind',
  'title.en',
  'title.zh',
  'text.en',
  'text.zh',
  'condition.en',
  'condition.zh',
  'values.nominal',
  'values.min',
  'values.typ',
  'values.max',
  'values.tolerancePlus',
  'values.toleranceMinus',
  'values.unit',
  'verification',
  'critical',
  'owner',
  'links',
  'attachments',
] as const
export type DiffField = (typeof diffFields)[number]

/** One field that says something else now; empty text where there was or is nothing. */
export type FieldChange = Readonly<{ field: DiffField; from: string; to: string }>
export type RequirementDiff = Readonly<{
  id: string
  code: string
  /** What happened to it; a moved one says the same at another place. */
  kind: 'added' | 'removed' | 'changed' | 'moved'
  before: Requirement | null
  after: Requirement | null
  changes: readonly FieldChange[]
}>
export type SpecDiff = Readonly<{
  /** In the order of the newer revision; removed ones where they stood. */
  rows: readonly RequirementDiff[]
  counts: Readonly<Record<RequirementDiff['kind'], number>>
}>

const linksText = (links: readonly RequirementLink[]): string =>
  links
    .map(({ kind, label, id }) => `${kind} ${label || id}`)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .join(', ')

/** What a requirement says, field by field, as text that can be compared and shown. Decimals stay as written: `3.3` is not `3.30`. */
export function fieldsOf(requirement: Requirement): Readonly<Record<DiffField, string>> {
  const { section, kind, values, verification, critical, ownerId, links, attachmentIds } = requirement
  const texts = textFields.flatMap((field) =>
    languages.map((language) => [`${field}.${language}`, requirement[field][language]] as const),
  )
  const figures = [...valueFields, 'unit' as const].map((field) => [`values.${field}`, values[field]] as const)
  return {
    section,
    kind,
    verification: verification ?? '',
    critical: critical ? 'yes' : 'no',
    owner: ownerId ?? '',
    links: linksText(links),
    attachments: attachmentIds.toSorted().join(' '),
    ...Object.fromEntries([...texts, ...figures]),
  } as Readonly<Record<DiffField, string>>
}

/** The fields in which two states of one requirement differ. */
export function changesBetween(before: Requirement, after: Requirement): FieldChange[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)]
  return diffFields
    .filter((field) => from[field] !== to[field])
    .map((field) => ({ field, from: from[field], to: to[field] }))
}

/**
 * Two revisions side by side, matched by the id that a requirement keeps in all of them. Both lists in the order of
 * their document. Only what differs is listed; a requirement counts as moved where the ones that stay in both have
 * another one before it, as few of them as explain the new order.
 */
export function diffRequirements(before: readonly Requirement[], after: readonly Requirement[]): SpecDiff {
  const old = new Map(before.map((requirement) => [requirement.id, requirement]))
  const now = new Map(after.map((requirement) => [requirement.id, requirement]))
  const stayed = after.filter(({ id }) => old.has(id)).map(({ id }) => id)
  const rank = new Map(before.filter(({ id }) => now.has(id)).map(({ id }, index) => [id, index]))
  const inOrder = longestRising(stayed.map((id) => rank.get(id) ?? 0))
  const steady = new Set(stayed.filter((_, index) => inOrder.has(index)))

  const rows: RequirementDiff[] = []
  const removedAfter = new Map<string | null, Requirement[]>()
  let previous: string | null = null
  for (const requirement of before) {
    if (now.has(requirement.id)) previous = requirement.id
    else removedAfter.set(previous, [...(removedAfter.get(previous) ?? []), requirement])
  }
  const removed = (id: string | null) =>
    (removedAfter.get(id) ?? []).forEach((gone) =>
      rows.push({ id: gone.id, code: gone.code, kind: 'removed', before: gone, after: null, changes: [] }),
    )
  removed(null)
  for (const requirement of after) {
    const { id, code } = requirement
    const earlier = old.get(id) ?? null
    const changes = earlier ? changesBetween(earlier, requirement) : []
    const row = { id, code, before: earlier, after: requirement, changes }
    if (!earlier) rows.push({ ...row, kind: 'added' })
    else if (changes.length > 0) rows.push({ ...row, kind: 'changed' })
    else if (!steady.has(id)) rows.push({ ...row, kind: 'moved' })
    removed(id)
  }
  const count = (kind: RequirementDiff['kind']) => rows.filter((row) => row.kind === kind).length
  return {
    rows,
    counts: { added: count('added'), removed: count('removed'), changed: count('changed'), moved: count('moved') },
  }
}

/** Indexes of a longest rising run picked from a list, in n log n (patience sorting). */
function longestRising(ranks: readonly number[]): Set<number> {
  const tails: number[] = []
  const before: (number | null)[] = []
  ranks.forEach((rank, index) => {
    let [low, high] = [0, tails.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranks[tails[middle] ?? 0] ?? 0) < rank) low = middle + 1
      else high = middle
    }
    before[index] = low > 0 ? (tails[low - 1] ?? null) : null
    tails[low] = index
  })
  const picked = new Set<number>()
  for (let at = tails.at(-1) ?? null; at !== null; at = before[at] ?? null) picked.add(at)
  return picked
}
