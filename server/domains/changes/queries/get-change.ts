import { asc, eq, inArray } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { changes, changeTasks } from '@/db/schema/changes'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'
import type { ChangeRef } from '../inputs'
import { changeLifecycle, isEditable, isOpenChange } from '../lifecycle'
import { fillable } from '../rules/approvals'
import { balanceOf } from '../rules/disposition'
import { impactAreas, mayAssessArea, type ImpactFacts } from '../rules/impact'
import { changeCode, paperOf } from '../rules/label'
import { raisedBySide, requireChange, withPartner, type ChangeAccess, type ChangeRow } from './access'
import { readItems, type ImpactRow } from './content'
import { existingOf, readStanding, readSuggestion } from './standing'

type Names = Readonly<{ displayNameEn: string; displayNameZh: string }>

/** A change as one side reads it: what it does, what was found, who approved, when it begins, what follows. */
export async function getChange(ctx: MemberCtx, { changeId }: ChangeRef) {
  const { change, access } = await requireChange(ctx, changeId)
  const { impacts, signatures, dispositions, hash, standing } = await readStanding(ctx, change)
  const items = await readItems(ctx, change.id)
  const tasks = await ctx.db
    .select()
    .from(changeTasks)
    .where(eq(changeTasks.changeId, change.id))
    .orderBy(asc(changeTasks.ordinal))
  const people = await peopleOf(ctx, [
    change.raisedBy,
    change.endedBy,
    ...impacts.map(({ assessedBy }) => assessedBy),
    ...signatures.map(({ userId }) => userId),
    ...tasks.map(({ doneBy }) => doneBy),
  ])
  const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null))
  const { role } = ctx.actor.member
  const { side } = access
  const counted = new Set(standing.approved.map(({ id }) => id))
  const editable = isEditable(change.state) && access.write && (side === 'brand' || raisedBySide(change) === side)
  const author = change.raisedBy === ctx.actor.userId && raisedBySide(change) === side
  const allows = (command: Parameters<typeof changeLifecycle.allows>[1]) =>
    changeLifecycle.allows(change.state, command)
  const capacities =
    access.write && allows('approve') ? fillable(standing.approvals, standing.approved, { side, role }) : []
  return {
    id: change.id,
    productId: change.productId,
    version: change.version,
    code: changeCode(change),
    paper: paperOf(change),
    state: change.state,
    changeClass: change.changeClass,
    kind: change.kind,
    reasonCode: change.reasonCode,
    title: change.title,
    reason: change.reason,
    emergency: change.emergency,
    deviationLot: change.deviationLot,
    dueAt: change.dueAt,
    createdAt: change.createdAt,
    approvedAt: change.approvedAt,
    implementedAt: change.implementedAt,
    closedAt: change.closedAt,
    raisedBySide: raisedBySide(change),
    raisedBy: person(change.raisedBy),
    endReason: change.endReason,
    endedBy: person(change.endedBy),
    clonedFrom: await codeOf(ctx, change.clonedFromId),
    substitutionId: change.substitutionId,
    side,
    withPartner: withPartner(change),
    ...(await organisations(ctx, change)),
    bom: await bomOf(ctx, change),
    items: items.map(({ id, kind, name, before, after }) => ({ id, kind, name, before, after })),
    /** Hash of the content now: what an approval binds to. */
    hash,
    approvedHash: change.approvedHash,
    suggestion: editable || allows('approve') ? await readSuggestion(ctx, change, impacts) : null,
    required: standing.required,
    missing: standing.missing,
    impacts: impacts.map((impact) => ({
      ...shownImpact(impact, access),
      by: person(impact.assessedBy),
      /** The draft moved on since it was assessed. */
      stale: change.approvedHash === null && impact.contentHash !== hash,
    })),
    approvals: standing.approvals,
    openApprovals: standing.openApprovals,
    signatures: signatures.map(({ id, purpose, side: of, slot, hash: bound, note, signedAt, userId }) => ({
      ...{ id, purpose, side: of, slot, hash: bound, note, signedAt },
      by: person(userId),
      /** Given to content that is another one by now. */
      void: purpose === 'approve' ? !counted.has(id) : purpose === 'schedule' && bound !== standing.planHash,
    })),
    effectivity: change.effectivity,
    planHash: standing.planHash,
    agreedSides: standing.agreedSides,
    verifiedSides: standing.verifiedSides,
    existing: existingOf(impacts),
    balance: balanceOf(existingOf(impacts), dispositions),
    dispositions: dispositions.map((row) => (access.costs ? row : { ...row, unitCostMicros: null })),
    costsShown: access.costs,
    tasks: tasks.map(({ id, kind, side: of, title, dueOn, doneAt, doneBy, version }) => ({
      ...{ id, kind, side: of, title, dueOn, doneAt, version },
      by: person(doneBy),
      mayFinish: access.write && of === side && isOpenChange(change.state),
    })),
    court: standing.court,
    may: {
      edit: editable,
      submit: access.write && allows('submit') && raisedBySide(change) === side,
      prepareDraft:
        side === 'brand' &&
        access.write &&
        isEditable(change.state) &&
        change.bomId !== null &&
        change.revisionId === null &&
        !change.emergency,
      assess: access.write && allows('assess'),
      areas: impactAreas.filter((area) => mayAssessArea(side, area, withPartner(change))),
      complete: side === 'brand' && access.lead && allows('complete'),
      approveAs: capacities.map((each) => each.role),
      reject:
        access.write &&
        allows('reject') &&
        standing.approvals.some((each) => each.side === side && fillable([each], [], { side, role }).length > 0),
      plan: access.lead && allows('plan'),
      agree: access.lead && allows('schedule') && standing.planHash !== '' && !standing.agreedSides.includes(side),
      implement: access.lead && allows('implement'),
      verify: access.verify && allows('verify') && !standing.verifiedSides.includes(side),
      close: side === 'brand' && access.lead && allows('close'),
      cancel: access.write && allows('cancel') && (author || (side === 'brand' && access.lead)),
      escalate: side === 'brand' && access.write && allows('escalate') && change.changeClass === 'two',
      clone: access.write && (change.state === 'rejected' || change.state === 'cancelled'),
      addTask: access.write && isOpenChange(change.state),
    },
  }
}
export type ChangeView = Awaited<ReturnType<typeof getChange>>

