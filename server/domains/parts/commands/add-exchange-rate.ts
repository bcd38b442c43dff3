import { exchangeRates } from '@/db/schema/parts'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { AddExchangeRate } from '../inputs'
import { requireWrite, todayOf } from '../queries/access'
import { tell } from './announce'

/**
 * Notes a rate with its day and source. Rates are only added: what was reckoned with one stays explainable. A day has one
 * rate per pair (parts.rateTaken) and is not ahead (parts.rateAhead).
 */
export async function addExchangeRate(ctx: MemberCtx, input: AddExchangeRate): Promise<{ exchangeRateId: string }> {
  requireWrite(ctx)
  if (input.day > todayOf(ctx)) throw new DomainError('invalid', 'parts.rateAhead')
  const { orgId } = ctx.actor.member
  const id = newId('exchangeRate')
  const [made] = await ctx.db
    .insert(exchangeRates)
    .values({ ...input, id, orgId, userId: ctx.actor.userId, createdAt: ctx.now() })
    .onConflictDoNothing({
      target: [exchangeRates.orgId, exchangeRates.base, exchangeRates.quote, exchangeRates.day],
    })
    .returning({ id: exchangeRates.id })
  const { base, quote, day } = input
  if (!made) throw new DomainError('conflict', 'parts.rateTaken', { base, quote, day })
  recordAudit(ctx, { action: 'parts.addExchangeRate', subjectId: id, orgs: [orgId], params: { ...input } })
  tell(ctx, 'parts.ratesChanged')
  return { exchangeRateId: id }
}
