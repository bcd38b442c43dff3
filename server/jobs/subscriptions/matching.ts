import { and, eq } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { linkSure } from '@/server/domains/boms/commands/link-sure'
import { publish } from '@/server/platform/journal'
import type { EventHandler, Subscriptions } from '../subscription'

/** Links lines of an accepted file whose part in the brand's library is sure. Everything else waits for a person. */
const imported: EventHandler = async (ctx, event) => {
  const { revisionId } = event.payload
  if (typeof revisionId !== 'string') return
  const [revision] = await ctx.db
    .select()
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, revisionId), eq(bomRevisions.state, 'draft')))
    .for('update')
  if (!revision || (await linkSure(ctx, revision)) === 0) return
  const { orgId, productId, bomId } = revision
  publish(ctx, { type: 'boms.changed', audience: [orgId], productId, payload: { bomId } })
}

/** What follows from a BOM that came in. */
export const matchingSubscriptions: Subscriptions = { 'boms.imported': imported }
