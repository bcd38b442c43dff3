import { and, eq } from 'drizzle-orm'
import { bomLines, bomRevisions } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { tellPair } from '@/server/domains/boms/commands/propose-substitution'
import { writeAlternates } from '@/server/domains/boms/commands/settle-alternate'
import { writeSubstitution } from '@/server/domains/boms/commands/write-substitution'
import { substitutionLifecycle, type SubstitutionReason } from '@/server/domains/boms/lifecycle'
import { requireRelease, type BomRow } from '@/server/domains/boms/queries/access'
import { requireSubstitution, type SubstitutionRow } from '@/server/domains/boms/queries/substitutions'
import { partLabel, substitutionCode, withApproved } from '@/server/domains/boms/rules/substitutions'
import { bilingualOf, isBlank } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import type { AnswerSubstitution } from '../inputs'
import type { ChangeReason } from '../lifecycle'
import { substituteTitle } from '../rules/substitute-title'
import { beginDraft } from './prepare-draft'
import { insertChange } from './raise-change'

export type Answered = Readonly<{
  /** The change that carries it out, where it was allowed for good on a released BOM. */
  changeId: string | null
  /** Whether the draft of that change is there: another change may be in the way. */
  prepared: boolean
}>

/**
 * Answers a request for a substitute, by the brand's engineers: allowed for one lot, allowed for good, or refused for
 * good. Allowed for good on a released BOM it raises a change with its draft prepared; on a BOM that was never released
 * the part is approved on the line at once.
 */
export async function answerSubstitution(ctx: MemberCtx, input: AnswerSubstitution): Promise<Answered> {
  const { substitution, bom, access } = await requireSubstitution(ctx, input.substitutionId, 'update')
  requireRelease(access)
  const { decision } = input
  const state = substitutionLifecycle.next(substitution.state, decision === 'never' ? 'refuse' : 'accept')
  const { actor } = ctx
  const outcome = decision === 'always' ? await carryOut(ctx, substitution, bom) : { changeId: null, prepared: false }
  await writeSubstitution(ctx, substitution, input.version, {
    state,
    decision,
    lot: decision === 'lot' ? input.lot : '',
    answer: isBlank(input.answer) ? null : bilingualOf(actor.locale, input.answer),
    decidedBy: actor.userId,
    decidedAt: ctx.now(),
    changeId: outcome.changeId,
  })
  const action = {
    lot: 'boms.allowSubstituteForLot',
    always: 'boms.allowSubstitute',
    never: 'boms.refuseSubstitute',
  }[decision]
  tellPair(ctx, action, 'boms.substitutionAnswered', substitution, {
    ...{ code: substitutionCode(substitution.ordinal), part: partLabel(substitution.proposed), lot: input.lot },
  })
  return outcome
}

const reasonFor: Readonly<Record<SubstitutionReason, ChangeReason>> = {
  shortage: 'shortage',
  endOfLife: 'shortage',
  cost: 'cost',
  quality: 'quality',
  leadTime: 'shortage',
  other: 'error',
}

async function carryOut(ctx: MemberCtx, substitution: SubstitutionRow, bom: BomRow): Promise<Answered> {
  if (bom.releasedRevisionId === null) {
    await approveOnDraft(ctx, substitution, bom)
    return { changeId: null, prepared: true }
  }
  const { id, partnerOrgId, reasonCode, reason, replaces, proposed, ordinal } = substitution
  const [is, would, code] = [partLabel(replaces), partLabel(proposed), substitutionCode(ordinal)]
  const { changeId } = await insertChange(ctx, bom, {
    changeClass: 'one',
    kind: 'replacementPart',
    reasonCode: reasonFor[reasonCode],
    title: bilingualOf(ctx.actor.locale, substituteTitle({ code, is, would })),
    reason,
    partnerOrgId,
    bomId: bom.id,
    substitutionId: id,
  })
  const busy = await isBusy(ctx, bom)
  if (!busy) {
    const [change] = await ctx.db
      .select()
      .from(changes)
      .where(and(eq(changes.id, changeId), eq(changes.orgId, bom.orgId)))
    if (change) await beginDraft(ctx, change, change.version)
  }
  return { changeId, prepared: !busy }
}

/** Whether another draft is in the way; then the new change begins its own once that is settled. */
async function isBusy({ db }: MemberCtx, { currentRevisionId, orgId }: BomRow): Promise<boolean> {
  const [current] = await db
    .select({ state: bomRevisions.state, changeId: bomRevisions.changeId })
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, currentRevisionId ?? ''), eq(bomRevisions.orgId, orgId)))
  return current?.state === 'inReview' || (current?.state === 'draft' && current.changeId !== null)
}

async function approveOnDraft(ctx: MemberCtx, { lineKey, proposed }: SubstitutionRow, bom: BomRow): Promise<void> {
  const [line] = await ctx.db
    .select()
    .from(bomLines)
    .where(
      and(
        eq(bomLines.revisionId, bom.currentRevisionId ?? ''),
        eq(bomLines.key, lineKey),
        eq(bomLines.orgId, bom.orgId),
      ),
    )
  if (line) await writeAlternates(ctx, line, line.version, withApproved(line.alternates, proposed))
}
