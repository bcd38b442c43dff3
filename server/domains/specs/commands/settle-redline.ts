import { and, eq, sql } from 'drizzle-orm'
import { redlines, requirements } from '@/db/schema/specs'
import { bilingualOf, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { CounterRedline, ReasonedRedline, RedlineStep } from '../inputs'
import { redlineLifecycle, type RedlineCommand } from '../lifecycle'
import {
  requireIsDraft,
  requirePropose,
  requireRequirement,
  requireSpec,
  requireSpecRevision,
  type SpecAccess,
  type SpecRevisionRow,
  type SpecRow,
} from '../queries/access'
import { requireRedline, type RedlineRow } from '../queries/redlines'
import { applyChange, refusalOf, valueOf } from '../rules/redline'
import { tellPair } from './tell-pair'

type Found = Readonly<{ redline: RedlineRow; spec: SpecRow; access: SpecAccess }>

/** Which side may take a step: the brand what the factory put, the factory what the brand put; only the asker withdraws. */
const stepOf: Readonly<Record<RedlineCommand, 'brand' | 'partner'>> = {
  accept: 'brand',
  decline: 'brand',
  counter: 'brand',
  acceptCounter: 'partner',
  counterBack: 'partner',
  withdraw: 'partner',
}

async function load(ctx: MemberCtx, redlineId: string, command: RedlineCommand): Promise<Found> {
  const redline = await requireRedline(ctx, redlineId)
  const { spec, access } = await requireSpec(ctx, redline.specId)
  requirePropose(access)
  if (access.side !== stepOf[command]) throw new DomainError('forbidden', 'specs.redlineOtherSide')
  if (access.side === 'brand' && !access.edit) throw new DomainError('forbidden', 'specs.editNeeded')
  return { redline, spec, access }
}

/** The brand takes over what the factory proposes: it lands in the draft. */
export const acceptRedline = (ctx: MemberCtx, input: RedlineStep) => accept(ctx, input, 'accept')
/** The factory takes over what the brand put instead: it lands in the draft. */
export const acceptCounter = (ctx: MemberCtx, input: RedlineStep) => accept(ctx, input, 'acceptCounter')

/**
 * Errors: specs.redlineNeedsDraft where nothing can be edited now, specs.redlineOutdated where the field says something
 * else than when the change was put: it has to be put again.
 */
async function accept(ctx: MemberCtx, input: RedlineStep, command: 'accept' | 'acceptCounter'): Promise<void> {
  const found = await load(ctx, input.redlineId, command)
  const { redline, spec } = found
  const { revision } = await requireSpecRevision(ctx, spec.currentRevisionId ?? '', 'share')
  if (revision.state === 'released' || revision.state === 'suspended')
    throw new DomainError('conflict', 'specs.redlineNeedsDraft')
  requireIsDraft(revision)
  await land(ctx, redline, revision)
  await settle(ctx, found, input.version, command, { landedInId: revision.id })
}

/** Writes an agreed change into the draft, signed by who proposed it. */
async function land(ctx: MemberCtx, redline: RedlineRow, revision: SpecRevisionRow): Promise<void> {
  const row = await requireRequirement(ctx, revision, redline.requirementId)
  if (valueOf(row, redline.change.field) !== redline.change.from)
    throw new DomainError('conflict', 'specs.redlineOutdated', { requirement: row.code })
  const { title, text, condition, values } = applyChange(row, redline.change, { userId: redline.putBy, at: ctx.now() })
  // Past row-level security for this one row: a factory that accepts a counter-proposal writes what the brand put.
  const written = await asSystem(ctx, () =>
    ctx.db
      .update(requirements)
      .set({ title, text, condition, values, updatedBy: redline.putBy, version: sql`${requirements.version} + 1` })
      .where(
        and(
          eq(requirements.revisionId, revision.id),
          eq(requirements.requirementId, redline.requirementId),
          eq(requirements.version, row.version),
        ),
      )
      .returning({ code: requirements.code }),
  )
  if (written.length === 0) throw new DomainError('conflict', 'specs.requirementStale')
}

/** The brand will not change it, and says why. */
export async function declineRedline(ctx: MemberCtx, input: ReasonedRedline): Promise<void> {
  const found = await load(ctx, input.redlineId, 'decline')
  await settle(ctx, found, input.version, 'decline', { reason: bilingualOf(ctx.actor.locale, input.reason) })
}

/** The factory takes its proposal back, or lets a counter-proposal go. */
export async function withdrawRedline(ctx: MemberCtx, input: RedlineStep): Promise<void> {
  await settle(ctx, await load(ctx, input.redlineId, 'withdraw'), input.version, 'withdraw', {})
}

/** The brand puts another value instead. */
export const counterRedline = (ctx: MemberCtx, input: CounterRedline) => counter(ctx, input, 'counter')
/** The factory answers a counter-proposal with another value. */
export const counterBack = (ctx: MemberCtx, input: CounterRedline) => counter(ctx, input, 'counterBack')

async function counter(ctx: MemberCtx, input: CounterRedline, command: 'counter' | 'counterBack'): Promise<void> {
  const found = await load(ctx, input.redlineId, command)
  const { redline, spec } = found
  const { field, to } = redline.change
  if (input.to === to) throw new DomainError('invalid', 'specs.redlineSameAgain')
  const refusal = refusalOf(field, input.to)
  if (refusal === 'specs.redlineNotANumber') throw new DomainError('invalid', 'specs.redlineNotANumber')
  if (refusal !== null) throw new DomainError('invalid', 'specs.redlineTooLong')
  const { revision } = await requireSpecRevision(ctx, spec.currentRevisionId ?? '')
  const row = await requireRequirement(ctx, revision, redline.requirementId)
  const from = valueOf(row, field)
  if (from === input.to) throw new DomainError('invalid', 'specs.redlineSame', { requirement: row.code })
  await settle(ctx, found, input.version, command, {
    change: { field, from, to: input.to },
    reason: bilingualOf(ctx.actor.locale, input.reason),
    putBy: ctx.actor.userId,
  })
}

type Step = Partial<Pick<RedlineRow, 'change' | 'putBy' | 'landedInId'>> & { reason?: BilingualText }

/** Writes the step; what was on the table before joins the rounds. */
async function settle(
  ctx: MemberCtx,
  { redline, spec }: Found,
  version: number,
  command: RedlineCommand,
  step: Step,
): Promise<void> {
  const state = redlineLifecycle.next(redline.state, command)
  const ended = redlineLifecycle.isTerminal(state)
  const round = {
    change: redline.change,
    reason: redline.reason,
    by: redline.putBy,
    at: redline.updatedAt.toISOString(),
  }
  const written = await ctx.db
    .update(redlines)
    .set({
      ...step,
      state,
      rounds: [...redline.rounds, round],
      ...(ended && { settledBy: ctx.actor.userId, settledAt: ctx.now() }),
      updatedAt: ctx.now(),
      version: sql`${redlines.version} + 1`,
    })
    .where(and(eq(redlines.id, redline.id), eq(redlines.orgId, redline.orgId), eq(redlines.version, version)))
    .returning({ id: redlines.id })
  if (written.length === 0) throw new DomainError('conflict', 'specs.redlineStale')
  const change = step.change ?? redline.change
  await tellPair(ctx, {
    action: actions[command],
    type: ended ? 'specs.redlineSettled' : 'specs.redlined',
    spec,
    partnerOrgId: redline.partnerOrgId,
    params: { code: redline.code, ...change, ...(step.reason && { reason: step.reason[step.reason.source] }) },
    ids: { requirementId: redline.requirementId, redlineId: redline.id },
  })
}

const actions: Readonly<Record<RedlineCommand, string>> = {
  accept: 'specs.acceptRedline',
  decline: 'specs.declineRedline',
  counter: 'specs.counterRedline',
  acceptCounter: 'specs.acceptCounter',
  counterBack: 'specs.counterBack',
  withdraw: 'specs.withdrawRedline',
}
