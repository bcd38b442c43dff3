import { eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { engineeringQueries } from '@/db/schema/threads'
import type { Workplace } from '@/server/domains/calendars/rules/working-days'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { EqSides } from '../rules/engineering-query'
import { requireThread, type ThreadRow } from './scope'

export type EqRow = typeof engineeringQueries.$inferSelect

/** What makes a thread an engineering query; null for a plain question. The thread's own scope decides who may ask. */
export async function findEq({ db }: MemberCtx, threadId: string): Promise<EqRow | null> {
  const [found] = await db.select().from(engineeringQueries).where(eq(engineeringQueries.threadId, threadId))
  return found ?? null
}

/** An engineering query with its thread, which is held until the transaction ends; NOT_FOUND for a plain question. */
export async function requireEq(ctx: MemberCtx, threadId: string): Promise<{ thread: ThreadRow; eq: EqRow }> {
  const thread = await requireThread(ctx, threadId, true)
  const found = await findEq(ctx, threadId)
  if (!found) throw new DomainError('notFound', 'threads.notFound')
  return { thread, eq: found }
}

/** As the rules see it. */
export const sidesOfEq = (
  thread: Pick<ThreadRow, 'orgId' | 'partnerOrgId' | 'state' | 'lastPostOrgId'>,
  { raisedByOrgId, outcome }: Pick<EqRow, 'raisedByOrgId' | 'outcome'>,
): EqSides => ({
  orgId: thread.orgId,
  partnerOrgId: thread.partnerOrgId,
  state: thread.state,
  lastPostOrgId: thread.lastPostOrgId,
  raisedByOrgId,
  outcome,
})

/**
 * Where a side of a thread works: whose holidays and clock a deadline follows. Being one of the two sides is the right to
 * know the other's, also after it has left the product.
 */
export async function workplaceOf(ctx: MemberCtx, orgId: string): Promise<Workplace> {
  const [place] = await asSystem(ctx, async () =>
    ctx.db.select({ country: orgs.country, timeZone: orgs.timeZone }).from(orgs).where(eq(orgs.id, orgId)),
  )
  if (!place) throw new DomainError('notFound', 'threads.partnerNotFound')
  return place
}
