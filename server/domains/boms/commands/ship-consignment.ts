import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomConsignments, bomLines, bomRevisions } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { correctConsignmentInput, shipConsignmentInput } from '../inputs'
import { requireBom, requireWrite } from '../queries/access'
import { listFactories } from '../queries/factory-side'
import { requireConsignment } from '../queries/supply'
import { partLabel } from '../rules/cost-demands'
import { announceConsignment } from './announce-consignment'

/** The brand says that it sent parts of one line to a factory, which is told and counts them when they arrive. */
export async function shipConsignment(
  ctx: MemberCtx,
  { bomId, lineKey, partnerOrgId, ...shipped }: z.output<typeof shipConsignmentInput>,
): Promise<{ consignmentId: string }> {
  const { bom, access } = await requireBom(ctx, bomId)
  requireWrite(access)
  if (!(await listFactories(ctx, access)).some(({ orgId }) => orgId === partnerOrgId))
    throw new DomainError('notFound', 'boms.factoryNotFound')
  const label = await labelOf(ctx, access.productId, lineKey)
  const consignmentId = newId('consignment')
  const row = { id: consignmentId, orgId: bom.orgId, productId: bom.productId, bomId, partnerOrgId, lineKey, label }
  await ctx.db.insert(bomConsignments).values({ ...row, ...shipped, createdBy: ctx.actor.userId })
  announceConsignment(ctx, 'boms.consignmentShipped', 'boms.shipConsignment', row, { quantity: shipped.quantity })
  return { consignmentId }
}

/** Puts right what was said of a sending, while nobody has counted it. */
export async function correctConsignment(
  ctx: MemberCtx,
  { consignmentId, version, ...shipped }: z.output<typeof correctConsignmentInput>,
): Promise<void> {
  const found = await requireConsignment(ctx, consignmentId)
  const { access } = await requireBom(ctx, found.bomId)
  requireWrite(access)
  if (found.receivedQuantity !== null) throw new DomainError('conflict', 'boms.consignmentCounted')
  const written = await ctx.db
    .update(bomConsignments)
    .set({ ...shipped, version: sql`${bomConsignments.version} + 1` })
    .where(
      and(
        eq(bomConsignments.id, consignmentId),
        eq(bomConsignments.orgId, access.orgId),
        eq(bomConsignments.version, version),
      ),
    )
    .returning({ id: bomConsignments.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.consignmentStale')
  const params = { quantity: shipped.quantity }
  announceConsignment(ctx, 'boms.consignmentCorrected', 'boms.correctConsignment', found, params)
}

/** What the line is called in the newest revision that has it. Sub-BOMs count: parts go where they are built in. */
async function labelOf({ db }: MemberCtx, productId: string, lineKey: string): Promise<string> {
  const [line] = await db
    .select({
      mpn: bomLines.mpn,
      ipn: bomLines.ipn,
      value: bomLines.value,
      name: bomLines.name,
      refs: bomLines.refs,
      suppliedBy: bomLines.suppliedBy,
    })
    .from(bomLines)
    .innerJoin(bomRevisions, eq(bomRevisions.id, bomLines.revisionId))
    .where(and(eq(bomLines.key, lineKey), eq(bomLines.productId, productId)))
    .orderBy(desc(bomRevisions.ordinal))
    .limit(1)
  if (!line) throw new DomainError('notFound', 'boms.lineNotFound')
  if (line.suppliedBy !== 'brand') throw new DomainError('conflict', 'boms.notConsigned')
  return partLabel(line)
}
