import { and, count, eq, gt, isNull, sql } from 'drizzle-orm'
import { packageLinks, packages } from '@/db/schema/releases'
import { hashToken, newToken } from '@/server/auth/actor'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { CreateLink, LinkStep } from '../inputs'
import { requireEdit, requirePackage } from '../queries/access'
import { mostLinks } from '../rules/links'
import { announceChange, record } from './announce'

const dayMs = 86_400_000

/**
 * A link by which somebody without an account has a package for some days. Its secret is told once and never kept. Errors:
 * releases.notIssued, releases.tooManyLinks.
 */
export async function createLink(
  ctx: MemberCtx,
  { packageId, name, days }: CreateLink,
): Promise<{ token: string; expires: Date }> {
  const { package: row, access } = await requirePackage(ctx, packageId)
  requireEdit(access)
  if (row.state !== 'issued') throw new DomainError('conflict', 'releases.notIssued')
  const [open] = await ctx.db
    .select({ links: count() })
    .from(packageLinks)
    .where(
      and(eq(packageLinks.packageId, packageId), isNull(packageLinks.revokedAt), gt(packageLinks.expires, ctx.now())),
    )
  if ((open?.links ?? 0) >= mostLinks) throw new DomainError('conflict', 'releases.tooManyLinks', { most: mostLinks })
  const token = newToken()
  const expires = new Date(ctx.now().getTime() + days * dayMs)
  await ctx.db.insert(packageLinks).values({
    ...{ id: newId('packageLink'), orgId: row.orgId, productId: row.productId, packageId, name },
    ...{ tokenHash: hashToken(token), expires, createdBy: ctx.actor.userId },
  })
  record(ctx, 'releases.createLink', row, { number: row.number, link: name, days })
  announceChange(ctx, row, { packageId })
  return { token, expires }
}

/** Closes a link at once. Errors: releases.linkStale. */
export async function revokeLink(ctx: MemberCtx, { linkId, version }: LinkStep): Promise<void> {
  const [found] = await ctx.db
    .select({ link: packageLinks, packageId: packages.id })
    .from(packageLinks)
    .innerJoin(packages, eq(packages.id, packageLinks.packageId))
    .where(and(eq(packageLinks.id, linkId), eq(packageLinks.orgId, ctx.actor.member.orgId)))
  if (!found) throw new DomainError('notFound', 'releases.linkNotFound')
  const { package: row, access } = await requirePackage(ctx, found.packageId)
  requireEdit(access)
  const closed = await ctx.db
    .update(packageLinks)
    .set({ revokedAt: ctx.now(), version: sql`${packageLinks.version} + 1` })
    .where(and(eq(packageLinks.id, linkId), eq(packageLinks.version, version), isNull(packageLinks.revokedAt)))
    .returning({ id: packageLinks.id })
  if (closed.length === 0) throw new DomainError('conflict', 'releases.linkStale')
  record(ctx, 'releases.revokeLink', row, { number: row.number, link: found.link.name })
  announceChange(ctx, row, { packageId: row.id })
}
