import { and, eq, sql } from 'drizzle-orm'
import { translationMemory } from '@/db/schema/language'
import { users } from '@/db/schema/people'
import { otherLanguage, type Language } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import { memoryHash } from '../commands/remember'
import type { Suggest } from '../inputs'
import { bigramsOf } from '../rules/bigrams'
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

/**
 * Counterparts from what the organisation verified before, the most alike first: at most four, none of another
 * organisation. Candidates share pairs of neighbouring characters and are about as long.
 */
export async function suggest(ctx: MemberCtx, { text, language }: Suggest): Promise<Suggestion[]> {
  const grams = bigramsOf(text)
  if (grams.length === 0) return []
  const { orgId } = ctx.actor.member
  // Dice: twice what they share over what they have. That bounds the length of anything alike enough, and how much of
  // this text it shares: whatever part of it is as large as the rest, it shares some of.
  const [least, greatest] = [
    Math.floor((grams.length * alike) / (2 - alike)),
    Math.ceil((grams.length * (2 - alike)) / alike),
  ]
  const fewest = Math.ceil((alike * (grams.length + least)) / 2)
  const telling = rareFirst(grams).slice(0, grams.length - fewest + 1)
  const memory = translationMemory
  // Counted in one stream over all candidates: a subquery for each costs several times as much.
  const pairs = ctx.db
    .select({ sourceHash: memory.sourceHash, gram: sql<string>`unnest(${memory.grams})`.as('gram') })
    .from(memory)
    .where(
      and(
        eq(memory.orgId, orgId),
        eq(memory.source, language),
        sql`${memory.grams} && ${list(telling)}`,
        sql`cardinality(${memory.grams}) between ${least} and ${greatest}`,
      ),
    )
    .as('pairs')
  const near = ctx.db
    .select({ sourceHash: pairs.sourceHash, shared: sql<number>`count(*)`.as('shared') })
    .from(pairs)
    .where(sql`${pairs.gram} = any(${list(grams)})`)
    .groupBy(pairs.sourceHash)
    .having(sql`count(*) >= ${fewest}`)
    .as('near')
  const score = sql<number>`(2.0 * ${near.shared} / (cardinality(${memory.grams}) + ${grams.length}))::float8`
  const rows = await ctx.db
    .select({
      en: memory.en,
      zh: memory.zh,
      sourceHash: memory.sourceHash,
      verifiedAt: memory.verifiedAt,
      likeness: score,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
    })
    .from(near)
    .innerJoin(
      memory,
      and(eq(memory.orgId, orgId), eq(memory.source, language), eq(memory.sourceHash, near.sourceHash)),
    )
    .leftJoin(users, eq(users.id, memory.verifiedBy))
    .where(sql`${score} >= ${alike}`)
    .orderBy(sql`${memory.sourceHash} = ${memoryHash(text)} desc`, sql`${score} desc`, sql`${memory.verifiedAt} desc`)
    .limit(most)
  return rows.map((row) => shown(row, text, language))
}

const list = (grams: readonly string[]) => sql`${`{${grams.map((gram) => JSON.stringify(gram)).join(',')}}`}::text[]`

/** Pairs that nearly every English sentence has find nearly everything, so they are asked for last. */
const common = new Set(
  'th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se le sa si ar ve ra ld ur be sh ll ce'.split(
    ' ',
  ),
)
const rareFirst = (grams: readonly string[]): string[] => [
  ...grams.filter((gram) => !common.has(gram)),
  ...grams.filter((gram) => common.has(gram)),
]

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
