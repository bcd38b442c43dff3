import { eq, sql } from 'drizzle-orm'
import { bomSubstitutions } from '@/db/schema/boms'
import { requireAttachments } from '@/server/domains/attachments/queries'
import { bilingualOf } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { ProposeSubstitution, SubstitutionStep } from '../inputs'
import { substitutionLifecycle } from '../lifecycle'
import { requireLine, type BomAccess } from '../queries/access'
import { answersBefore, requireSubstitution, type SubstitutionRow } from '../queries/substitutions'
import { checkSubstitute, partLabel, partOnLine, substitutionCode } from '../rules/substitutions'
import { writeSubstitution } from './write-substitution'

function requirePropose({ propose }: BomAccess): void {
  if (!propose) throw new DomainError('forbidden', 'boms.proposeNeeded')
}

/**
 * Asks that another part may stand in on a line: which, why, with evidence. A factory's request lies between the brand
 * and itself. What was refused for good is asked again only on purpose (`again`), with that answer in view. Errors:
 * boms.samePart, boms.refusedBefore and those of attachments.
 */
export async function proposeSubstitution(
  ctx: MemberCtx,
  input: ProposeSubstitution,
): Promise<{ substitutionId: string; code: string }> {
  const { line, access } = await requireLine(ctx, input.lineId)
  requirePropose(access)
  const { proposed } = input
  if (checkSubstitute(line, proposed).includes('samePart')) throw new DomainError('invalid', 'boms.samePart')
  const refused = (await answersBefore(ctx, line, proposed)).find(({ decision }) => decision === 'never')
  if (refused && !input.again) throw new DomainError('conflict', 'boms.refusedBefore', { code: refused.code })
  const { actor, db } = ctx
  const partnerOrgId = access.owner ? null : actor.member.orgId
  const attachmentIds = await requireAttachments(ctx, input.attachmentIds, {
    productId: access.productId,
    audience: partnerOrgId === null ? 'brand' : 'pair',
    partnerOrgId,
  })
  const row = {
    id: newId('substitution'),
    orgId: access.orgId,
    productId: access.productId,
    bomId: line.bomId,
    partnerOrgId,
    ordinal: await nextOrdinal(ctx, access.productId),
    revisionId: line.revisionId,
    lineKey: line.key,
    replaces: partOnLine(line),
    proposed,
    reasonCode: input.reasonCode,
    reason: bilingualOf(actor.locale, input.reason),
    attachmentIds,
    createdBy: actor.userId,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
  }
  await db.insert(bomSubstitutions).values(row)
  const code = substitutionCode(row.ordinal)
  tellPair(ctx, 'boms.proposeSubstitution', 'boms.substitutionProposed', row, { code, part: partLabel(proposed) })
  return { substitutionId: row.id, code }
}

/** Takes a request back that nobody answered yet; by the organisation that made it. */
export async function withdrawSubstitution(
  ctx: MemberCtx,
  { substitutionId, version }: SubstitutionStep,
): Promise<void> {
  const { substitution, access } = await requireSubstitution(ctx, substitutionId, 'update')
  if ((substitution.partnerOrgId ?? substitution.orgId) !== ctx.actor.member.orgId)
    throw new DomainError('forbidden', 'boms.notYourRequest')
  requirePropose(access)
  const state = substitutionLifecycle.next(substitution.state, 'withdraw')
  await writeSubstitution(ctx, substitution, version, { state })
  const code = substitutionCode(substitution.ordinal)
  tellPair(ctx, 'boms.withdrawSubstitution', 'boms.substitutionWithdrawn', substitution, { code })
}

/** Requests are counted across all factories, of which one sees its own; the lock keeps two from the same number. */
async function nextOrdinal(ctx: MemberCtx, productId: string): Promise<number> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`substitutions ${productId}`}, 0))`)
  const [row] = await asSystem(ctx, () =>
    ctx.db
      .select({ last: sql<number>`coalesce(max(${bomSubstitutions.ordinal}), 0)::int` })
      .from(bomSubstitutions)
      .where(eq(bomSubstitutions.productId, productId)),
  )
  return (row?.last ?? 0) + 1
}

type Told = Pick<SubstitutionRow, 'id' | 'orgId' | 'partnerOrgId' | 'productId' | 'bomId'>

/** Notes what happened to a request in both chains, and tells both sides. Nobody else learns of it. */
export function tellPair(
  ctx: MemberCtx,
  action: string,
  type: string,
  { id, orgId, partnerOrgId, productId, bomId }: Told,
  params: Readonly<Record<string, unknown>>,
): void {
  const pair = partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]
  recordAudit(ctx, { action, subjectId: id, productId, orgs: pair, params })
  publish(ctx, { type, audience: pair, productId, payload: { bomId, substitutionId: id } })
}
