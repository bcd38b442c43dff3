import { and, eq, sql } from 'drizzle-orm'
import { specRevisions, specs } from '@/db/schema/specs'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { SpecRevisionRow, SpecRow } from '../queries/access'
import { workingNumber } from '../rules/numbering'

/**
 * The next working revision of a document, with everything a frozen one says. Translations keep their state. Fails with
 * specs.stale where somebody else began one at the same moment.
 */
export async function copyRevision(
  { db, actor }: MemberCtx,
  spec: SpecRow,
  from: SpecRevisionRow,
): Promise<{ revisionId: string; number: string }> {
  const [last] = await db
    .select({ ordinal: sql<number>`max(${specRevisions.ordinal})` })
    .from(specRevisions)
    .where(eq(specRevisions.specId, spec.id))
  const ordinal = (last?.ordinal ?? 0) + 1
  const [revisionId, number] = [newId('specRevision'), workingNumber(ordinal)]
  const made = await db
    .insert(specRevisions)
    .values({
      id: revisionId,
      orgId: spec.orgId,
      productId: spec.productId,
      specId: spec.id,
      ordinal,
      number,
      basedOnId: from.id,
      // The same content has the same hash; a document that was signed before there were keys gets its first.
      ...(from.ownerKey === null ? {} : { ownerKey: from.ownerKey }),
      createdBy: actor.userId,
    })
    .onConflictDoNothing()
    .returning({ id: specRevisions.id })
  if (made.length === 0) throw new DomainError('conflict', 'specs.stale')
  await db.execute(sql`insert into requirements (revision_id, requirement_id, org_id, product_id, spec_id, code, position,
      section, kind, title, text, condition, "values", verification, critical, owner_id, links, attachment_ids, updated_by)
    select ${revisionId}, requirement_id, org_id, product_id, spec_id, code, position,
      section, kind, title, text, condition, "values", verification, critical, owner_id, links, attachment_ids, updated_by
    from requirements where revision_id = ${from.id}`)
  await db.execute(sql`insert into cloud_contracts (revision_id, org_id, product_id, spec_id, contract_version, body, updated_by)
    select ${revisionId}, org_id, product_id, spec_id, contract_version, body, updated_by
    from cloud_contracts where revision_id = ${from.id}`)
  const pointed = await db
    .update(specs)
    .set({ currentRevisionId: revisionId })
    .where(and(eq(specs.id, spec.id), eq(specs.orgId, spec.orgId), eq(specs.currentRevisionId, from.id)))
    .returning({ id: specs.id })
  if (pointed.length === 0) throw new DomainError('conflict', 'specs.stale')
  return { revisionId, number }
}
