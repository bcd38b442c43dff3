import { asc, eq } from 'drizzle-orm'
import { requirements } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import type { Requirement } from '../rules/requirement'
import type { RequirementRow } from './access'

/** A stored row as the rules speak of it. */
export const asRequirement = (row: RequirementRow): Requirement => ({
  id: row.requirementId,
  code: row.code,
  position: row.position,
  version: row.version,
  section: row.section,
  kind: row.kind,
  title: row.title,
  text: row.text,
  condition: row.condition,
  values: row.values,
  verification: row.verification,
  critical: row.critical,
  ownerId: row.ownerId,
  links: row.links,
  attachmentIds: row.attachmentIds,
})

/** All requirements of a revision whose access is proven, in the order of the document. */
export async function readRequirements({ db }: MemberCtx, revisionId: string): Promise<Requirement[]> {
  const rows = await db
    .select()
    .from(requirements)
    .where(eq(requirements.revisionId, revisionId))
    .orderBy(asc(requirements.position), asc(requirements.requirementId))
  return rows.map(asRequirement)
}
