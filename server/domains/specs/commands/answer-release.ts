import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { specAcknowledgements } from '@/db/schema/specs'
import { bilingualOf, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { answerReleaseInput, objectToReleaseInput } from '../inputs'
import { acknowledgementLifecycle } from '../lifecycle'
import { requirePropose, requireSpecRevision } from '../queries/access'
import { tellPair } from './tell-pair'

/** A partner takes note of a release: from now on it builds to it. */
export const acknowledgeRelease = (ctx: MemberCtx, input: z.output<typeof answerReleaseInput>): Promise<void> =>
  answer(ctx, input, 'acknowledge', null)

/** A partner cannot build to a release, and says why. It can acknowledge later. */
export const objectToRelease = (ctx: MemberCtx, input: z.output<typeof objectToReleaseInput>): Promise<void> =>
  answer(ctx, input, 'object', bilingualOf(ctx.actor.locale, input.reason))

async function answer(
  ctx: MemberCtx,
  { acknowledgementId, version }: z.output<typeof answerReleaseInput>,
  command: 'acknowledge' | 'object',
  reason: BilingualText | null,
): Promise<void> {
  const { actor, db } = ctx
  const [found] = await db
    .select()
    .from(specAcknowledgements)
    .where(
      and(
        eq(specAcknowledgements.id, acknowledgementId),
        sql`${actor.member.orgId} in (${specAcknowledgements.orgId}, ${specAcknowledgements.partnerOrgId})`,
      ),
    )
  if (!found) throw new DomainError('notFound', 'specs.acknowledgementNotFound')
  const { revision, spec, access } = await requireSpecRevision(ctx, found.revisionId)
  if (access.side === 'brand') throw new DomainError('forbidden', 'specs.partnerAcknowledges')
  requirePropose(access)
  const state = acknowledgementLifecycle.next(found.state, command)
  const written = await db
    .update(specAcknowledgements)
    .set({
      state,
      reason,
      answeredBy: actor.userId,
      answeredAt: ctx.now(),
      version: sql`${specAcknowledgements.version} + 1`,
    })
    .where(and(eq(specAcknowledgements.id, found.id), eq(specAcknowledgements.version, version)))
    .returning({ id: specAcknowledgements.id })
  if (written.length === 0) throw new DomainError('conflict', 'specs.stale')
  await tellPair(ctx, {
    action: command === 'acknowledge' ? 'specs.acknowledgeRelease' : 'specs.objectToRelease',
    type: 'specs.acknowledged',
    spec,
    partnerOrgId: found.partnerOrgId,
    params: { revision: revision.letter ?? revision.number, ...(reason && { reason: reason[reason.source] }) },
    ids: { revisionId: revision.id },
  })
}
