import { inArray } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { suggestClass } from '../rules/classify'
import { diffRevisions } from '@/server/domains/boms/queries/diff-revisions'
import { changeGroups } from '@/server/domains/boms/rules/compare'
import { signingSides, type SigningSide } from '@/server/domains/specs/rules/sign-off'
import type { MemberCtx } from '@/server/platform/context'
import { isCostly, openApprovals, requiredApprovals } from '../rules/approvals'
import { courtOf } from '../rules/court'
import type { Disposition, Existing } from '../rules/disposition'
import { isBucket, missingImpacts, requiredImpacts } from '../rules/impact'
import { raisedBySide, withPartner, type ChangeRow } from './access'
import { changeHash, planHash, readDispositions, readImpacts, readItems, readSignatures } from './content'
import type { ImpactRow, SignatureRow } from './content'

/** How much of the old there is, per place, as it was assessed. */
export const existingOf = (impacts: readonly Pick<ImpactRow, 'area' | 'affected' | 'facts'>[]): Existing =>
  Object.fromEntries(
    impacts.flatMap(({ area, affected, facts }) =>
      isBucket(area) && affected && facts.quantity !== undefined ? [[area, facts.quantity]] : [],
    ),
  )

/** Whether anybody found the cost to move beyond the threshold. */
export const isCostlyChange = (impacts: readonly Pick<ImpactRow, 'area' | 'facts'>[]): boolean =>
  impacts.some(({ area, facts }) => area === 'cost' && isCostly(facts.percent))

type Parts = Readonly<{
  impacts: readonly ImpactRow[]
  signatures: readonly SignatureRow[]
  dispositions: readonly Disposition[]
  hash: string
}>

/** Where a change stands, from what was read of it: what is missing, what counts, whose move it is. */
export function standingOf(change: ChangeRow, { impacts, signatures, dispositions, hash }: Parts) {
  const partnered = withPartner(change)
  const raisedBy = raisedBySide(change)
  const { changeClass, kind } = change
  const required = requiredImpacts({ changeClass, kind, withPartner: partnered })
  const missing = missingImpacts(required, impacts)
  const approvals = requiredApprovals({
    ...{ changeClass, raisedBy, withPartner: partnered, costly: isCostlyChange(impacts) },
  })
  const bindsTo = change.approvedHash ?? hash
  const approved = signatures.filter((each) => each.purpose === 'approve' && each.hash === bindsTo)
  const plan = planHash(change, dispositions)
  const agreed = signatures.filter((each) => each.purpose === 'schedule' && each.hash === plan && plan !== '')
  const verified = signatures.filter((each) => each.purpose === 'verify' && each.hash === change.approvedHash)
  const sidesOf = (of: readonly Readonly<{ side: SigningSide }>[]) =>
    signingSides.filter((side) => of.some((each) => each.side === side))
  const open = openApprovals(approvals, approved)
  return {
    required,
    missing,
    approvals,
    /** Approvals of the content as it is now; others are void. */
    approved,
    openApprovals: open,
    planHash: plan,
    agreedSides: sidesOf(agreed),
    verifiedSides: sidesOf(verified),
    court: courtOf({
      state: change.state,
      raisedBy,
      withPartner: partnered,
      assess: sidesOf(missing),
      approve: sidesOf(open),
      agreed: sidesOf(agreed),
      verified: sidesOf(verified),
    }),
  }
}
export type Standing = ReturnType<typeof standingOf>

/** A change with everything its standing follows from. Access is proven by the caller. */
export async function readStanding(ctx: MemberCtx, change: ChangeRow) {
  const parts = {
    impacts: await readImpacts(ctx, change.id),
    signatures: await readSignatures(ctx, change.id),
    dispositions: await readDispositions(ctx, change.id),
    // Once approved it stands still, and children of the BOM are pinned: what was signed is what counts.
    hash: change.approvedHash ?? (await changeHash(ctx, change)),
  }
  return { ...parts, standing: standingOf(change, parts) }
}

/** What the draft changes of the BOM, cell by cell; null without a draft. Prices only for readers who may see them. */
export const readDiff = async (ctx: MemberCtx, { baseRevisionId, revisionId }: ChangeRow) =>
  baseRevisionId === null || revisionId === null
    ? null
    : diffRevisions(ctx, { beforeId: baseRevisionId, afterId: revisionId })

/** Whether the draft can be built in other variants than the revision in force; names do not count. */
export async function changesVariants({ db }: MemberCtx, { baseRevisionId, revisionId }: ChangeRow): Promise<boolean> {
  if (baseRevisionId === null || revisionId === null) return false
  const found = await db
    .select({ variants: bomRevisions.variants })
    .from(bomRevisions)
    .where(inArray(bomRevisions.id, [baseRevisionId, revisionId]))
  const sets = found.map(({ variants }) =>
    variants
      .map(({ code }) => code)
      .toSorted()
      .join(),
  )
  return new Set(sets).size > 1
}

/** What class the content speaks for, and why. */
export async function readSuggestion(ctx: MemberCtx, change: ChangeRow, impacts: readonly ImpactRow[]) {
  const diff = await readDiff(ctx, change)
  return suggestClass({
    emergency: change.emergency,
    kind: change.kind,
    items: await readItems(ctx, change.id),
    groups: changeGroups.filter((group) => (diff?.counts[group] ?? 0) > 0),
    variants: await changesVariants(ctx, change),
    impacts,
  })
}
