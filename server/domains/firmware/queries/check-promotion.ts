import type { MemberCtx } from '@/server/platform/context'
import type { PromotionPlace } from '../inputs'
import { judgePromotion, type PromotionJudgement } from '../rules/promotion'
import { requireBuild, requireEdit } from './access'
import { readPromotionFacts } from './promotion-facts'

/** What stands against a build on a channel for a board, before it is asked for. */
export async function checkPromotion(
  ctx: MemberCtx,
  { buildId, channel, boardRevision }: PromotionPlace,
): Promise<PromotionJudgement> {
  const { build, line, access } = await requireBuild(ctx, buildId)
  requireEdit(access)
  return judgePromotion(await readPromotionFacts(ctx, line, build, { channel, boardRevision }), ctx.now())
}
