import { sql } from 'drizzle-orm'
import { notify } from '@/server/domains/notifications/commands/notify'
import { unresolved } from '@/server/domains/boms/queries/unresolved'
import { transact, type AnyCtx } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'

/** After an outage nobody is told of what was late long ago. */
const stillNewsDays = 7
const most = 500

/**
 * Reminds whoever is to find the parts of unresolved lines: on the day they are due, in the morning where that person
 * is, and once more when the day has passed. One notice for all lines of a BOM that are due on one day.
 */
export async function chaseLines({ pool, log }: Pick<Services, 'pool' | 'log'>, now?: () => Date): Promise<void> {
  const options = { actor: null, mode: 'write', system: true, ...(now ? { now } : {}) } as const
  const told = await transact(pool, options, async (ctx) => {
    const due = await findDue(ctx)
    await notify(
      ctx,
      due.map(({ eventId, late, userId, orgId, productId, bomId, product, count }) => ({
        ...{ eventId, userId, orgId, productId },
        at: ctx.now(),
        kind: late ? 'boms.lineLate' : 'boms.lineDue',
        params: { product, count },
        path: `/products/${productId}/boms/${bomId}?show=mine`,
      })),
    )
    return due.length
  })
  if (told > 0) log.info({ lines: told }, 'unresolved lines are asked after')
}

type Due = {
  eventId: string
  late: boolean
  userId: string
  orgId: string
  productId: string
  bomId: string
  product: string
  count: number
}

/** Due or late where the owner is, in drafts that are worked on, and not told yet. */
async function findDue({ db, now }: AnyCtx): Promise<Due[]> {
  const at = now().toISOString()
  const { rows } = await db.execute<Due>(sql`
    with mine as (
      select bom_lines.*, users.id as user_id, products.code as product,
        (${at}::timestamptz at time zone users.time_zone) as here
      from bom_lines
      join bom_revisions on bom_revisions.id = bom_lines.revision_id and bom_revisions.state = 'draft'
      join boms on boms.current_revision_id = bom_lines.revision_id and boms.archived_at is null
      join products on products.id = bom_lines.product_id and products.archived_at is null
      join users on users.id = bom_lines.owner_id
      join members on members.org_id = bom_lines.org_id and members.user_id = users.id and members.state = 'active'
      where ${unresolved} and bom_lines.due_on between ${at}::date - ${stillNewsDays + 1}::int and ${at}::date + 1
    ), due as (
      select bom_id || ' ' || due_on || case when here::date > due_on then ' late' else ' due' end as "eventId",
        here::date > due_on as late, user_id as "userId", org_id as "orgId", product_id as "productId", bom_id as "bomId",
        product, count(*)::int as count
      from mine where here >= due_on + interval '8 hours' and here::date <= due_on + ${stillNewsDays}::int
      group by 1, 2, 3, 4, 5, 6, 7
    )
    select * from due where not exists (
      select from notifications where notifications.event_id = due."eventId" and notifications.user_id = due."userId"
    ) limit ${most}`)
  return rows
}
