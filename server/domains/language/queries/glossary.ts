import { and, asc, eq } from 'drizzle-orm'
import { pinyin } from 'pinyin-pro'
import { glossaryTerms } from '@/db/schema/language'
import { productParties } from '@/db/schema/products'
import { can } from '@/server/domains/orgs/policy'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberCtx } from '@/server/platform/context'
import { baseLayer, baseTerms } from '../glossary/base'
import { writeTerms } from '../glossary/table'
import { matchesTerm } from '../glossary/matches-term'
import { layTerms, termKey, type Term, type TermOrigin } from '../glossary/term'
import type { Terms } from '../inputs'

/**
 * The words that count for a text, base < partner's < brand's: the brand's product is called what the brand calls it,
 * and the partner's word stands where the brand has none. Outside a product, or on one where the brand names no
 * partner, base < own. Notes stay with whoever wrote them.
 */
export async function effectiveTerms(ctx: MemberCtx, { productId, partnerOrgId }: Terms): Promise<Term[]> {
  const own = ctx.actor.member.orgId
  if (!productId) return layTerms([baseLayer(), await layerOf(ctx, own, 'own')])
  const access = await requireProduct(ctx, productId)
  if (access.role !== 'owner') {
    return layTerms([baseLayer(), await layerOf(ctx, own, 'own'), await layerOf(ctx, access.orgId, 'theirs')])
  }
  const partner = partnerOrgId ? await workingPartner(ctx, productId, partnerOrgId) : null
  return layTerms([baseLayer(), partner ? await layerOf(ctx, partner, 'theirs') : [], await layerOf(ctx, own, 'own')])
}

/** The partner the brand named, while it works on the product: one that left takes its words along. */
async function workingPartner(
  { db, actor }: MemberCtx,
  productId: string,
  partnerOrgId: string,
): Promise<string | null> {
  const [party] = await db
    .select({ orgId: productParties.orgId })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, actor.member.orgId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.state, 'active'),
      ),
    )
  return party?.orgId ?? null
}

async function layerOf({ db }: MemberCtx, orgId: string, origin: TermOrigin): Promise<Term[]> {
  const terms = await db
    .select({ en: glossaryTerms.en, zh: glossaryTerms.zh, locked: glossaryTerms.locked })
    .from(glossaryTerms)
    .where(eq(glossaryTerms.orgId, orgId))
  return terms.map((term) => ({ ...term, origin }))
}

/** The organisation's own glossary and the base below it, by English term, as the settings page shows them. */
export async function getGlossary({ db, actor }: MemberCtx) {
  const own = await db
    .select({
      id: glossaryTerms.id,
      en: glossaryTerms.en,
      zh: glossaryTerms.zh,
      key: glossaryTerms.key,
      note: glossaryTerms.note,
      locked: glossaryTerms.locked,
      version: glossaryTerms.version,
      updatedAt: glossaryTerms.updatedAt,
    })
    .from(glossaryTerms)
    .where(eq(glossaryTerms.orgId, actor.member.orgId))
    .orderBy(asc(glossaryTerms.key))
  const spelled = own.map((term) => ({ ...term, pinyin: pinyin(term.zh, { nonZh: 'consecutive' }) }))
  return { own: spelled, base: baseTerms(), mayWrite: can(actor.member.role, 'language:write') }
}
export type Glossary = Awaited<ReturnType<typeof getGlossary>>

/** Terms that are meant by what was typed, the company's word in place of the base's: the nearest first. */
export async function findTerms(ctx: MemberCtx, typed: string): Promise<{ en: string; zh: string }[]> {
  const asked = typed.normalize('NFKC').trim().toLowerCase()
  // One letter means half the glossary.
  if (asked.length < 2 && !/\p{Script=Han}/u.test(asked)) return []
  const { own, base } = await getGlossary(ctx)
  const taken = new Set(own.map(({ key }) => key))
  const found = [...own, ...base.filter(({ en }) => !taken.has(termKey(en)))].filter((term) =>
    matchesTerm(asked, { ...term, note: '' }),
  )
  const distance = ({ en, zh }: Readonly<{ en: string; zh: string }>) => {
    const words = [en.toLowerCase(), zh]
    if (words.includes(asked)) return 0
    return words.some((word) => word.startsWith(asked)) ? 1 : words.some((word) => word.includes(asked)) ? 2 : 3
  }
  return found
    .map(({ en, zh }) => ({ en, zh, at: distance({ en, zh }) }))
    .toSorted((a, b) => a.at - b.at || a.en.length - b.en.length || (a.en < b.en ? -1 : 1))
    .map(({ en, zh }) => ({ en, zh }))
}

/** The organisation's own terms as a CSV file. */
export async function exportTerms(ctx: MemberCtx): Promise<{ text: string }> {
  const { own } = await getGlossary(ctx)
  return { text: writeTerms(own) }
}
