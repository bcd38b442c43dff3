import { and, eq, sql } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { Assemble, ChoosePart, GoldenStep } from '../inputs'
import { goldenLifecycle } from '../lifecycle'
import { requireGolden, requireGoldenEdit, requireGoldens, type GoldenRow } from '../queries/golden-access'
import { goldenCandidates } from '../queries/golden-candidates'
import { chooseParts, suggestParts } from '../rules/golden-candidates'
import type { GoldenParts } from '../rules/golden-parts'
import { packageAudience, record } from './announce'
import { requirePartner } from './save-recipe'

/** A new draft with a factory, of everything that is in force. Errors: releases.partnerNotFound. */
export async function assembleGolden(
  ctx: MemberCtx,
  { productId, partnerOrgId }: Assemble,
): Promise<{ goldenId: string; number: string }> {
  const access = await requireGoldens(ctx, productId)
  requireGoldenEdit(access)
  await requirePartner(ctx, productId, partnerOrgId)
  const parts = suggestParts(await goldenCandidates(ctx, { productId, partnerOrgId }))
  const golden = {
    ...{ id: newId('goldenPackage'), orgId: access.orgId, productId, partnerOrgId, parts },
    ...{ number: await freeNumber(ctx, productId, partnerOrgId), createdBy: ctx.actor.userId },
  }
  const made = await ctx.db
    .insert(goldenPackages)
    .values(golden)
    .onConflictDoNothing()
    .returning({ id: goldenPackages.id })
  if (made.length === 0) throw new DomainError('conflict', 'releases.numberTaken', { number: golden.number })
  record(ctx, 'releases.assembleGolden', golden, { number: golden.number, partnerOrgId })
  announceDraft(ctx, golden)
  return { goldenId: golden.id, number: golden.number }
}

/** Chooses one part of a draft anew. Errors: releases.goldenStale, releases.partNotFound, releases.goldenFrozen. */
export async function choosePart(ctx: MemberCtx, { goldenId, version, choice }: ChoosePart): Promise<void> {
  const golden = await requireDraft(ctx, { goldenId, version })
  await keepParts(ctx, golden, chooseParts(golden.parts, await goldenCandidates(ctx, golden), choice))
}

/** Takes everything that is in force now. */
export async function refreshGolden(ctx: MemberCtx, step: GoldenStep): Promise<void> {
  const golden = await requireDraft(ctx, step)
  await keepParts(ctx, golden, suggestParts(await goldenCandidates(ctx, golden)))
}

async function requireDraft(ctx: MemberCtx, { goldenId, version }: GoldenStep): Promise<GoldenRow> {
  const { golden, access } = await requireGolden(ctx, goldenId)
  requireGoldenEdit(access)
  if (golden.state !== 'draft') throw new DomainError('conflict', 'releases.goldenFrozen')
  if (golden.version !== version) throw new DomainError('conflict', 'releases.goldenStale')
  return golden
}

async function keepParts(ctx: MemberCtx, golden: GoldenRow, parts: GoldenParts): Promise<void> {
  await write(ctx, golden, { parts })
  record(ctx, 'releases.choosePart', golden, { number: golden.number })
  announceDraft(ctx, golden)
}

/** Takes a golden package back: nothing is to be built from it. Errors: releases.goldenStale. */
export async function withdrawGolden(ctx: MemberCtx, { goldenId, version }: GoldenStep): Promise<void> {
  const { golden, access } = await requireGolden(ctx, goldenId, 'hold')
  requireGoldenEdit(access)
  if (golden.version !== version) throw new DomainError('conflict', 'releases.goldenStale')
  const state = goldenLifecycle.next(golden.state, 'withdraw')
  await write(ctx, golden, { state, withdrawnAt: ctx.now(), withdrawnBy: ctx.actor.userId })
  const known = golden.proposedAt !== null
  const { number, partnerOrgId, productId, contentHash } = golden
  const params = { number, contentHash: contentHash ?? '' }
  record(ctx, 'releases.withdrawGolden', golden, params, known ? [partnerOrgId] : [])
  if (!known) return announceDraft(ctx, golden)
  publish(ctx, {
    ...{ type: 'releases.goldenWithdrawn', audience: packageAudience(golden), productId },
    payload: { goldenId },
  })
}

async function write(
  { db }: MemberCtx,
  { id, orgId, version }: GoldenRow,
  next: Partial<typeof goldenPackages.$inferInsert>,
): Promise<void> {
  const changed = await db
    .update(goldenPackages)
    .set({ ...next, version: sql`${goldenPackages.version} + 1` })
    .where(and(eq(goldenPackages.id, id), eq(goldenPackages.orgId, orgId), eq(goldenPackages.version, version)))
    .returning({ id: goldenPackages.id })
  if (changed.length === 0) throw new DomainError('conflict', 'releases.goldenStale')
}

/** A draft is the brand's alone. */
const announceDraft = (ctx: MemberCtx, { id, orgId, productId }: Pick<GoldenRow, 'id' | 'orgId' | 'productId'>) =>
  publish(ctx, { type: 'releases.changed', audience: [orgId], productId, payload: { goldenId: id } })

/** `WL-20-GLD-01`, counted on with this factory: a number says nothing of packages with others. */
const freeNumber = (ctx: MemberCtx, productId: string, partnerOrgId: string): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'GLD',
    table: goldenPackages,
    column: goldenPackages.number,
    among: and(eq(goldenPackages.productId, productId), eq(goldenPackages.partnerOrgId, partnerOrgId)),
  })
