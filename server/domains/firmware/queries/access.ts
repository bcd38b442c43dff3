import { and, eq, or, sql, type SQL } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { productParties, products } from '@/db/schema/products'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { requireProduct } from '@/server/domains/products/queries'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { mayApproveFirmware, mayEditFirmware } from '../policy'
import { isForFactories } from '../rules/firmware-file'

/** What the acting member may do with the firmware of one product. */
export type FirmwareAccess = Readonly<{
  productId: string
  /** The brand. */
  orgId: string
  owner: boolean
  edit: boolean
  approve: boolean
  archived: boolean
}>

export type FirmwareLineRow = typeof firmwareLines.$inferSelect
export type FirmwareBuildRow = typeof firmwareBuilds.$inferSelect
export type FirmwareFileRow = typeof firmwareFiles.$inferSelect
export type FirmwarePromotionRow = typeof firmwarePromotions.$inferSelect

const party = { partyRole: productParties.role, productArchivedAt: products.archivedAt }
type Party = Readonly<{ partyRole: PartyRole; productArchivedAt: Date | null }>
type Of = Readonly<{ productId: string; orgId: string }>

/** The acting organisation works on the product and may see its firmware. Joined into every look-up by id. */
export const mayRead = ({ member }: MemberActor): SQL | undefined =>
  and(
    eq(productParties.orgId, member.orgId),
    eq(productParties.state, 'active'),
    or(eq(productParties.role, 'owner'), sql`'firmware' = any(${productParties.grants})`),
  )

/** Of a promotion: devices of factories run on it, now or before. */
export const isShown: SQL = sql`${firmwarePromotions.inForceAt} is not null and ${firmwarePromotions.channel} <> 'bringUp'`
/** Of a build: factories had it. The brand sees all of them. */
export const mayReadBuild: SQL | undefined = or(
  eq(productParties.role, 'owner'),
  sql`exists (select 1 from ${firmwarePromotions} where ${firmwarePromotions.buildId} = ${firmwareBuilds.id} and ${isShown})`,
)

function accessOf({ actor }: MemberCtx, { productId, orgId }: Of, row: Party): FirmwareAccess {
  const archived = row.productArchivedAt !== null
  const { role } = actor.member
  return {
    ...{ productId, orgId, owner: row.partyRole === 'owner', archived },
    edit: !archived && mayEditFirmware(role, row.partyRole),
    approve: !archived && mayApproveFirmware(role, row.partyRole),
  }
}

/** Access to the firmware of a product; FORBIDDEN for a partner that was not shown it. */
export async function requireFirmware(ctx: MemberCtx, productId: string): Promise<FirmwareAccess> {
  const found = await requireProduct(ctx, productId, 'firmware')
  return accessOf(ctx, found, { partyRole: found.role, productArchivedAt: found.archived ? new Date(0) : null })
}

export async function requireLine(
  ctx: MemberCtx,
  lineId: string,
): Promise<{ line: FirmwareLineRow; access: FirmwareAccess }> {
  const [row] = await ctx.db
    .select({ line: firmwareLines, ...party })
    .from(firmwareLines)
    .innerJoin(products, eq(products.id, firmwareLines.productId))
    .innerJoin(productParties, eq(productParties.productId, firmwareLines.productId))
    .where(and(eq(firmwareLines.id, lineId), mayRead(ctx.actor)))
  if (!row) throw new DomainError('notFound', 'firmware.lineNotFound')
  return { line: row.line, access: accessOf(ctx, row.line, row) }
}

/** A build with its line. For a factory only what was put on a channel for it. */
export async function requireBuild(
  ctx: MemberCtx,
  buildId: string,
): Promise<{ build: FirmwareBuildRow; line: FirmwareLineRow; access: FirmwareAccess }> {
  const [row] = await ctx.db
    .select({ build: firmwareBuilds, line: firmwareLines, ...party })
    .from(firmwareBuilds)
    .innerJoin(firmwareLines, eq(firmwareLines.id, firmwareBuilds.lineId))
    .innerJoin(products, eq(products.id, firmwareBuilds.productId))
    .innerJoin(productParties, eq(productParties.productId, firmwareBuilds.productId))
    .where(and(eq(firmwareBuilds.id, buildId), mayRead(ctx.actor), mayReadBuild))
  if (!row) throw new DomainError('notFound', 'firmware.buildNotFound')
  return { build: row.build, line: row.line, access: accessOf(ctx, row.build, row) }
}

/** A file with its build. Symbols exist for the brand alone. */
export async function requireFile(ctx: MemberCtx, fileId: string) {
  const [file] = await ctx.db.select().from(firmwareFiles).where(eq(firmwareFiles.id, fileId))
  const place = file && (await requireBuild(ctx, file.buildId).catch(fileMissing))
  if (!file || !place || (!place.access.owner && !isForFactories(file.role))) return fileMissing()
  return { file, ...place }
}
function fileMissing(): never {
  throw new DomainError('notFound', 'firmware.fileNotFound')
}

/** A promotion that is the brand's to decide; a factory learns of it once it is in force, elsewhere. */
export async function requirePromotion(
  ctx: MemberCtx,
  promotionId: string,
): Promise<{ promotion: FirmwarePromotionRow; access: FirmwareAccess }> {
  const [row] = await ctx.db
    .select({ promotion: firmwarePromotions, ...party })
    .from(firmwarePromotions)
    .innerJoin(products, eq(products.id, firmwarePromotions.productId))
    .innerJoin(productParties, eq(productParties.productId, firmwarePromotions.productId))
    .where(and(eq(firmwarePromotions.id, promotionId), mayRead(ctx.actor), eq(productParties.role, 'owner')))
  if (!row) throw new DomainError('notFound', 'firmware.promotionNotFound')
  return { promotion: row.promotion, access: accessOf(ctx, row.promotion, row) }
}

/** Refuses whoever may read firmware and not change it; after the object is proven. */
export function requireEdit(access: FirmwareAccess): void {
  requireOwner(access)
  if (!access.edit) throw new DomainError('forbidden', 'firmware.editNeeded')
}

/** Refuses whoever's role does not let them approve. */
export function requireApprove(access: FirmwareAccess): void {
  requireOwner(access)
  if (!access.approve) throw new DomainError('forbidden', 'firmware.approveNeeded')
}

function requireOwner(access: FirmwareAccess): void {
  if (!access.owner) throw new DomainError('forbidden', 'products.ownerNeeded')
  if (access.archived) throw new DomainError('conflict', 'products.archived')
}

/**
 * Holds a line until the transaction ends: builds are declared, asked for and put in force one after another. The line
 * as it is then.
 */
export async function holdLine({ db }: MemberCtx, lineId: string): Promise<FirmwareLineRow> {
  const [held] = await db.select().from(firmwareLines).where(eq(firmwareLines.id, lineId)).for('update')
  if (!held) throw new DomainError('notFound', 'firmware.lineNotFound')
  return held
}

/** Holds a build until the transaction ends: its files come, and it is registered, one after another. */
export async function holdBuild({ db }: MemberCtx, buildId: string): Promise<FirmwareBuildRow> {
  const [held] = await db.select().from(firmwareBuilds).where(eq(firmwareBuilds.id, buildId)).for('update')
  if (!held) throw new DomainError('notFound', 'firmware.buildNotFound')
  return held
}
