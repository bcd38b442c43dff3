import { and, eq, gt, isNull } from 'drizzle-orm'
import { oneTimeTokens, type oneTimePurposes, type SignUpDraft } from '@/db/schema/people'
import { linkMinutes } from '@/server/domains/people/rules/links'
import { DomainError } from '@/server/kernel/errors'
import type { AnyCtx } from '@/server/platform/context'
import { hashToken, newToken } from './actor'

export type OneTimePurpose = (typeof oneTimePurposes)[number]

type Subject = Readonly<{ email: string; userId?: string; draft?: SignUpDraft }>

/** Makes a link's secret; only its hash is kept. Earlier links stay valid, so nobody can void another's by asking again. */
export async function issueOneTimeToken(ctx: AnyCtx, purpose: OneTimePurpose, subject: Subject): Promise<string> {
  const token = newToken()
  const now = ctx.now()
  await ctx.db.insert(oneTimeTokens).values({
    tokenHash: hashToken(token),
    purpose,
    email: subject.email,
    userId: subject.userId ?? null,
    draft: subject.draft ?? null,
    expires: new Date(now.getTime() + linkMinutes[purpose] * 60_000),
    createdAt: now,
  })
  return token
}

const usable = (ctx: AnyCtx, purpose: OneTimePurpose, token: string) =>
  and(
    eq(oneTimeTokens.tokenHash, hashToken(token)),
    eq(oneTimeTokens.purpose, purpose),
    isNull(oneTimeTokens.usedAt),
    gt(oneTimeTokens.expires, ctx.now()),
  )

/** What a link is about, without using it up; null once it is used, expired, or meant for something else. */
export async function findOneTimeToken(ctx: AnyCtx, purpose: OneTimePurpose, token: string) {
  const [found] = await ctx.db
    .select()
    .from(oneTimeTokens)
    .where(usable(ctx, purpose, token))
  return found ?? null
}

/** Uses a link up. Of two that try at once, one gets it; the other, like any unusable link, is refused. */
export async function redeemOneTimeToken(ctx: AnyCtx, purpose: OneTimePurpose, token: string) {
  const [found] = await ctx.db
    .update(oneTimeTokens)
    .set({ usedAt: ctx.now(), draft: null })
    .where(usable(ctx, purpose, token))
    .returning()
  if (!found) throw new DomainError('invalid', 'people.linkUnusable')
  return found
}

/** Voids every open link to an address, after its account changed hands or its password. */
export async function voidOneTimeTokens(ctx: AnyCtx, email: string): Promise<void> {
  await ctx.db
    .update(oneTimeTokens)
    .set({ usedAt: ctx.now(), draft: null })
    .where(and(eq(oneTimeTokens.email, email), isNull(oneTimeTokens.usedAt)))
}
