import { and, eq, sql } from 'drizzle-orm'
import { translationAssignments } from '@/db/schema/language'
import { members } from '@/db/schema/orgs'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { AssignText } from '../inputs'
import { findWaiting } from '../queries/queue'
import { writableKinds } from '../rules/queue'

/**
 * Gives a text that waits to a colleague who can write it, takes it, or gives it back. The organisation decides for
 * itself; the other side never learns of it. Errors: language.textNotFound, language.takenMeanwhile.
 */
export async function assignText(ctx: MemberCtx, input: AssignText): Promise<void> {
  const { orgId } = ctx.actor.member
  const { productId, subjectKind, subjectId, field, userId, from } = input
  // Two colleagues who take the same text at once: the second is told.
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${orgId} ${subjectKind} ${subjectId} ${field}`}, 0))`,
  )
  const text = await findWaiting(ctx, input)
  if (!text) throw new DomainError('notFound', 'language.textNotFound')
  if (!text.mayWrite) throw new DomainError('forbidden', 'language.roleNeeded')
  if (text.assignedTo !== from) throw new DomainError('conflict', 'language.takenMeanwhile')
  if (userId !== null) await requireWriter(ctx, userId, input, text.side)
  const place = and(
    eq(translationAssignments.orgId, orgId),
    eq(translationAssignments.subjectKind, subjectKind),
    eq(translationAssignments.subjectId, subjectId),
    eq(translationAssignments.field, field),
  )
  await ctx.db.delete(translationAssignments).where(place)
  if (userId !== null)
    await ctx.db.insert(translationAssignments).values({
      ...{ orgId, productId, subjectKind, subjectId, field, userId },
      assignedBy: ctx.actor.userId,
      assignedAt: ctx.now(),
    })
  const note = { subjectId, productId, orgs: [orgId] }
  const { label } = text
  if (userId === null) recordAudit(ctx, { action: 'language.unassignText', ...note, params: { label } })
  else recordAudit(ctx, { action: 'language.assignText', ...note, params: { label, userId } })
  publish(ctx, { type: 'language.textAssigned', audience: [orgId], productId, payload: {} })
}

/** A colleague whose role writes that kind of text. */
async function requireWriter(
  { db, actor }: MemberCtx,
  userId: string,
  { subjectKind }: Pick<AssignText, 'subjectKind'>,
  side: PartyRole,
): Promise<void> {
  const [person] = await db
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.userId, userId), eq(members.orgId, actor.member.orgId), eq(members.state, 'active')))
  if (!person) throw new DomainError('notFound', 'language.personNotFound')
  if (!writableKinds(person.role, side).includes(subjectKind))
    throw new DomainError('conflict', 'language.personCannot')
}
