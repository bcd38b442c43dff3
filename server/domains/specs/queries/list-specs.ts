import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { requirements, specAcknowledgements, specRevisions, specs } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import { requireSpecs } from './access'

/**
 * The specifications of a product, archived ones last: each with its newest revision, its newest release and whether that is
 * in force, how much is in it, how much of it needs a translation, and, for a partner, the acknowledgement it still owes.
 */
export async function listSpecs(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  const access = await requireSpecs(ctx, productId)
  const { orgId } = ctx.actor.member
  const wanting = sql`(${requirements.title}->>'state' in ('missing', 'stale', 'machine')
    or (${requirements.text}->>'state' in ('missing', 'stale', 'machine') and ${requirements.text}->>'en' || (${requirements.text}->>'zh') <> ''))`
  const release = alias(specRevisions, 'release')
  const rows = await ctx.db
    .select({
      id: specs.id,
      number: specs.number,
      name: specs.name,
      archivedAt: specs.archivedAt,
      version: specs.version,
      releasedLetter: specs.releasedLetter,
      releasedRevisionId: specs.releasedRevisionId,
      releasedState: release.state,
      current: {
        id: specRevisions.id,
        number: specRevisions.number,
        letter: specRevisions.letter,
        state: specRevisions.state,
        updatedAt: specRevisions.updatedAt,
      },
      requirements: sql<number>`(select count(*)::int from ${requirements} where ${requirements.revisionId} = ${specRevisions.id})`,
      critical: sql<number>`(select count(*)::int from ${requirements} where ${requirements.revisionId} = ${specRevisions.id} and ${requirements.critical})`,
      untranslated: sql<number>`(select count(*)::int from ${requirements} where ${requirements.revisionId} = ${specRevisions.id} and ${wanting})`,
    })
    .from(specs)
    .innerJoin(specRevisions, eq(specRevisions.id, specs.currentRevisionId))
    .leftJoin(release, eq(release.id, specs.releasedRevisionId))
    .where(eq(specs.productId, productId))
    .orderBy(sql`${specs.archivedAt} is not null`, asc(specs.number))
  const owed = await ctx.db
    .select({ specId: specAcknowledgements.specId, dueAt: specAcknowledgements.dueAt })
    .from(specAcknowledgements)
    // Of the release that binds: nobody waits any more for an answer to an earlier one.
    .innerJoin(specs, eq(specs.releasedRevisionId, specAcknowledgements.revisionId))
    .where(
      and(
        eq(specAcknowledgements.productId, productId),
        eq(specAcknowledgements.partnerOrgId, orgId),
        eq(specAcknowledgements.state, 'pending'),
        isNull(specAcknowledgements.answeredAt),
      ),
    )
  const dueBySpec = new Map(owed.map(({ specId, dueAt }) => [specId, dueAt]))
  return {
    specs: rows.map((row) => ({ ...row, acknowledgementDue: dueBySpec.get(row.id) ?? null })),
    mayEdit: access.edit,
    side: access.side,
  }
}
