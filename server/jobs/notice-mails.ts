import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import { posts, threads } from '@/db/schema/threads'
import { translator } from '@/locales/translator'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { listUnmailed, markMailed, type Unmailed } from '@/server/domains/notifications/queries/list-unmailed'
import { deadlineIn, grantBehind, isMailable } from '@/server/domains/notifications/rules'
import { findReaders } from '@/server/domains/threads/queries/find-readers'
import { shoreLine } from '@/server/domains/calendars/rules/wording'
import { otherLanguage, readIn, type Language } from '@/server/kernel/bilingual'
import { transact, type AnyCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const longestQuote = 2_000
const mostQuotes = 12

/**
 * Mails what people have not read, once they are away: everything new in one thread becomes one mail. Choosing, queueing
 * and noting it happen in one transaction, so nobody is mailed the same twice.
 */
export async function sendNoticeMails({ pool, log }: Pick<Services, 'pool' | 'log'>, now?: () => Date): Promise<void> {
  const options = { actor: null, mode: 'write', system: true, ...(now ? { now } : {}) } as const
  await transact(pool, options, async (ctx) => {
    const due = await stillVisible(ctx, await listUnmailed(ctx))
    const groups = new Map<string, Unmailed[]>()
    for (const notice of due) {
      const key = `${notice.user.id} ${notice.threadId ?? notice.id}`
      groups.set(key, [...(groups.get(key) ?? []), notice])
    }
    for (const notices of groups.values()) await mailOne(ctx, notices)
    await markMailed(
      ctx,
      due.map(({ id }) => id),
    )
    if (groups.size > 0) log.info({ mails: groups.size }, 'notices go out by mail')
  })
}

/** Drops what the reader's organisation may not see any more. */
async function stillVisible(ctx: AnyCtx, notices: readonly Unmailed[]): Promise<Unmailed[]> {
  const readers = new Map<string, Set<string>>()
  for (const threadId of new Set(notices.flatMap((notice) => notice.threadId ?? []))) {
    const found = await findReaders(ctx, threadId)
    readers.set(threadId, new Set(found.map(({ userId, orgId }) => `${userId} ${orgId}`)))
  }
  const productIds = [...new Set(notices.flatMap((notice) => notice.productId ?? []))]
  const parties =
    productIds.length === 0
      ? []
      : await ctx.db
          .select({
            productId: productParties.productId,
            orgId: productParties.orgId,
            role: productParties.role,
            grants: productParties.grants,
          })
          .from(productParties)
          .where(and(inArray(productParties.productId, productIds), eq(productParties.state, 'active')))
  return notices.filter(({ kind, threadId, productId, orgId, user }) => {
    if (threadId) return readers.get(threadId)?.has(`${user.id} ${orgId}`) ?? false
    if (productId === null) return true
    const party = parties.find((each) => each.productId === productId && each.orgId === orgId)
    if (!party) return false
    const grant = grantBehind(kind)
    return party.role === 'owner' || grant === null || party.grants.includes(grant)
  })
}

async function mailOne(ctx: AnyCtx, notices: readonly Unmailed[]): Promise<void> {
  const last = notices.at(-1)
  if (!last || !isMailable(last.kind)) return
  const { user, params, path, threadId } = last
  const t = await translator(user.locale)
  const quotes = [await quote(ctx, notices), await dueLine(ctx, notices)].filter(Boolean).join('\n\n')
  const actor = await nameOf(ctx, String(params.actorId ?? ''), user.locale)
  const org = await orgNameOf(ctx, String(params.orgId ?? ''), user.locale)
  const said = { ...params, actor, org }
  const headline =
    notices.length > 1
      ? t('notifications:mail.several', { ...params, count: notices.length })
      : t(`notifications:sentences.${last.kind}`, said)
  await queueMail(ctx, {
    to: user.email,
    userId: user.id,
    locale: user.locale,
    template: 'notice',
    params: { headline, details: quotes, path, ...(threadId ? { threadId } : {}) },
    dedupeKey: `notice ${user.id} ${last.id}`,
  })
}

/** Until when a decision is wanted, on both shores, where that is the news. */
async function dueLine({ db }: AnyCtx, notices: readonly Unmailed[]): Promise<string> {
  const last = notices.at(-1)
  const deadline = last && deadlineIn(last.kind, last.params)
  if (last && deadline) {
    const { locale, timeZone } = last.user
    const t = await translator(locale)
    const when = shoreLine(deadline.at, [timeZone, ...deadline.zones], locale, (name) => t(`calendars:zone.${name}`))
    return t('notifications:deadline', { when })
  }
  const asked = notices.findLast(({ kind }) => kind === 'threads.eqRaised' || kind === 'threads.eqReopened')
  const due = new Date(String(asked?.params.dueAt ?? ''))
  if (!asked?.threadId || Number.isNaN(due.getTime())) return ''
  const sides = await db
    .select({ zone: orgs.timeZone })
    .from(threads)
    .innerJoin(orgs, or(eq(orgs.id, threads.orgId), eq(orgs.id, threads.partnerOrgId)))
    .where(eq(threads.id, asked.threadId))
  const { user } = asked
  const t = await translator(user.locale)
  const zones = [user.timeZone, ...sides.map(({ zone }) => zone)]
  const when = shoreLine(due, zones, user.locale, (name) => t(`calendars:zone.${name}`))
  return t('notifications:mail.eqDue', { when })
}

async function nameOf({ db }: AnyCtx, userId: string, locale: Language): Promise<string> {
  const [user] = await db
    .select({ en: users.displayNameEn, zh: users.displayNameZh })
    .from(users)
    .where(eq(users.id, userId))
  return user ? readIn(locale, { ...user, source: 'en', state: 'human' }).text : ''
}

async function orgNameOf({ db }: AnyCtx, orgId: string, locale: Language): Promise<string> {
  if (orgId === '') return ''
  const [org] = await db.select({ en: orgs.legalNameEn, zh: orgs.legalNameZh }).from(orgs).where(eq(orgs.id, orgId))
  return org ? org[locale] || org[otherLanguage(locale)] : ''
}

/** The posts in question, as they stand now, in both languages: who, from where, when on both shores, and the words. */
async function quote({ db }: AnyCtx, notices: readonly Unmailed[]): Promise<string> {
  const user = notices[0]?.user
  const postIds = notices.flatMap(({ params }) => (typeof params.postId === 'string' ? [params.postId] : []))
  if (!user || postIds.length === 0) return ''
  const found = await db
    .select({
      body: posts.body,
      at: posts.createdAt,
      name: { en: users.displayNameEn, zh: users.displayNameZh },
      org: { en: orgs.legalNameEn, zh: orgs.legalNameZh },
      zone: orgs.timeZone,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .innerJoin(orgs, eq(orgs.id, posts.authorOrgId))
    .where(inArray(posts.id, postIds))
    .orderBy(sql`${posts.createdAt}`)
  const t = await translator(user.locale)
  const pick = (name: Readonly<{ en: string; zh: string }>) => name[user.locale] || name[otherLanguage(user.locale)]
  return found
    .slice(-mostQuotes)
    .map(({ body, at, name, org, zone }) => {
      const when = shoreLine(at, [user.timeZone, zone], user.locale, (name) => t(`calendars:zone.${name}`))
      const words = [body[user.locale], body[otherLanguage(user.locale)]].filter(Boolean)
      return [`${pick(name)} · ${pick(org)} · ${when}`, ...words.map((text) => text.slice(0, longestQuote))].join('\n')
    })
    .join('\n\n')
}
