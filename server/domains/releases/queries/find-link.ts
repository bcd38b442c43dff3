import { and, eq, exists, isNull, or } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { packageLinks, packages } from '@/db/schema/releases'
import { hashToken } from '@/server/auth/actor'
import { DomainError } from '@/server/kernel/errors'
import type { AnyCtx } from '@/server/platform/context'
import { linkStanding } from '../rules/links'
import { staleSources } from '../rules/sources'
import { releasesNow } from './in-force'

/** Of a partner's package only as long as the partner is one. */
async function findLink({ db }: AnyCtx, token: string) {
  const isPartner = exists(
    db
      .select({ id: productParties.orgId })
      .from(productParties)
      .where(
        and(
          eq(productParties.productId, packages.productId),
          eq(productParties.orgId, packages.partnerOrgId),
          eq(productParties.state, 'active'),
        ),
      ),
  )
  const [found] = await db
    .select({ link: packageLinks, package: packages })
    .from(packageLinks)
    .innerJoin(packages, eq(packages.id, packageLinks.packageId))
    .where(and(eq(packageLinks.tokenHash, hashToken(token)), or(isNull(packages.partnerOrgId), isPartner)))
  return found ?? null
}

/** An open link and its package, by the link's secret. Errors: releases.linkUnusable for any other. */
export async function requireLink(ctx: AnyCtx, token: string) {
  const found = await findLink(ctx, token)
  if (!found || linkStanding(found.link, ctx.now()) !== 'open')
    throw new DomainError('notFound', 'releases.linkUnusable')
  return found
}

/** A package as whoever holds a link sees it: what it is, for whom, its files and hashes. Null where the link is not open. */
export async function openLink(ctx: AnyCtx, { token }: Readonly<{ token: string }>) {
  const found = await findLink(ctx, token)
  if (!found || linkStanding(found.link, ctx.now()) !== 'open') return null
  const { package: row, link } = found
  const [about] = await ctx.db
    .select({
      code: products.code,
      name: products.name,
      brand: { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
    })
    .from(products)
    .innerJoin(orgs, eq(orgs.id, products.orgId))
    .where(eq(products.id, row.productId))
  if (!about) return null
  const { number, recipient, kind, contentHash, blobSize, issuedAt, items } = row
  const { set, bom, spec } = row.sources
  const shown = [set, bom, spec].flatMap((source) =>
    source === null ? [] : { number: source.number, name: source.name, letter: source.letter },
  )
  return {
    product: { code: about.code, name: about.name },
    brand: about.brand,
    package: { number, recipient, kind, contentHash, size: blobSize, issuedAt, items: items ?? [], sources: shown },
    withdrawn: row.state === 'withdrawn',
    stale: staleSources(row.sources, await releasesNow(ctx, [row.sources])),
    expires: link.expires,
  }
}
export type SharedPackage = NonNullable<Awaited<ReturnType<typeof openLink>>>
