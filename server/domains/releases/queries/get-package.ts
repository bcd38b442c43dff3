import { and, desc, eq, gt } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { designRevisions } from '@/db/schema/designFiles'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { packageDownloads, packageLinks, packageRecipes, packages } from '@/db/schema/releases'
import type { MemberCtx } from '@/server/platform/context'
import { linkStanding } from '../rules/links'
import { staleSources } from '../rules/sources'
import { packageShown, requirePackage, type PackageRow } from './access'
import { releasesNow } from './in-force'

const person = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
const mostDownloads = 200

/**
 * A package with what is in it, what has overtaken it, and who took it: the brand sees everybody, a partner its own
 * people. Links are the brand's alone.
 */
export async function getPackage(ctx: MemberCtx, { packageId }: Readonly<{ packageId: string }>) {
  const { package: row, access, product } = await requirePackage(ctx, packageId)
  const [maker] = await ctx.db.select(person).from(users).where(eq(users.id, row.madeBy))
  const stale = staleSources(row.sources, await releasesNow(ctx, [row.sources]))
  const { id, productId, number, kind, recipient, partnerOrgId, sources, watermark, unmarked } = row
  const { state, failure, items, contentHash, blobSize, askedAt, issuedAt, withdrawnAt, version } = row
  return {
    ...{ id, productId, product, number, kind, recipient, sources, watermark, unmarked, state, failure },
    ...{ items: items ?? [], contentHash, size: blobSize, askedAt, issuedAt, withdrawnAt, version },
    maker: maker ?? null,
    onPortal: partnerOrgId !== null,
    owner: access.owner,
    mayEdit: access.edit,
    stale,
    news: access.owner ? await newsOf(ctx, row) : null,
    successor: await successorOf(ctx, row),
    ...(access.owner ? await recipeOf(ctx, row) : { recipeId: null, mayRemake: false }),
    downloads: await downloadsOf(ctx, row),
    links: access.owner ? await linksOf(ctx, row) : [],
  }
}
export type PackageView = Awaited<ReturnType<typeof getPackage>>

/** What is new in the release that overtook the design files. */
async function newsOf({ db }: MemberCtx, { sources: { set } }: PackageRow) {
  if (set === null) return null
  const [row] = await db
    .select({ id: designRevisions.id, notes: designRevisions.notes })
    .from(designRevisions)
    .where(and(eq(designRevisions.setId, set.id), eq(designRevisions.state, 'released')))
  return row && row.id !== set.revisionId ? row.notes : null
}

/** The newest package of the same recipe that was issued after this one. */
async function successorOf({ db, actor }: MemberCtx, { recipeId, askedAt }: PackageRow) {
  const [row] = await db
    .select({ id: packages.id, number: packages.number })
    .from(packages)
    .where(
      and(
        eq(packages.recipeId, recipeId),
        eq(packages.state, 'issued'),
        gt(packages.askedAt, askedAt),
        packageShown(actor),
      ),
    )
    .orderBy(desc(packages.askedAt))
    .limit(1)
  return row ?? null
}

async function recipeOf({ db }: MemberCtx, { recipeId }: PackageRow) {
  const [recipe] = await db
    .select({ archivedAt: packageRecipes.archivedAt })
    .from(packageRecipes)
    .where(eq(packageRecipes.id, recipeId))
  return { recipeId, mayRemake: recipe?.archivedAt === null }
}

async function downloadsOf({ db }: MemberCtx, { id }: PackageRow) {
  const takers = alias(orgs, 'takers')
  return db
    .select({
      ...{ id: packageDownloads.id, at: packageDownloads.at, superseded: packageDownloads.superseded },
      ...{ person, link: packageLinks.name },
      org: { legalNameEn: takers.legalNameEn, legalNameZh: takers.legalNameZh },
    })
    .from(packageDownloads)
    .leftJoin(users, eq(users.id, packageDownloads.userId))
    .leftJoin(takers, eq(takers.id, packageDownloads.userOrgId))
    .leftJoin(packageLinks, eq(packageLinks.id, packageDownloads.linkId))
    .where(eq(packageDownloads.packageId, id))
    .orderBy(desc(packageDownloads.at))
    .limit(mostDownloads)
}

async function linksOf({ db, now }: MemberCtx, { id }: PackageRow) {
  const rows = await db
    .select({
      ...{ id: packageLinks.id, name: packageLinks.name, expires: packageLinks.expires },
      ...{ revokedAt: packageLinks.revokedAt, version: packageLinks.version, createdAt: packageLinks.createdAt },
    })
    .from(packageLinks)
    .where(eq(packageLinks.packageId, id))
    .orderBy(desc(packageLinks.createdAt))
  return rows.map((link) => ({ ...link, standing: linkStanding(link, now()) }))
}
