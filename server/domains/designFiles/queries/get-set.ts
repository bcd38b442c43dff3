import { and, asc, desc, eq, isNull, or } from 'drizzle-orm'
import { designFiles, designReadings, designRevisions, designUploads } from '@/db/schema/designFiles'
import { users } from '@/db/schema/people'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { designFileKinds } from '../rules/design-file'
import { requireSet } from './access'

const names = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }

/**
 * A set with its revisions, newest first, and the files of one of them in the order of their kinds: of the named one, else
 * of the newest, for a partner of the release in force: that is what is built from. For the brand also what was taken out of a draft, and which uploads of the reader's own wait for their rest.
 */
export async function getSet(
  ctx: MemberCtx,
  { setId, revisionId }: Readonly<{ setId: string; revisionId?: string | undefined }>,
) {
  const { set, access } = await requireSet(ctx, setId)
  const revisions = await ctx.db
    .select({
      ...{ id: designRevisions.id, number: designRevisions.number, letter: designRevisions.letter },
      ...{ state: designRevisions.state, version: designRevisions.version, notes: designRevisions.notes },
      ...{ contentHash: designRevisions.contentHash, releasedAt: designRevisions.releasedAt },
      createdAt: designRevisions.createdAt,
      releasedBy: names,
    })
    .from(designRevisions)
    .leftJoin(users, eq(users.id, designRevisions.releasedBy))
    .where(eq(designRevisions.setId, setId))
    .orderBy(desc(designRevisions.ordinal))
  const usual = (access.owner ? null : set.releasedRevisionId) ?? set.currentRevisionId
  const shown = revisions.find(({ id }) => id === (revisionId ?? usual))
  if (!shown) throw new DomainError('notFound', 'designFiles.revisionNotFound')
  const rows = await ctx.db
    .select({
      ...{ id: designFiles.id, kind: designFiles.kind, name: designFiles.name, sha256: designFiles.sha256 },
      ...{ size: designFiles.size, createdAt: designFiles.createdAt, removedAt: designFiles.removedAt },
      ...{ version: designFiles.version, by: names },
      /** What it says of itself; null until it was read, and where it says nothing. */
      reading: designReadings.reading,
      readingState: designReadings.state,
    })
    .from(designFiles)
    .innerJoin(users, eq(users.id, designFiles.uploadedBy))
    .leftJoin(
      designReadings,
      and(
        eq(designReadings.orgId, designFiles.orgId),
        eq(designReadings.sha256, designFiles.sha256),
        eq(designReadings.nameKey, designFiles.nameKey),
      ),
    )
    .where(
      and(
        eq(designFiles.revisionId, shown.id),
        access.owner && shown.state === 'draft' ? or() : isNull(designFiles.removedAt),
      ),
    )
    .orderBy(asc(designFiles.name), desc(designFiles.removedAt))
  const order = (row: (typeof rows)[number]) => designFileKinds.indexOf(row.kind)
  const sorted = rows.toSorted((a, b) => order(a) - order(b))
  return {
    id: set.id,
    productId: set.productId,
    number: set.number,
    name: set.name,
    version: set.version,
    mayEdit: access.edit,
    owner: access.owner,
    revisions,
    revision: shown,
    files: sorted.filter(({ removedAt }) => removedAt === null),
    removed: sorted.filter(({ removedAt }) => removedAt !== null),
    uploads: access.edit && shown.state === 'draft' ? await openUploads(ctx, shown.id) : [],
  }
}
export type DesignSetView = Awaited<ReturnType<typeof getSet>>
export type DesignFileView = DesignSetView['files'][number]

const openUploads = ({ db, actor }: MemberCtx, revisionId: string) =>
  db
    .select({
      ...{ id: designUploads.id, name: designUploads.name, size: designUploads.size },
      ...{ received: designUploads.received, touchedAt: designUploads.touchedAt },
    })
    .from(designUploads)
    .where(
      and(
        eq(designUploads.revisionId, revisionId),
        eq(designUploads.userId, actor.userId),
        eq(designUploads.userOrgId, actor.member.orgId),
        eq(designUploads.state, 'open'),
      ),
    )
    .orderBy(desc(designUploads.touchedAt))
