import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomConsignments } from '@/db/schema/boms'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import { DomainError } from '@/server/kernel/errors'
import { microsText, parseMicros } from '@/server/kernel/micros'
import type { MemberCtx } from '@/server/platform/context'
import type { receiveConsignmentInput } from '../inputs'
import { mayReceive } from '../policy'
import { requireConsignment } from '../queries/supply'
import { announceConsignment } from './announce-consignment'

/** The factory says how many arrived; counted again, the new count stands and the log keeps the old one. */
export async function receiveConsignment(
  ctx: MemberCtx,
  { consignmentId, version, receivedQuantity, receivedOn }: z.output<typeof receiveConsignmentInput>,
): Promise<void> {
  const found = await requireConsignment(ctx, consignmentId)
  const { actor } = ctx
  const product = await requireProduct(ctx, found.productId, 'boms')
  if (found.partnerOrgId !== actor.member.orgId) throw new DomainError('forbidden', 'boms.factoryCounts')
  if (!mayReceive(actor.member.role, product)) throw new DomainError('forbidden', 'boms.proposeNeeded')
  requireLive(product)
  const written = await ctx.db
    .update(bomConsignments)
    .set({
      ...{ receivedQuantity, receivedOn, receivedBy: actor.userId },
      version: sql`${bomConsignments.version} + 1`,
    })
    .where(
      and(
        eq(bomConsignments.id, consignmentId),
        eq(bomConsignments.partnerOrgId, actor.member.orgId),
        eq(bomConsignments.version, version),
      ),
    )
    .returning({ id: bomConsignments.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.consignmentStale')
  const before = found.receivedQuantity === null ? null : microsText(parseMicros(found.receivedQuantity) ?? 0n)
  const action = before === null ? 'boms.receiveConsignment' : 'boms.recountConsignment'
  announceConsignment(ctx, 'boms.consignmentReceived', action, found, { quantity: receivedQuantity, before })
}
