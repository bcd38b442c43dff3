import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { bomLines, bomSubstitutions, boms } from '@/db/schema/boms'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { listAttachments } from '@/server/domains/attachments/queries'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { CheckSubstitute, ListSubstitutions } from '../inputs'
import { checkSubstitute, substitutionCode, substituteKey } from '../rules/substitutions'
import { requireBom, requireLine } from './access'

export type SubstitutionRow = typeof bomSubstitutions.$inferSelect

/** Requests the acting organisation is party to: the brand all of its products', a factory its own. */
const mine = ({ actor }: MemberCtx) =>
  or(eq(bomSubstitutions.orgId, actor.member.orgId), eq(bomSubstitutions.partnerOrgId, actor.member.orgId))

/** One request with the access to its BOM; NOT_FOUND for another factory. `lock` holds it until the transaction ends. */
export async function requireSubstitution(ctx: MemberCtx, substitutionId: string, lock: 'update' | null = null) {
  const query = ctx.db
    .select()
    .from(bomSubstitutions)
    .where(and(eq(bomSubstitutions.id, substitutionId), mine(ctx)))
  const [substitution] = await (lock === null ? query : query.for('update'))
  if (!substitution) throw new DomainError('notFound', 'boms.substitutionNotFound')
  const { bom, access } = await requireBom(ctx, substitution.bomId)
  return { substitution, bom, access }
}

const decider = alias(users, 'decider')
const names = { displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh }
const org = { legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh }

/** Requests about a BOM or one of its lines, newest first, with what the reader may do about them. */
export async function listSubstitutions(ctx: MemberCtx, { bomId, lineKey }: ListSubstitutions) {
  const { bom, access } = await requireBom(ctx, bomId)
  const rows = await ctx.db
    .select({
      row: bomSubstitutions,
      by: names,
      decider: { displayNameEn: decider.displayNameEn, displayNameZh: decider.displayNameZh },
      factory: org,
    })
    .from(bomSubstitutions)
    .innerJoin(users, eq(users.id, bomSubstitutions.createdBy))
    .leftJoin(decider, eq(decider.id, bomSubstitutions.decidedBy))
    .leftJoin(orgs, eq(orgs.id, bomSubstitutions.partnerOrgId))
    .where(
      and(
        eq(bomSubstitutions.bomId, bomId),
        mine(ctx),
        lineKey === undefined ? undefined : eq(bomSubstitutions.lineKey, lineKey),
      ),
    )
    .orderBy(desc(bomSubstitutions.ordinal))
    .limit(300)
  const lines = await linesOf(ctx, bom.currentRevisionId, [...new Set(rows.map(({ row }) => row.lineKey))])
  const { orgId } = ctx.actor.member
  const items = []
  for (const { row, by, decider: decidedBy, factory } of rows) {
    const line = lines.get(row.lineKey)
    items.push({
      id: row.id,
      code: substitutionCode(row.ordinal),
      version: row.version,
      lineKey: row.lineKey,
      /** Where the line stands now; null once it is gone. */
      line: line ? { id: line.id, position: line.position, refs: line.refs } : null,
      replaces: row.replaces,
      proposed: row.proposed,
      reasonCode: row.reasonCode,
      reason: row.reason,
      attachments: await listAttachments(ctx, row.attachmentIds),
      state: row.state,
      decision: row.decision,
      lot: row.lot,
      answer: row.answer,
      changeId: row.changeId,
      createdAt: row.createdAt,
      decidedAt: row.decidedAt,
      by,
      decidedBy,
      factory: row.partnerOrgId === null ? null : factory,
      findings: line ? checkSubstitute(line, row.proposed) : [],
      may: {
        answer: row.state === 'proposed' && access.release,
        withdraw: row.state === 'proposed' && (row.partnerOrgId ?? row.orgId) === orgId && access.propose,
      },
    })
  }
  return {
    productId: access.productId,
    side: access.owner ? ('brand' as const) : ('partner' as const),
    mayPropose: access.propose,
    mayAnswer: access.release,
    items,
  }
}
export type SubstitutionList = Awaited<ReturnType<typeof listSubstitutions>>
export type SubstitutionView = SubstitutionList['items'][number]

/** Lines of a revision by their key. */
async function linesOf({ db }: MemberCtx, revisionId: string | null, keys: readonly string[]) {
  if (revisionId === null || keys.length === 0) return new Map<string, typeof bomLines.$inferSelect>()
  const rows = await db
    .select()
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), inArray(bomLines.key, [...keys])))
  return new Map(rows.map((line) => [line.key, line]))
}

/** What speaks against a part on a line, and what was answered to the same request before. Nothing is written. */
export async function previewSubstitute(ctx: MemberCtx, { lineId, proposed }: CheckSubstitute) {
  const { line } = await requireLine(ctx, lineId)
  const earlier = await answersBefore(ctx, line, proposed)
  return { findings: checkSubstitute(line, proposed), earlier }
}
export type SubstitutePreview = Awaited<ReturnType<typeof previewSubstitute>>

/** Requests of the same part for the same line that the reader is party to and that were answered, newest first. */
export async function answersBefore(
  ctx: MemberCtx,
  { bomId, key }: Pick<typeof bomLines.$inferSelect, 'bomId' | 'key'>,
  proposed: Parameters<typeof substituteKey>[0],
) {
  const rows = await ctx.db
    .select({ row: bomSubstitutions, decider: names })
    .from(bomSubstitutions)
    .innerJoin(boms, eq(boms.id, bomSubstitutions.bomId))
    .leftJoin(users, eq(users.id, bomSubstitutions.decidedBy))
    .where(
      and(
        eq(bomSubstitutions.bomId, bomId),
        eq(bomSubstitutions.lineKey, key),
        mine(ctx),
        sql`${bomSubstitutions.decision} is not null`,
      ),
    )
    .orderBy(desc(bomSubstitutions.ordinal))
    .limit(100)
  const wanted = substituteKey(proposed)
  return rows
    .filter(({ row }) => substituteKey(row.proposed) === wanted)
    .map(({ row, decider: by }) => ({
      code: substitutionCode(row.ordinal),
      decision: row.decision,
      lot: row.lot,
      answer: row.answer,
      decidedAt: row.decidedAt,
      decidedBy: by,
    }))
}
