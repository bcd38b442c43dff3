import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { translationMemory } from '@/db/schema/language'
import { users } from '@/db/schema/people'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { memoryHash } from '../commands/remember'
import type { Suggest } from '../inputs'
import { bigramsOf, likeness } from '../rules/bigrams'
import { reuse } from '../rules/reuse'

/** Less alike than this is another sentence. */
const alike = 0.7
const most = 4

export type Suggestion = Readonly<{
  /** What the organisation verified: the text then, and its counterpart then. */
  remembered: Readonly<{ source: string; counterpart: string }>
  /** What to take: the counterpart, with the figures of the text where that is safe. */
  text: string
  /** 0 to 1; 1 is the same text. */
  likeness: number
  /** Figures were put in place of the old ones and pass the parity check. */
  adapted: boolean
  /** The figures of `text` are those of the text asked about. */
  figures: boolean
  verifiedBy: Readonly<{ displayNameEn: string; displayNameZh: string }> | null
  verifiedAt: Date
}>

/** How far a look at signatures may be off, and how many of the most promising texts are compared pair by pair. */
const slack = 0.12
const candidates = 48

/**
 * Counterparts from what the organisation verified before, the most alike first: at most four, none of another
 * organisation. The same text is looked up; of others, signatures say which are worth comparing.
 */
export async function suggest(ctx: MemberCtx, { text, language }: Suggest): Promise<Suggestion[]> {
  const grams = bigramsOf(text)
  if (grams.length === 0) return []
  const memory = translationMemory
  const hash = memoryHash(text)
  // One pass over what the organisation has, and the cut before any join: the planner cannot guess how much is alike.
  const remembered = ctx.db
    .select({
      en: memory.en,
      zh: memory.zh,
      grams: memory.grams,
      sourceHash: memory.sourceHash,
      verifiedBy: memory.verifiedBy,
      verifiedAt: memory.verifiedAt,
      nearness: nearnessTo(grams).as('nearness'),
    })
    .from(memory)
    .where(and(eq(memory.orgId, ctx.actor.member.orgId), eq(memory.source, language)))
    .as('remembered')
  const same = sql`${remembered.sourceHash} = ${hash}`
  const near = ctx.db
    .select()
    .from(remembered)
    .where(or(sql`${remembered.nearness} >= ${alike - slack}`, same))
    .orderBy(sql`${same} desc`, sql`${remembered.nearness} desc`)
    .limit(candidates)
    .as('near')
  const rows = await ctx.db
    .select({
      en: near.en,
      zh: near.zh,
      grams: near.grams,
      sourceHash: near.sourceHash,
      verifiedAt: near.verifiedAt,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
    })
    .from(near)
    .leftJoin(users, eq(users.id, near.verifiedBy))
  return rows
    .map((row) => ({ ...row, likeness: row.sourceHash === hash ? 1 : likeness(grams, row.grams) }))
    .filter((row) => row.likeness >= alike)
    .toSorted(
      (a, b) =>
        Number(b.sourceHash === hash) - Number(a.sourceHash === hash) ||
        b.likeness - a.likeness ||
        b.verifiedAt.getTime() - a.verifiedAt.getTime(),
    )
    .slice(0, most)
    .map((row) => shown(row, text, language))
}

/** Likeness as signatures have it: twice the bits both have, over all bits. */
function nearnessTo(grams: readonly string[]): SQL<number> {
  const asked = sql`(select gram_signature(${list(grams)}))`
  const mine = sql`${translationMemory.signature}`
  return sql<number>`(2.0::float8 * bit_count(${mine} & ${asked}) / nullif(bit_count(${mine}) + bit_count(${asked}), 0))`
}

const list = (grams: readonly string[]) => sql`${`{${grams.map((gram) => JSON.stringify(gram)).join(',')}}`}::text[]`

type Row = Readonly<{
  en: string
  zh: string
  sourceHash: string
  verifiedAt: Date
  likeness: number
  displayNameEn: string | null
  displayNameZh: string | null
}>

function shown(row: Row, text: string, language: Language): Suggestion {
  const { displayNameEn, displayNameZh } = row
  const exact = row.sourceHash === memoryHash(text)
  return {
    ...reuse(text, language, row),
    remembered: { source: row[language], counterpart: row[otherLanguage(language)] },
    // Texts with the same pairs in another order, or other figures, are not the same.
    likeness: exact ? 1 : Math.min(row.likeness, 0.99),
    verifiedBy: displayNameEn === null ? null : { displayNameEn, displayNameZh: displayNameZh ?? '' },
    verifiedAt: row.verifiedAt,
  }
}
