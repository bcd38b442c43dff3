import { and, eq, inArray } from 'drizzle-orm'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { manufacturerParts } from '@/db/schema/parts'
import { releaseRevision, submitRevision } from '@/server/domains/boms/commands/review-revision'
import { waiveCheck } from '@/server/domains/boms/commands/waive-check'
import type { MemberCtx } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { Actors } from './people'

/** Sensors that exist from one maker only. */
const alone = ['SCD41-D-R2', 'SGP41-D-R4']

/**
 * The main board goes into force as revision A: Daniel answers for the two parts without a second source and for those
 * whose makers end them, and submits it; Maya releases it. The housing stays a draft with parts nobody has chosen yet.
 */
export async function releaseBoard(stage: Stage, { daniel, maya }: Actors, bomId: string): Promise<void> {
  await stage.as(daniel, 29, async (ctx) => {
    const { id: revisionId } = await newest(ctx, bomId)
    const lines = await ctx.db
      .select({ id: bomLines.id })
      .from(bomLines)
      .where(and(eq(bomLines.revisionId, revisionId), inArray(bomLines.mpn, alone)))
    await waiveCheck(ctx, {
      revisionId,
      check: 'singleSource',
      lineIds: lines.map(({ id }) => id),
      reason: {
        en: 'Sensirion only. We keep three months of stock in Oakland and have a pin-compatible board variant drafted.',
        zh: '仅有 Sensirion 一家。奥克兰备三个月库存，并已准备引脚兼容的改板方案。',
      },
    })
  })
  await stage.as(daniel, 29, async (ctx) => {
    const { id: revisionId } = await newest(ctx, bomId)
    const lines = await ctx.db
      .select({ id: bomLines.id })
      .from(bomLines)
      .innerJoin(manufacturerParts, eq(manufacturerParts.mpn, bomLines.mpn))
      .where(and(eq(bomLines.revisionId, revisionId), inArray(manufacturerParts.lifecycle, ['nrnd', 'eol'])))
    await waiveCheck(ctx, {
      revisionId,
      check: 'notRecommended',
      lineIds: lines.map(({ id }) => id),
      reason: {
        en: 'EVT and DVT are built from stock on hand. The last-time-buy is placed with the PVT order; the replacement is designed in with revision B.',
        zh: 'EVT、DVT 用现有库存生产。最后一次采购（LTB）随 PVT 订单下达，替换料在 B 版导入。',
      },
    })
  })
  await stage.as(daniel, 28, async (ctx) => {
    const { id: revisionId, version } = await newest(ctx, bomId)
    await submitRevision(ctx, { revisionId, version })
  })
  await stage.as(maya, 26, async (ctx) => {
    const { id: revisionId, version } = await newest(ctx, bomId)
    await releaseRevision(ctx, { revisionId, version })
  })
}

async function newest({ db }: MemberCtx, bomId: string) {
  const [revision] = await db
    .select({ id: bomRevisions.id, version: bomRevisions.version })
    .from(bomRevisions)
    .innerJoin(boms, eq(boms.currentRevisionId, bomRevisions.id))
    .where(eq(boms.id, bomId))
  if (!revision) throw new Error(`BOM ${bomId} has no revision`)
  return revision
}
