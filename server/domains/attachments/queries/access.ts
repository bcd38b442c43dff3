import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { productParties } from '@/db/schema/products'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayAttach } from '../policy'
import { reaches, type AttachmentAudience, type Reach } from '../rules'

/**
 * Files an organisation may open: the brand all of its products', a partner those between the brand and itself while it
 * is active there, and those for everyone while it holds the grant for specifications.
 */
function visibleTo({ member: { orgId } }: MemberActor): SQL {
  const active = (grant: SQL | undefined) => sql`exists (select 1 from ${productParties}
    where ${productParties.productId} = ${attachments.productId} and ${productParties.orgId} = ${orgId}
      and ${productParties.state} = 'active' ${grant ?? sql``})`
  const seen = or(
    eq(attachments.orgId, orgId),
    and(eq(attachments.audience, 'pair'), eq(attachments.partnerOrgId, orgId), active(undefined)),
    and(eq(attachments.audience, 'all'), active(sql`and 'specs' = any(${productParties.grants})`)),
  )
  return seen ?? sql`false`
}

/** What a reader is told of a file; its bytes are at `/api/files/attachments/<id>`. */
export type Attachment = Readonly<{ id: string; name: string; mediaType: string; size: number }>
const shown = {
  id: attachments.id,
  name: attachments.name,
  mediaType: attachments.mediaType,
  size: attachments.size,
}

/** One file with the name of its bytes, or NOT_FOUND. */
export async function getAttachment(ctx: MemberCtx, attachmentId: string): Promise<Attachment & { sha256: string }> {
  const [found] = await ctx.db
    .select({ ...shown, sha256: attachments.sha256 })
    .from(attachments)
    .where(and(eq(attachments.id, attachmentId), visibleTo(ctx.actor)))
  if (!found) throw new DomainError('notFound', 'attachments.notFound')
  return found
}

/** Those of the named files that the reader may open, in the order named. */
export async function listAttachments(ctx: MemberCtx, ids: readonly string[]): Promise<Attachment[]> {
  if (ids.length === 0) return []
  const found = await ctx.db
    .select(shown)
    .from(attachments)
    .where(and(inArray(attachments.id, [...ids]), visibleTo(ctx.actor)))
  return [...new Set(ids)].flatMap((id) => found.find((file) => file.id === id) ?? [])
}

/**
 * Proves that files may be referred to from something in `productId` that `readers` see: each is of the product, the
 * acting organisation may open it, and so may everybody else who reads the reference. Returns the ids once each.
 * Errors: attachments.notFound, attachments.notForReaders.
 */
export async function requireAttachments(
  ctx: MemberCtx,
  ids: readonly string[],
  { productId, ...readers }: Readonly<{ productId: string }> & Reach,
): Promise<string[]> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const found = await ctx.db
    .select({ audience: attachments.audience, partnerOrgId: attachments.partnerOrgId })
    .from(attachments)
    .where(and(inArray(attachments.id, wanted), eq(attachments.productId, productId), visibleTo(ctx.actor)))
  if (found.length !== wanted.length) throw new DomainError('notFound', 'attachments.notFound')
  if (!found.every((file) => reaches(file, readers))) throw new DomainError('invalid', 'attachments.notForReaders')
  return wanted
}

export type AttachTo = Readonly<{ productId: string; audience: AttachmentAudience; partnerOrgId: string | null }>

/**
 * Where a new file goes: proves that the acting member may add one, and names both sides. A partner adds files between
 * the brand and itself and nowhere else; a brand names an active partner for those. Errors: attachments.readOnly,
 * attachments.partnerNotFound, products.ownerNeeded.
 */
export async function requireAttaching(ctx: MemberCtx, { productId, audience, partnerOrgId }: AttachTo) {
  const access = await requireProduct(ctx, productId)
  if (!mayAttach(ctx.actor.member.role)) throw new DomainError('forbidden', 'attachments.readOnly')
  requireLive(access)
  const place = { orgId: access.orgId, productId, audience }
  if (access.role !== 'owner') {
    const own = ctx.actor.member.orgId
    if (audience !== 'pair') throw new DomainError('forbidden', 'products.ownerNeeded')
    if (partnerOrgId !== null && partnerOrgId !== own) throw new DomainError('notFound', 'attachments.partnerNotFound')
    return { ...place, partnerOrgId: own }
  }
  if (audience !== 'pair') return { ...place, partnerOrgId: null }
  const [partner] = await ctx.db
    .select({ id: productParties.id })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, access.orgId),
        eq(productParties.orgId, partnerOrgId ?? ''),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
      ),
    )
  if (!partner) throw new DomainError('notFound', 'attachments.partnerNotFound')
  return { ...place, partnerOrgId }
}
