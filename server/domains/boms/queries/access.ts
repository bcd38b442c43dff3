import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { bomImports, bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { productParties, products } from '@/db/schema/products'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayProposeSubstitutes, mayReleaseBoms, maySeePrices, mayWriteBoms } from '../policy'

export type BomRow = typeof boms.$inferSelect
export type RevisionRow = typeof bomRevisions.$inferSelect

/** What the acting member may do with the BOMs of one product. */
export type BomAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  prices: boolean
  write: boolean
  /** Answers for what is built: waives checks, sends back, releases. */
  release: boolean
  /** Asks for substitutes. */
  propose: boolean
}>

const party = { partyRole: productParties.role, grants: productParties.grants, productArchivedAt: products.archivedAt }
type PartyRow = {
  partyRole: 'owner' | 'manufacturer'
  grants: typeof productParties.$inferSelect.grants
  productArchivedAt: Date | null
}

/** The acting organisation works on the product and may see its BOMs. Joined into every look-up by id. */
const mayRead = (actor: MemberActor): SQL | undefined =>
  and(
    eq(productParties.orgId, actor.member.orgId),
    eq(productParties.state, 'active'),
    or(eq(productParties.role, 'owner'), sql`'boms' = any(${productParties.grants})`),
  )

/**
 * Revisions the acting organisation may see, of those of products whose BOMs it sees: the brand all, a factory not the
 * drafts that wait for a change it is no party to. What was released is shown to all, whichever change released it.
 */
export const isShown = ({ member }: MemberActor): SQL<boolean> =>
  sql<boolean>`(${bomRevisions.orgId} = ${member.orgId} or ${bomRevisions.changeId} is null
    or ${bomRevisions.state} in ('released', 'superseded') or ${isPartyTo(member.orgId)})`

const isPartyTo = (orgId: string): SQL => sql`exists (select 1 from ${changes}
  where ${changes.id} = ${bomRevisions.changeId} and ${changes.partnerOrgId} = ${orgId})`

/** The change of a revision, for those who know of it. */
export const changeShown = ({ member }: MemberActor): SQL<string | null> =>
  sql<string | null>`case when ${bomRevisions.orgId} = ${member.orgId} or ${isPartyTo(member.orgId)}
    then ${bomRevisions.changeId} end`

/** The newest revision of a BOM that the reader is shown: where a draft is kept from them, the one in force. */
export const currentShown = (actor: MemberActor): SQL<string | null> =>
  sql<string | null>`case when exists (select 1 from ${bomRevisions}
    where ${bomRevisions.id} = ${boms.currentRevisionId} and ${isShown(actor)})
    then ${boms.currentRevisionId} else ${boms.releasedRevisionId} end`

function access({ actor }: MemberCtx, of: { productId: string; orgId: string }, row: PartyRow): BomAccess {
  const member = actor.member.role
  const { partyRole: role, grants, productArchivedAt } = row
  return {
    productId: of.productId,
    orgId: of.orgId,
    owner: role === 'owner',
    prices: maySeePrices(member, { role, grants }),
    write: productArchivedAt === null && mayWriteBoms(member, { role, grants }),
    release: productArchivedAt === null && mayReleaseBoms(member, { role, grants }),
    propose: productArchivedAt === null && mayProposeSubstitutes(member),
  }
}

/** Access to the BOMs of a product; FORBIDDEN for a partner that was not shown them. */
export async function requireBoms(ctx: MemberCtx, productId: string): Promise<BomAccess> {
  const found = await requireProduct(ctx, productId, 'boms')
  const member = ctx.actor.member.role
  return {
    productId,
    orgId: found.orgId,
    owner: found.role === 'owner',
    prices: maySeePrices(member, found),
    write: !found.archived && mayWriteBoms(member, found),
    release: !found.archived && mayReleaseBoms(member, found),
    propose: !found.archived && mayProposeSubstitutes(member),
  }
}

/** Access that changes BOMs: a member of the brand whose role allows it, on a product that is not archived. */
export async function requireBomsWrite(ctx: MemberCtx, productId: string): Promise<BomAccess> {
  const found = await requireBoms(ctx, productId)
  requireWrite(found)
  return found
}

export function requireWrite({ owner, write }: BomAccess): void {
  if (!owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (!write) throw new DomainError('forbidden', 'boms.writeNeeded')
}

/** Answering for what is built takes a role of the brand that may release. */
export function requireRelease({ owner, release }: BomAccess): void {
  if (!owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (!release) throw new DomainError('forbidden', 'boms.releaseNeeded')
}

export async function requireBom(ctx: MemberCtx, bomId: string) {
  const [row] = await ctx.db
    .select({ bom: boms, currentRevisionId: currentShown(ctx.actor), ...party })
    .from(boms)
    .innerJoin(products, eq(products.id, boms.productId))
    .innerJoin(productParties, eq(productParties.productId, boms.productId))
    .where(and(eq(boms.id, bomId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'boms.notFound')
  const bom = { ...row.bom, currentRevisionId: row.currentRevisionId }
  return { bom, access: access(ctx, bom, row) }
}

export async function requireRevision(ctx: MemberCtx, revisionId: string) {
  const [row] = await ctx.db
    .select({ revision: bomRevisions, ...party })
    .from(bomRevisions)
    .innerJoin(products, eq(products.id, bomRevisions.productId))
    .innerJoin(productParties, eq(productParties.productId, bomRevisions.productId))
    .where(and(eq(bomRevisions.id, revisionId), mayRead(ctx.actor), isShown(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'boms.revisionNotFound')
  return { revision: row.revision, access: access(ctx, row.revision, row) }
}

export async function requireLine(ctx: MemberCtx, lineId: string) {
  const [row] = await ctx.db
    .select({ line: bomLines, source: bomRevisions.source, ...party })
    .from(bomLines)
    .innerJoin(bomRevisions, eq(bomRevisions.id, bomLines.revisionId))
    .innerJoin(products, eq(products.id, bomLines.productId))
    .innerJoin(productParties, eq(productParties.productId, bomLines.productId))
    .where(and(eq(bomLines.id, lineId), mayRead(ctx.actor), isShown(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'boms.lineNotFound')
  return { line: row.line, source: row.source, access: access(ctx, row.line, row) }
}

/** A file on its way in. It shows prices and everything else, so only members of the brand who may import see it. */
export async function requireImport(ctx: MemberCtx, importId: string, lock = false) {
  const query = ctx.db
    .select({ found: bomImports, ...party })
    .from(bomImports)
    .innerJoin(products, eq(products.id, bomImports.productId))
    .innerJoin(productParties, eq(productParties.productId, bomImports.productId))
    .where(and(eq(bomImports.id, importId), eq(bomImports.orgId, ctx.actor.member.orgId), mayRead(ctx.actor)))
  const [row] = await (lock ? query.for('update', { of: bomImports }) : query)
  if (!row) throw new DomainError('notFound', 'boms.importNotFound')
  const found = access(ctx, row.found, row)
  requireWrite(found)
  return { import: row.found, access: found }
}
