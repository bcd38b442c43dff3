import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { requirements, specRevisions, specs } from '@/db/schema/specs'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { mayEditSpecs, mayPropose, mayRelease, sideOf } from '../policy'
import type { SigningSide } from '../rules/sign-off'

/** What the acting member may do with the specifications of one product. */
export type SpecAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  side: SigningSide
  edit: boolean
  /** Redlines, read-backs, translations. */
  propose: boolean
  release: boolean
  archived: boolean
}>

export type SpecRow = typeof specs.$inferSelect
export type SpecRevisionRow = typeof specRevisions.$inferSelect

type PartyRow = { partyRole: PartyRole; productArchivedAt: Date | null }
const party = { partyRole: productParties.role, productArchivedAt: products.archivedAt }

/** The acting organisation works on the product and may see its specifications. Joined into every look-up by id. */
const mayRead = ({ member }: MemberActor): SQL | undefined =>
  and(
    eq(productParties.orgId, member.orgId),
    eq(productParties.state, 'active'),
    or(eq(productParties.role, 'owner'), sql`'specs' = any(${productParties.grants})`),
  )

function accessOf({ actor }: MemberCtx, of: { productId: string; orgId: string }, row: PartyRow): SpecAccess {
  const { role: member } = actor.member
  const is = { role: row.partyRole }
  const live = row.productArchivedAt === null
  return {
    productId: of.productId,
    orgId: of.orgId,
    side: sideOf(is),
    edit: live && mayEditSpecs(member, is),
    propose: live && mayPropose(member),
    release: live && mayRelease(member, is),
    archived: !live,
  }
}

/** Access to the specifications of a product; FORBIDDEN for a partner that was not shown them. */
export async function requireSpecs(ctx: MemberCtx, productId: string): Promise<SpecAccess> {
  const found = await requireProduct(ctx, productId, 'specs')
  return accessOf(ctx, found, { partyRole: found.role, productArchivedAt: found.archived ? new Date(0) : null })
}

export async function requireSpec(ctx: MemberCtx, specId: string): Promise<{ spec: SpecRow; access: SpecAccess }> {
  const [row] = await ctx.db
    .select({ spec: specs, ...party })
    .from(specs)
    .innerJoin(products, eq(products.id, specs.productId))
    .innerJoin(productParties, eq(productParties.productId, specs.productId))
    .where(and(eq(specs.id, specId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'specs.notFound')
  return { spec: row.spec, access: accessOf(ctx, row.spec, row) }
}

/**
 * A revision with its document. `lock` holds the revision until the transaction ends, so that edits and signatures
 * follow each other, and reads both as they are once the lock is ours: the name of a document is part of what is signed.
 */
export async function requireSpecRevision(
  ctx: MemberCtx,
  revisionId: string,
  lock: 'update' | 'share' | null = null,
): Promise<{ revision: SpecRevisionRow; spec: SpecRow; access: SpecAccess }> {
  const [row] = await ctx.db
    .select({ revision: specRevisions, spec: specs, ...party })
    .from(specRevisions)
    .innerJoin(specs, eq(specs.id, specRevisions.specId))
    .innerJoin(products, eq(products.id, specRevisions.productId))
    .innerJoin(productParties, eq(productParties.productId, specRevisions.productId))
    .where(and(eq(specRevisions.id, revisionId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'specs.revisionNotFound')
  const access = accessOf(ctx, row.revision, row)
  if (lock === null) return { revision: row.revision, spec: row.spec, access }
  // Locking asks row-level security as writing does, and a partner, who may read it, writes none of it itself.
  const [held] = await asSystem(ctx, () =>
    ctx.db.select().from(specRevisions).where(eq(specRevisions.id, revisionId)).for(lock),
  )
  const [spec] = await ctx.db
    .select()
    .from(specs)
    .where(eq(specs.id, held?.specId ?? ''))
  if (!held || !spec) throw new DomainError('notFound', 'specs.revisionNotFound')
  return { revision: held, spec, access }
}

/** Members whom the reader may know of: a brand those of its partners too, a factory the brand's and its own. Joined. */
export const knownTo = ({ actor }: MemberCtx, { side, orgId }: SpecAccess): SQL | undefined =>
  side === 'brand' ? undefined : inArray(members.orgId, [orgId, actor.member.orgId])

/** Refuses whoever may read a specification and not edit it; after the object is proven. */
export function requireEdit(access: SpecAccess): void {
  if (access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.edit) throw new DomainError('forbidden', 'specs.editNeeded')
}

export function requirePropose(access: SpecAccess): void {
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.propose) throw new DomainError('forbidden', 'specs.proposeNeeded')
}

export function requireRelease(access: SpecAccess): void {
  if (access.side !== 'brand') throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!access.release) throw new DomainError('forbidden', 'specs.releaseNeeded')
}

/**
 * A draft to be edited by the acting member, held against submission until the transaction ends; with `look`, in a
 * transaction that only reads, proven and not held.
 */
export async function requireDraft(ctx: MemberCtx, revisionId: string, hold: 'hold' | 'look' = 'hold') {
  const found = await requireSpecRevision(ctx, revisionId, hold === 'hold' ? 'share' : null)
  requireEdit(found.access)
  requireIsDraft(found.revision)
  return found
}

export function requireIsDraft({ state }: Pick<SpecRevisionRow, 'state'>): void {
  if (state !== 'draft') throw new DomainError('conflict', 'specs.notADraft')
}

export type RequirementRow = typeof requirements.$inferSelect

/** A requirement as it stands in a revision whose access is proven. */
export async function requireRequirement(
  { db }: MemberCtx,
  revision: Pick<SpecRevisionRow, 'id'>,
  requirementId: string,
): Promise<RequirementRow> {
  const [found] = await db
    .select()
    .from(requirements)
    .where(and(eq(requirements.revisionId, revision.id), eq(requirements.requirementId, requirementId)))
  if (!found) throw new DomainError('notFound', 'specs.requirementNotFound')
  return found
}
