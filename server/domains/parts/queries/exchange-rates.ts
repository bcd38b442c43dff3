import { and, desc, eq } from 'drizzle-orm'
import { exchangeRates } from '@/db/schema/parts'
import { users } from '@/db/schema/people'
import { tidyQuantity } from '../rules/check-breaks'
import type { MemberCtx } from '@/server/platform/context'
import { rightsOf, todayOf } from './access'

const shown = 200

/** The rates the organisation reckons with, newest day first; the newest of a pair not after a day counts on that day. */
export async function listExchangeRates(ctx: MemberCtx) {
  const rows = await ctx.db
    .select({
      id: exchangeRates.id,
      base: exchangeRates.base,
      quote: exchangeRates.quote,
      rate: exchangeRates.rate,
      day: exchangeRates.day,
      source: exchangeRates.source,
      createdAt: exchangeRates.createdAt,
      displayNameEn: users.displayNameEn,
      displayNameZh: users.displayNameZh,
    })
    .from(exchangeRates)
    .innerJoin(users, eq(users.id, exchangeRates.userId))
    .where(and(eq(exchangeRates.orgId, ctx.actor.member.orgId)))
    .orderBy(desc(exchangeRates.day), desc(exchangeRates.createdAt))
    .limit(shown)
  return {
    rates: rows.map((row) => ({ ...row, rate: tidyQuantity(row.rate) })),
    today: todayOf(ctx),
    may: rightsOf(ctx),
  }
}
export type ExchangeRate = Awaited<ReturnType<typeof listExchangeRates>>['rates'][number]
