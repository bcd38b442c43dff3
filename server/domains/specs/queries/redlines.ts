import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { redlines, requirements, specRevisions, specs } from '@/db/schema/specs'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { ListRedlines } from '../inputs'
import { valueOf } from '../rules/redline'
import { requireSpec } from './access'

export type RedlineRow = typeof redlines.$inferSelect

/** Those of one's own side: all of the brand's products, or a factory's own. Access to the specification is asked apart. */
const mine = ({ member: { orgId } }: MemberActor): SQL =>
  sql`(${redlines.orgId} = ${orgId} or ${redlines.partnerOrgId} = ${orgId})`

/** One redline of the reader's side, or NOT_FOUND. */
export async function requireRedline(ctx: MemberCtx, redlineId: string): Promise<RedlineRow> {
  const [found] = await ctx.db
    .select()
    .from(redlines)
    .where(and(eq(redlines.id, redlineId), mine(ctx.actor)))
  if (!found) throw new DomainError('notFound', 'specs.redlineNotFound')
  return found
}

/**
 * Redlines on a specification, newest first: for the brand of every factory, for a factory its own. Each says whose move
 * it is, and whether the field has changed since the value was put.
 */
export async function listRedlines(ctx: MemberCtx, { specId, requirementId, filter }: ListRedlines) {
  const { spec, access } = await requireSpec(ctx, specId)
  const [proposer, putter, settler] = [alias(users, 'proposer'), alias(users, 'putter'), alias(users, 'settler')]
  const rows = await ctx.db
    .select({
      redline: redlines,
      proposedBy: { displayNameEn: proposer.displayNameEn, displayNameZh: proposer.displayNameZh },
      putBy: { displayNameEn: putter.displayNameEn, displayNameZh: putter.displayNameZh },
      settledBy: { displayNameEn: settler.displayNameEn, displayNameZh: settler.displayNameZh },
      partner: { id: orgs.id, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh },
      landedIn: { number: specRevisions.number, letter: specRevisions.letter },
      now: requirements,
    })
    .from(redlines)
    .innerJoin(specs, eq(specs.id, redlines.specId))
    .innerJoin(proposer, eq(proposer.id, redlines.proposedBy))
    .innerJoin(putter, eq(putter.id, redlines.putBy))
    .leftJoin(settler, eq(settler.id, redlines.settledBy))
    .leftJoin(orgs, eq(orgs.id, redlines.partnerOrgId))
    .leftJoin(specRevisions, eq(specRevisions.id, redlines.landedInId))
    .leftJoin(
      requirements,
      and(
        eq(requirements.requirementId, redlines.requirementId),
        eq(requirements.revisionId, spec.currentRevisionId ?? ''),
      ),
    )
    .where(
      and(
        eq(redlines.specId, specId),
        mine(ctx.actor),
        requirementId ? eq(redlines.requirementId, requirementId) : undefined,
        filter === 'all'
          ? undefined
          : inArray(redlines.state, filter === 'open' ? ['open', 'countered'] : ['accepted', 'declined', 'withdrawn']),
      ),
    )
    .orderBy(desc(redlines.updatedAt), desc(redlines.id))
    .limit(500)
  const hands = await namesOf(
    ctx,
    rows.flatMap(({ redline }) => redline.rounds.map(({ by }) => by)),
  )
  return rows.map(({ redline, proposedBy, putBy, settledBy, partner, landedIn, now }) => {
    const { id, code, state, change, reason, rounds, settledAt, createdAt, updatedAt, version } = redline
    const isOpen = state === 'open' || state === 'countered'
    const turn: 'brand' | 'partner' | null = state === 'open' ? 'brand' : state === 'countered' ? 'partner' : null
    return {
      id,
      requirementId: redline.requirementId,
      code,
      title: now?.title ?? null,
      unit: now?.values.unit ?? '',
      state,
      change,
      reason,
      rounds: rounds.map((round) => ({ ...round, by: hands.get(round.by) ?? null })),
      turn,
      /** The reader is the one to move. */
      yours: turn === access.side && (access.side === 'brand' ? access.edit : access.propose),
      /** What stands in the field now; null where the requirement is gone. */
      standing: now === null ? null : valueOf(now, change.field),
      /** The field says something else now than when the value was put, or the requirement is gone. */
      outdated: isOpen && (now === null || valueOf(now, change.field) !== change.from),
      proposedBy,
      putBy,
      settledBy,
      settledAt,
      partner,
      landedIn: landedIn?.number ? (landedIn.letter ?? landedIn.number) : null,
      createdAt,
      updatedAt,
      version,
    }
  })
}

/** Names of people who put something on the table of a redline the reader may see. */
async function namesOf({ db }: MemberCtx, userIds: readonly string[]) {
  if (userIds.length === 0) return new Map<string, { displayNameEn: string; displayNameZh: string }>()
  const found = await db
    .select({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(users)
    .where(inArray(users.id, [...new Set(userIds)]))
  return new Map(found.map(({ id, ...names }) => [id, names]))
}
export type RedlineView = Awaited<ReturnType<typeof listRedlines>>[number]
