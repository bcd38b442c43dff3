import { requirements } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import type { Requirement } from '../rules/requirement'

type Place = Readonly<{ orgId: string; productId: string; specId: string; revisionId: string }>

const batch = 500

/** Writes requirements into a draft, so many at a time that no statement grows without bound. */
export async function insertRequirements(
  { db, actor }: MemberCtx,
  { orgId, productId, specId, revisionId }: Place,
  list: readonly (Omit<Requirement, 'version'> & Readonly<{ version?: number }>)[],
): Promise<void> {
  for (let at = 0; at < list.length; at += batch) {
    await db.insert(requirements).values(
      list.slice(at, at + batch).map((each) => ({
        orgId,
        productId,
        specId,
        revisionId,
        requirementId: each.id,
        code: each.code,
        position: each.position,
        section: each.section,
        kind: each.kind,
        title: each.title,
        text: each.text,
        condition: each.condition,
        values: each.values,
        verification: each.verification,
        critical: each.critical,
        ownerId: each.ownerId,
        links: each.links,
        attachmentIds: [...each.attachmentIds],
        updatedBy: actor.userId,
        ...(each.version !== undefined && { version: each.version }),
      })),
    )
  }
}
