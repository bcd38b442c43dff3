import { and, eq, isNull, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { packages } from '@/db/schema/releases'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { MakePackage, PackageStep, RetryPackage } from '../inputs'
import { packageLifecycle } from '../lifecycle'
import { requireEdit, requirePackage, requireRecipe, type PackageRow, type RecipeRow } from '../queries/access'
import { filesOf, sourcesInForce } from '../queries/in-force'
import { fitsPackage, recipientLine, type PackageRecipient } from '../rules/package-item'
import { goesIn } from '../rules/recipe'
import { announceChange, packageAudience, record } from './announce'
import { requirePartner } from './save-recipe'

/**
 * Asks for a package of what is in force now. It is numbered at once and made behind; what it is made from stands from here
 * on. Errors: releases.recipeArchived, releases.nothingReleased, releases.nothingToSend, releases.tooMuch.
 */
export async function makePackage(
  ctx: MemberCtx,
  { recipeId }: MakePackage,
): Promise<{ packageId: string; number: string }> {
  const { recipe, access } = await requireRecipe(ctx, recipeId)
  requireEdit(access)
  if (recipe.archivedAt !== null) throw new DomainError('conflict', 'releases.recipeArchived')
  if (recipe.partnerOrgId !== null) await requirePartner(ctx, recipe.productId, recipe.partnerOrgId)
  const { setId: set, bomId: bom, specId: spec, productId } = recipe
  const sources = await sourcesInForce(ctx, productId, { set, bom, spec })
  const files = sources.set === null ? [] : await filesOf(ctx, sources.set.revisionId)
  requireReasonable(recipe, files)
  const { orgId, kind, parts, watermark, partnerOrgId } = recipe
  const made = {
    ...{ id: newId('package'), orgId, productId, partnerOrgId, recipeId, kind, parts, watermark, sources },
    number: await freeNumber(ctx, recipe),
    recipient: await recipientOf(ctx, recipe),
    ...{ madeBy: ctx.actor.userId, askedAt: ctx.now() },
  }
  const kept = await ctx.db.insert(packages).values(made).onConflictDoNothing().returning({ id: packages.id })
  if (kept.length === 0) throw new DomainError('conflict', 'releases.numberTaken', { number: made.number })
  record(ctx, 'releases.makePackage', made, { number: made.number, recipient: recipientLine(made.recipient) })
  announceChange(ctx, made, { packageId: made.id })
  return { packageId: made.id, number: made.number }
}

function requireReasonable({ parts, bomId, specId }: RecipeRow, files: Awaited<ReturnType<typeof filesOf>>): void {
  const going = files.filter((file) => goesIn(file, parts))
  if (going.length === 0 && bomId === null && specId === null)
    throw new DomainError('conflict', 'releases.nothingToSend')
  if (!fitsPackage(going)) throw new DomainError('conflict', 'releases.tooMuch')
}

async function recipientOf({ db }: MemberCtx, recipe: RecipeRow): Promise<PackageRecipient> {
  if (recipe.partnerOrgId === null)
    return { nameEn: recipe.recipientName, nameZh: recipe.recipientName, contact: recipe.recipientContact }
  const [org] = await db
    .select({ nameEn: orgs.legalNameEn, nameZh: orgs.legalNameZh })
    .from(orgs)
    .where(eq(orgs.id, recipe.partnerOrgId))
  if (!org) throw new DomainError('notFound', 'releases.partnerNotFound')
  return { nameEn: org.nameEn || org.nameZh, nameZh: org.nameZh || org.nameEn, contact: '' }
}

/** `WL-20-PKG-003`, counted on for this partner, or for all without an account: it says nothing of packages for others. */
const freeNumber = (ctx: MemberCtx, { productId, partnerOrgId }: RecipeRow): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'PKG',
    table: packages,
    column: packages.number,
    among: and(
      eq(packages.productId, productId),
      partnerOrgId === null ? isNull(packages.partnerOrgId) : eq(packages.partnerOrgId, partnerOrgId),
    ),
    digits: 3,
  })

/** Tries again to make a package that could not be made. Errors: releases.packageStale, releases.illegalTransition. */
export async function retryPackage(ctx: MemberCtx, { packageId, version, unmarked }: RetryPackage): Promise<void> {
  const found = await requirePackage(ctx, packageId)
  requireEdit(found.access)
  const state = packageLifecycle.next(found.package.state, 'retry')
  await write(ctx, found.package, version, { state, unmarked, attempts: 0, failure: null })
  const action = unmarked ? 'releases.retryUnmarked' : 'releases.retryPackage'
  record(ctx, action, found.package, { number: found.package.number })
  announceChange(ctx, found.package, { packageId })
}

/** Takes back a package that must not be used; who has it sees so. Errors: releases.packageStale. */
export async function withdrawPackage(ctx: MemberCtx, { packageId, version }: PackageStep): Promise<void> {
  const { package: issued, access } = await requirePackage(ctx, packageId)
  requireEdit(access)
  const state = packageLifecycle.next(issued.state, 'withdraw')
  await write(ctx, issued, version, { state, withdrawnAt: ctx.now(), withdrawnBy: ctx.actor.userId })
  record(ctx, 'releases.withdrawPackage', issued, { number: issued.number }, [issued.partnerOrgId])
  publish(ctx, {
    ...{ type: 'releases.withdrawn', audience: packageAudience(issued), productId: issued.productId },
    payload: { packageId },
  })
}

async function write(
  { db }: MemberCtx,
  { id, orgId }: PackageRow,
  version: number,
  next: Partial<typeof packages.$inferInsert>,
): Promise<void> {
  const changed = await db
    .update(packages)
    .set({ ...next, version: sql`${packages.version} + 1` })
    .where(and(eq(packages.id, id), eq(packages.orgId, orgId), eq(packages.version, version)))
    .returning({ id: packages.id })
  if (changed.length === 0) throw new DomainError('conflict', 'releases.packageStale')
}
