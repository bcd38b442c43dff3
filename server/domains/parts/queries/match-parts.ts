import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { crossReferences, manufacturerParts, partMatches, parts, supplierParts } from '@/db/schema/parts'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { learnedKeyOf, matcher, type LibraryEntry, type Matcher, type MatchLine } from '../rules/match'
import { partNumberKey } from '../rules/part-keys'

/** Entries that are compared by their words; a library beyond it is matched by numbers alone. */
const mostTexts = 50_000

export type PartSummary = Readonly<{
  id: string
  number: string
  name: typeof parts.$inferSelect.name
  package: string
  value: string
  sources: LibraryEntry['sources']
}>

/**
 * A matcher for these lines over the library of one organisation, which is the acting one unless the system asks, with what the entries are called. A fixed number
 * of statements, however many lines. `canonical` makes one name of the many a package goes by.
 */
export async function matchParts(
  { db }: AnyCtx,
  own: string,
  lines: readonly MatchLine[],
  canonical: (text: string) => string,
): Promise<Matcher & Readonly<{ summaries: ReadonlyMap<string, PartSummary> }>> {
  const keys = keysOf(lines)
  const learned = await db
    .select({ kind: partMatches.kind, key: partMatches.key, partId: partMatches.partId })
    .from(partMatches)
    .where(and(eq(partMatches.orgId, own), sql`${partMatches.key} = any(${param(keys.learned)})`))
  const aliases = await aliasesOf({ db }, own, keys.numbers)
  const numbers = [...keys.numbers, ...[...aliases.values()].flat().map(partNumberKey)]
  const live = and(eq(parts.orgId, own), isNull(parts.archivedAt))
  const summary = {
    id: parts.id,
    number: parts.number,
    name: parts.name,
    package: parts.package,
    value: parts.value,
    description: parts.description,
  }
  // One plain look-up per kind of number: joined into one statement, the planner may loop over the library per key.
  const named = await db
    .select({ id: parts.id })
    .from(parts)
    .where(and(live, sql`${parts.numberKey} = any(${param(numbers)})`))
  const made = await db
    .selectDistinct({ id: manufacturerParts.partId })
    .from(manufacturerParts)
    .where(
      and(
        eq(manufacturerParts.orgId, own),
        sql`split_part(${manufacturerParts.key}, '|', 1) = any(${param(keys.mpns)})`,
      ),
    )
  const sold = await db
    .selectDistinct({ id: supplierParts.partId })
    .from(supplierParts)
    .where(and(eq(supplierParts.orgId, own), sql`split_part(${supplierParts.key}, '|', 2) = any(${param(keys.skus)})`))
  const hits = [...named, ...made, ...sold].map(({ id }) => id)
  const wanted = [...new Set([...hits, ...learned.map(({ partId }) => partId)])]
  const found = await db
    .select(summary)
    .from(parts)
    .where(and(live, sql`${parts.id} = any(${param(wanted)})`))
  const texts = await db
    .select({
      id: parts.id,
      text: sql<string>`concat_ws(' ', ${parts.value}, ${parts.package}, ${parts.name}->>'en', ${parts.name}->>'zh',
        ${parts.description}->>'en', ${parts.description}->>'zh')`,
    })
    .from(parts)
    .where(live)
    .orderBy(parts.id)
    .limit(mostTexts)
  const ids = found.map(({ id }) => id)
  const sources = await sourcesOf({ db }, own, ids)
  const offers = await db
    .select({ partId: supplierParts.partId, supplier: supplierParts.supplier, sku: supplierParts.sku })
    .from(supplierParts)
    .where(and(eq(supplierParts.orgId, own), sql`${supplierParts.partId} = any(${param(ids)})`))
  const [sourcesBy, offersBy] = [byPart(sources), byPart(offers)]
  const entries = found.map(({ id, number, name, description, ...rest }) => ({
    ...{ id, number, package: rest.package, value: rest.value },
    text: [name.en, name.zh, description.en, description.zh].filter(Boolean).join(' '),
    sources: sourcesBy.get(id) ?? [],
    offers: offersBy.get(id) ?? [],
  }))
  const summaries = new Map(
    found.map(({ id, number, name, package: pack, value }) => [
      id,
      { id, number, name, value, package: pack, sources: sourcesBy.get(id) ?? [] },
    ]),
  )
  return { ...matcher(entries, learned, canonical, aliases, texts), summaries }
}

function byPart<T extends Readonly<{ partId: string }>>(rows: readonly T[]): Map<string, T[]> {
  const by = new Map<string, T[]>()
  for (const row of rows) {
    const list = by.get(row.partId)
    if (list) list.push(row)
    else by.set(row.partId, [row])
  }
  return by
}
const param = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`

/** Own numbers by the key of what a factory calls the same thing. */
async function aliasesOf({ db }: Pick<AnyCtx, 'db'>, own: string, keys: readonly string[]) {
  const found = await db
    .select({ key: crossReferences.partnerNumberKey, number: crossReferences.number })
    .from(crossReferences)
    .where(
      and(
        eq(crossReferences.orgId, own),
        isNull(crossReferences.retiredAt),
        sql`${crossReferences.partnerNumberKey} = any(${param(keys)})`,
      ),
    )
  const by = new Map<string, string[]>()
  for (const { key, number } of found) by.set(key, [...(by.get(key) ?? []), number])
  return by
}

const sourcesOf = ({ db }: Pick<AnyCtx, 'db'>, own: string, ids: readonly string[]) =>
  db
    .select({
      partId: manufacturerParts.partId,
      mpn: manufacturerParts.mpn,
      manufacturer: manufacturerParts.manufacturer,
      package: manufacturerParts.package,
      status: manufacturerParts.status,
    })
    .from(manufacturerParts)
    .where(and(eq(manufacturerParts.orgId, own), sql`${manufacturerParts.partId} = any(${param(ids)})`))
    .orderBy(manufacturerParts.partId, manufacturerParts.rank)

function keysOf(lines: readonly MatchLine[]) {
  const [numbers, mpns, skus, learned] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
  const put = (set: Set<string>, text: string) => {
    const key = partNumberKey(text)
    if (key !== '') set.add(key)
  }
  for (const line of lines) {
    put(numbers, line.ipn)
    put(numbers, line.cpn)
    put(mpns, line.mpn)
    put(skus, line.supplierPart)
    const key = learnedKeyOf(line)
    if (key) learned.add(key.key)
  }
  return { numbers: [...numbers], mpns: [...mpns], skus: [...skus], learned: [...learned] }
}

/** What entries of the acting organisation's library are called; unknown ids are left out. */
export async function summarizeParts(
  { db, actor }: MemberCtx,
  ids: readonly string[],
): Promise<Map<string, PartSummary>> {
  const own = actor.member.orgId
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await db
    .select({ id: parts.id, number: parts.number, name: parts.name, package: parts.package, value: parts.value })
    .from(parts)
    .where(and(eq(parts.orgId, own), inArray(parts.id, wanted)))
  const sourcesBy = byPart(await sourcesOf({ db }, own, wanted))
  return new Map(found.map((part) => [part.id, { ...part, sources: sourcesBy.get(part.id) ?? [] }]))
}
