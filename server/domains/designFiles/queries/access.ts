import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { designFiles, designRevisions, designSets, designUploads } from '@/db/schema/designFiles'
import { productParties, products } from '@/db/schema/products'
import { requireProduct } from '@/server/domains/products/queries'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { mayEditDesigns } from '../policy'

/** What the acting member may do with the design files of one product. */
export type DesignAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  edit: boolean
  archived: boolean
}>

export type DesignSetRow = typeof designSets.$inferSelect
export type DesignRevisionRow = typeof designRevisions.$inferSelect
export type DesignFileRow = typeof designFiles.$inferSelect
export type DesignUploadRow = typeof designUploads.$inferSelect

const party = { partyRole: productParties.role, productArchivedAt: products.archivedAt }

/** The acting organisation works on the product and may see its files. Joined into every look-up by id. */
const mayRead = ({ member }: MemberActor): SQL | undefined =>
  and(
    eq(productParties.orgId, member.orgId),
    eq(productParties.state, 'active'),
    or(eq(productParties.role, 'owner'), sql`'files' = any(${productParties.grants})`),
  )

type Of = Readonly<{ productId: string; orgId: string }>
type Party = Readonly<{ partyRole: PartyRole; productArchivedAt: Date | null }>

function accessOf(
  { actor }: MemberCtx,
  { productId, orgId }: Of,
  { partyRole, productArchivedAt }: Party,
): DesignAccess {
  const archived = productArchivedAt !== null
  const edit = !archived && mayEditDesigns(actor.member.role, partyRole)
  return { productId, orgId, owner: partyRole === 'owner', edit, archived }
}

/** Access to the design files of a product; FORBIDDEN for a partner that was not shown them. */
export async function requireDesigns(ctx: MemberCtx, productId: string): Promise<DesignAccess> {
  const found = await requireProduct(ctx, productId, 'files')
  return accessOf(ctx, found, { partyRole: found.role, productArchivedAt: found.archived ? new Date(0) : null })
}

export async function requireSet(ctx: MemberCtx, setId: string): Promise<{ set: DesignSetRow; access: DesignAccess }> {
  const [row] = await ctx.db
    .select({ set: designSets, ...party })
    .from(designSets)
    .innerJoin(products, eq(products.id, designSets.productId))
    .innerJoin(productParties, eq(productParties.productId, designSets.productId))
    .where(and(eq(designSets.id, setId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'designFiles.setNotFound')
  return { set: row.set, access: accessOf(ctx, row.set, row) }
}

/** A revision with its set. `lock` holds the revision until the transaction ends: files and releases follow each other. */
export async function requireRevision(ctx: MemberCtx, revisionId: string, lock: 'update' | null = null) {
  const [row] = await ctx.db
    .select({ revision: designRevisions, set: designSets, ...party })
    .from(designRevisions)
    .innerJoin(designSets, eq(designSets.id, designRevisions.setId))
    .innerJoin(products, eq(products.id, designRevisions.productId))
    .innerJoin(productParties, eq(productParties.productId, designRevisions.productId))
    .where(and(eq(designRevisions.id, revisionId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'designFiles.revisionNotFound')
  const access = accessOf(ctx, row.revision, row)
  if (lock === null) return { revision: row.revision, set: row.set, access }
  const [held] = await asSystem(ctx, () =>
    ctx.db.select().from(designRevisions).where(eq(designRevisions.id, revisionId)).for(lock),
  )
  if (!held) throw new DomainError('notFound', 'designFiles.revisionNotFound')
  return { revision: held, set: row.set, access }
}

/** One file with its revision; NOT_FOUND for whoever may not see the set. A file taken out of a draft is the brand's alone. */
export async function requireFile(ctx: MemberCtx, fileId: string) {
  const [found] = await ctx.db
    .select({ revisionId: designFiles.revisionId })
    .from(designFiles)
    .where(eq(designFiles.id, fileId))
  if (!found) throw new DomainError('notFound', 'designFiles.fileNotFound')
  const place = await requireRevision(ctx, found.revisionId)
  const [file] = await ctx.db.select().from(designFiles).where(eq(designFiles.id, fileId))
  if (!file || (file.removedAt !== null && !place.access.owner))
    throw new DomainError('notFound', 'designFiles.fileNotFound')
  return { file, ...place }
}

/** An upload of the acting person, nobody else's. */
export async function requireUpload({ db, actor }: MemberCtx, uploadId: string): Promise<DesignUploadRow> {
  const [upload] = await db
    .select()
    .from(designUploads)
    .where(
      and(
        eq(designUploads.id, uploadId),
        eq(designUploads.userId, actor.userId),
        eq(designUploads.userOrgId, actor.member.orgId),
      ),
    )
  if (!upload) throw new DomainError('notFound', 'designFiles.uploadNotFound')
  return upload
}

/** Refuses whoever may read design files and not edit them; after the object is proven. */
export function requireEdit(access: DesignAccess): void {
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.edit) throw new DomainError('forbidden', 'designFiles.editNeeded')
}

/** Refuses a revision whose files stand still. */
export function refuseUnlessDraft({ letter, number, state }: DesignRevisionRow): void {
  if (state !== 'draft') throw new DomainError('conflict', 'designFiles.notDraft', { number: letter ?? number })
}

/** A revision of which files may come and go, held until the transaction ends. Errors: designFiles.notDraft. */
export async function requireDraft(ctx: MemberCtx, revisionId: string) {
  const place = await requireRevision(ctx, revisionId, 'update')
  requireEdit(place.access)
  refuseUnlessDraft(place.revision)
  return place
}