/** Money is kept from roles that do not deal with it, and the cost of the brand's BOM from factories without the grant; the finding itself is not. */
function shownImpact({ id, side, area, affected, facts, words, assessedAt }: ImpactRow, access: ChangeAccess) {
  const kept = !access.costs || (area === 'cost' && side === 'brand' && !access.brandCosts)
  const { amountMicros, percent, currency: _, ...rest } = facts
  const shown: ImpactFacts = kept ? rest : facts
  const withheld = kept && (amountMicros !== undefined || percent !== undefined)
  return { id, side, area, affected, facts: shown, words, assessedAt, withheld }
}

async function peopleOf({ db }: MemberCtx, ids: readonly (string | null)[]): Promise<Map<string, Names>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .select({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(users)
    .where(inArray(users.id, wanted))
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

async function organisations({ db }: MemberCtx, { orgId, partnerOrgId }: ChangeRow) {
  const rows = await db
    .select({
      id: orgs.id,
      legalNameEn: orgs.legalNameEn,
      legalNameZh: orgs.legalNameZh,
      timeZone: orgs.timeZone,
      country: orgs.country,
      currency: orgs.currency,
    })
    .from(orgs)
    .where(inArray(orgs.id, partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]))
  const found = (id: string | null) => rows.find((each) => each.id === id) ?? null
  return { brand: found(orgId), factory: found(partnerOrgId) }
}

async function bomOf({ db }: MemberCtx, { bomId, baseRevisionId, revisionId }: ChangeRow) {
  if (bomId === null) return null
  const [bom] = await db.select({ name: boms.name, letter: boms.releasedLetter }).from(boms).where(eq(boms.id, bomId))
  const wanted = [baseRevisionId, revisionId].filter((id) => id !== null)
  const revisions =
    wanted.length === 0
      ? []
      : await db
          .select({
            id: bomRevisions.id,
            number: bomRevisions.number,
            letter: bomRevisions.letter,
            state: bomRevisions.state,
          })
          .from(bomRevisions)
          .where(inArray(bomRevisions.id, wanted))
  const found = (id: string | null) => revisions.find((each) => each.id === id) ?? null
  return bom ? { id: bomId, ...bom, base: found(baseRevisionId), draft: found(revisionId) } : null
}

async function codeOf({ db }: MemberCtx, id: string | null) {
  if (id === null) return null
  const [row] = await db.select().from(changes).where(eq(changes.id, id))
  return row ? { id, code: changeCode(row) } : null
}
