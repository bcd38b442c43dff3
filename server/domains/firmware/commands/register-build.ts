import { and, eq, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwarePromotions } from '@/db/schema/firmware'
import { partiesWith } from '@/server/domains/products/queries/parties-with'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { WithdrawBuild } from '../inputs'
import { firmwareBuildLifecycle, firmwarePromotionLifecycle } from '../lifecycle'
import { holdBuild, holdLine, isShown, requireBuild, requireEdit } from '../queries/access'
import { isFlashable } from '../rules/firmware-file'
import { announce, record } from './announce'
import { missingFiles } from './keep-file'

type OfBuild = Readonly<{ buildId: string }>

/**
 * All files are there: the build stands still from now on. Asked twice, it is registered. Errors: firmware.filesMissing,
 * firmware.illegalTransition for a withdrawn one.
 */
export async function registerBuild(ctx: MemberCtx, { buildId }: OfBuild): Promise<{ contentHash: string }> {
  const { line, access } = await requireBuild(ctx, buildId)
  requireEdit(access)
  const build = await holdBuild(ctx, buildId)
  if (build.state === 'registered') return { contentHash: build.contentHash }
  const state = firmwareBuildLifecycle.next(build.state, 'register')
  const missing = await missingFiles(ctx, buildId)
  if (missing.length > 0) throw new DomainError('conflict', 'firmware.filesMissing', { files: missing.join(', ') })
  await ctx.db
    .update(firmwareBuilds)
    .set({ state, secureVersion: await secureVersionOf(ctx, buildId), registeredAt: ctx.now() })
    .where(and(eq(firmwareBuilds.id, buildId), eq(firmwareBuilds.state, build.state)))
  const { contentHash, version, gitCommit } = build
  record(ctx, 'registerBuild', build, { number: line.number, version, gitCommit, contentHash })
  announce(ctx, 'firmware.changed', build, { lineId: line.id, buildId })
  return { contentHash }
}

/** The lowest security version that its images carry, so that none hides behind another; null where none carries one. */
async function secureVersionOf({ db }: MemberCtx, buildId: string): Promise<number | null> {
  const files = await db
    .select({
      role: firmwareFiles.role,
      secureVersion: sql<number | null>`(${firmwareFiles.inspection} -> 'security' ->> 'secureVersion')::float8`,
    })
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, buildId))
  const carried = files.flatMap(({ role, secureVersion }) => (isFlashable(role) ? (secureVersion ?? []) : []))
  return carried.length === 0 ? null : Math.min(...carried)
}

/** Forgets a build whose files did not all come; its version is free again. Errors: firmware.notOpen. */
export async function discardBuild(ctx: MemberCtx, { buildId }: OfBuild): Promise<void> {
  const { line, access } = await requireBuild(ctx, buildId)
  requireEdit(access)
  const build = await holdBuild(ctx, buildId)
  if (build.state !== 'open') throw new DomainError('conflict', 'firmware.notOpen', { version: build.version })
  await ctx.db.delete(firmwareBuilds).where(eq(firmwareBuilds.id, buildId))
  record(ctx, 'discardBuild', build, { number: line.number, version: build.version })
  announce(ctx, 'firmware.changed', build, { lineId: line.id, buildId })
}

/**
 * Nobody may use a build any more: what was asked for or in force with it ends, and whoever had it is told. Errors:
 * firmware.illegalTransition for one that is not registered.
 */
export async function withdrawBuild(ctx: MemberCtx, { buildId, reason: typed }: WithdrawBuild): Promise<void> {
  const { line, access } = await requireBuild(ctx, buildId)
  requireEdit(access)
  await holdLine(ctx, line.id)
  const build = await holdBuild(ctx, buildId)
  const state = firmwareBuildLifecycle.next(build.state, 'withdraw')
  const reason = bilingualOf(ctx.actor.locale, typed)
  await ctx.db
    .update(firmwareBuilds)
    .set({ state, withdrawnBy: ctx.actor.userId, withdrawnAt: ctx.now(), withdrawnReason: reason })
    .where(and(eq(firmwareBuilds.id, buildId), eq(firmwareBuilds.state, build.state)))
  const wasShown = await ctx.db.$count(firmwarePromotions, and(eq(firmwarePromotions.buildId, buildId), isShown))
  await endPromotions(ctx, buildId)
  const audience = wasShown > 0 ? await partiesWith(ctx, line.productId, 'firmware') : [line.orgId]
  const params = { number: line.number, version: build.version, reason: reason[reason.source] }
  record(ctx, 'withdrawBuild', build, params, audience)
  announce(ctx, 'firmware.buildWithdrawn', build, { lineId: line.id, buildId }, audience)
}

async function endPromotions(ctx: MemberCtx, buildId: string): Promise<void> {
  const now = ctx.now()
  for (const from of ['requested', 'approved'] as const)
    await ctx.db
      .update(firmwarePromotions)
      .set({
        state: firmwarePromotionLifecycle.next(from, 'withdraw'),
        ...(from === 'approved' ? { endedAt: now } : { decidedAt: now }),
        version: sql`${firmwarePromotions.version} + 1`,
      })
      .where(and(eq(firmwarePromotions.buildId, buildId), eq(firmwarePromotions.state, from)))
}
