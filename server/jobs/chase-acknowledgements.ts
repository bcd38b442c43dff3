import { and, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { notifications } from '@/db/schema/notifications'
import { productParties, products } from '@/db/schema/products'
import { specAcknowledgements, specRevisions, specs } from '@/db/schema/specs'
import { notify } from '@/server/domains/notifications/commands/notify'
import { mayEditSpecs, mayPropose } from '@/server/domains/specs/policy'
import { deadlineOf } from '@/server/domains/specs/queries/acknowledgement-deadline'
import { transact, type AnyCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

const hour = 3_600_000
/** The morning of the day at whose end it is due, 18:00 at the partner: time enough to do it. */
const remindBeforeMs = 9 * hour
/** After an outage nobody is told of what was late long ago. */
const stillNewsMs = 7 * 24 * hour
const most = 500

/**
 * Reminds the people of a partner on the day an acknowledgement is due, and tells both sides once when it has become
 * late. The rows are held while that is noted, so an answer given meanwhile is seen and nobody is told twice.
 */
export async function chaseAcknowledgements(
  { pool, log }: Pick<Services, 'pool' | 'log'>,
  now?: () => Date,
): Promise<void> {
  const options = { actor: null, mode: 'write', system: true, ...(now ? { now } : {}) } as const
  const told = await transact(pool, options, async (ctx) => {
    const at = ctx.now()
    const pending = await findPending(ctx, at)
    for (const each of pending) await tell(ctx, each, at)
    return pending.length
  })
  if (told > 0) log.info({ acknowledgements: told }, 'acknowledgements are asked after')
}

/** What stands for the event a notice follows from: a deadline that comes near or passes, once each. */
const keyOf = ({ id, dueAt }: Pick<typeof specAcknowledgements.$inferSelect, 'id' | 'dueAt'>, late: boolean): string =>
  `${id} ${late ? 'late' : 'due'} ${Math.round(dueAt.getTime() / 1_000)}`
const keyInRow = (at: Date) =>
  sql`${specAcknowledgements.id} || case when ${lte(specAcknowledgements.dueAt, at)} then ' late ' else ' due ' end
    || extract(epoch from ${specAcknowledgements.dueAt})::bigint`

/** Unanswered and not yet told, of a release that binds, by a partner that may see it; locked, without what is held. */
const findPending = ({ db }: AnyCtx, at: Date) =>
  db
    .select({ asked: specAcknowledgements, spec: specs, revision: specRevisions })
    .from(specAcknowledgements)
    .innerJoin(specs, and(eq(specs.id, specAcknowledgements.specId), isNull(specs.archivedAt)))
    .innerJoin(
      specRevisions,
      and(
        eq(specRevisions.id, specAcknowledgements.revisionId),
        eq(specRevisions.id, specs.releasedRevisionId),
        eq(specRevisions.state, 'released'),
      ),
    )
    .innerJoin(products, and(eq(products.id, specs.productId), isNull(products.archivedAt)))
    .innerJoin(
      productParties,
      and(
        eq(productParties.productId, specs.productId),
        eq(productParties.orgId, specAcknowledgements.partnerOrgId),
        eq(productParties.state, 'active'),
        sql`'specs' = any(${productParties.grants})`,
      ),
    )
    .where(
      and(
        eq(specAcknowledgements.state, 'pending'),
        gt(specAcknowledgements.dueAt, new Date(at.getTime() - stillNewsMs)),
        lte(specAcknowledgements.dueAt, new Date(at.getTime() + remindBeforeMs)),
        sql`not exists (select 1 from ${notifications} where ${notifications.eventId} = ${keyInRow(at)})`,
      ),
    )
    .orderBy(specAcknowledgements.dueAt)
    .limit(most)
    .for('update', { of: specAcknowledgements, skipLocked: true })
type Pending = Awaited<ReturnType<typeof findPending>>[number]

async function tell(ctx: AnyCtx, { asked, spec, revision }: Pending, at: Date): Promise<void> {
  const late = asked.dueAt <= at
  const people = await ctx.db
    .select({ userId: members.userId, orgId: members.orgId, role: members.role })
    .from(members)
    .where(
      and(
        inArray(members.orgId, late ? [asked.orgId, asked.partnerOrgId] : [asked.partnerOrgId]),
        eq(members.state, 'active'),
      ),
    )
  const concerned = people.filter(({ orgId, role }) =>
    orgId === asked.orgId ? mayEditSpecs(role, { role: 'owner' }) : mayPropose(role),
  )
  const deadline = await deadlineOf(ctx, asked)
  await notify(
    ctx,
    concerned.map(({ userId, orgId }) => ({
      eventId: keyOf(asked, late),
      at,
      kind: late ? 'specs.acknowledgementLate' : 'specs.acknowledgementDue',
      userId,
      orgId,
      params: {
        orgId: asked.partnerOrgId,
        number: spec.number,
        revision: revision.letter ?? revision.number,
        ...deadline,
      },
      path: `/products/${spec.productId}/specs/${spec.id}?revision=${revision.id}`,
      productId: spec.productId,
    })),
  )
}
