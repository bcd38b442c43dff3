import { and, eq } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { holdBlob } from '@/server/platform/blob-hold'
import { transact, type MemberCtx } from '@/server/platform/context'
import { publish } from '@/server/platform/journal'
import type { Services } from '@/server/platform/services'
import type { BlobStore } from '@/server/platform/storage'
import type { ProposeGolden } from '../inputs'
import { goldenLifecycle } from '../lifecycle'
import { goldenContents, settleContents, type GoldenContents } from '../packing/golden-contents'
import { requireGolden, requireGoldenEdit, type GoldenRow } from '../queries/golden-access'
import { gapsNow, holdInLane, requireNoneProposed, requireNoStop } from '../queries/golden-lane'
import type { GoldenItem } from '../rules/golden-item'
import { gapKey, isEmptyGolden, type GoldenGap } from '../rules/golden-parts'
import { packageAudience, record } from './announce'

type Steps = Readonly<{ actor: MemberActor; services: Services; now: () => Date }>

/**
 * Puts a golden package before the factory: its parts are written out and hashed, and from then on it stands as it is. No
 * transaction is open while files are stored; what was read is asked again before it is written. Errors:
 * releases.goldenStale, releases.partsNotInForce, releases.gapsChanged, releases.goldenEmpty,
 * releases.contentChanged, releases.proposalOpen, releases.tooMuch.
 */
export async function proposeGolden(
  { actor, services, now }: Steps,
  input: ProposeGolden,
): Promise<{ contentHash: string }> {
  const { pool, storage } = services
  const contents = await transact(pool, { actor, mode: 'read', now }, (ctx) => readGolden(ctx, input))
  const settled = await settleContents(storage, contents)
  await transact(pool, { actor, mode: 'write', now }, (ctx) => freezeGolden(ctx, storage, { ...input, ...settled }))
  return { contentHash: settled.contentHash }
}

/** What is to be written out of a draft that may be proposed. */
export async function readGolden(ctx: MemberCtx, input: ProposeGolden): Promise<GoldenContents> {
  const { golden, access } = await requireGolden(ctx, input.goldenId)
  requireGoldenEdit(access)
  return goldenContents(ctx, golden, await requireProposable(ctx, golden, input))
}

type Settled = Readonly<{ items: readonly GoldenItem[]; contentHash: string }>

/** Proposes what was written out: it stands from here on. */
export async function freezeGolden(
  ctx: MemberCtx,
  storage: BlobStore,
  { items, contentHash, ...input }: ProposeGolden & Settled,
): Promise<void> {
  const { golden, access } = await holdInLane(ctx, input.goldenId)
  requireGoldenEdit(access)
  const accepted = await requireProposable(ctx, golden, input)
  for (const { sha256 } of items)
    if (!(await holdBlob(ctx, storage, sha256)))
      throw new DomainError('conflict', 'releases.fileMissing', { name: golden.number })
  await write(ctx, golden, { items, contentHash, accepted })
}

/** The gaps it goes without, all of them seen by whoever proposes. */
async function requireProposable(
  ctx: MemberCtx,
  golden: GoldenRow,
  { version, accepted }: ProposeGolden,
): Promise<GoldenGap[]> {
  goldenLifecycle.next(golden.state, 'propose')
  if (golden.version !== version) throw new DomainError('conflict', 'releases.goldenStale')
  if (isEmptyGolden(golden.parts)) throw new DomainError('invalid', 'releases.goldenEmpty')
  await requireNoneProposed(ctx, golden)
  const gaps = await gapsNow(ctx, golden)
  requireNoStop(gaps)
  const seen = new Set(accepted)
  if (gaps.length !== seen.size || gaps.some((gap) => !seen.has(gapKey(gap))))
    throw new DomainError('conflict', 'releases.gapsChanged')
  return gaps
}

type Frozen = Settled & Readonly<{ accepted: readonly GoldenGap[] }>

async function write(ctx: MemberCtx, golden: GoldenRow, frozen: Frozen): Promise<void> {
  const { id, orgId, version, productId, partnerOrgId, number } = golden
  await ctx.db
    .update(goldenPackages)
    .set({
      ...{ ...frozen, state: goldenLifecycle.next(golden.state, 'propose'), version: version + 1 },
      ...{ proposedBy: ctx.actor.userId, proposedAt: ctx.now() },
    })
    .where(and(eq(goldenPackages.id, id), eq(goldenPackages.orgId, orgId)))
  const params = { number, contentHash: frozen.contentHash, partnerOrgId }
  record(ctx, 'releases.proposeGolden', golden, params, [partnerOrgId])
  publish(ctx, {
    ...{ type: 'releases.goldenProposed', audience: packageAudience(golden), productId },
    payload: { goldenId: id },
  })
}
