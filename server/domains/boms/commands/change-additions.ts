import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomAdditions } from '@/db/schema/boms'
import { bilingualOf, isBlank, reviseText, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { addAdditionInput, editAdditionInput, removeAdditionInput } from '../inputs'
import { requireBom } from '../queries/access'
import { requireFactorySide } from '../queries/factory-side'
import { engineeringLines } from '../queries/mbom'
import { doubled } from '../rules/mbom'

type AdditionRow = typeof bomAdditions.$inferSelect
type Fields = Omit<z.infer<typeof addAdditionInput>, 'bomId'>

/** A factory adds a consumable or packaging to what it builds from. What the brand's BOM places is never added. */
export async function addAddition(
  ctx: MemberCtx,
  { bomId, ...fields }: z.infer<typeof addAdditionInput>,
): Promise<{ additionId: string }> {
  const { bom, access } = await requireBom(ctx, bomId)
  await requireFactorySide(ctx, access)
  await check(ctx, bom, fields)
  const { name, ...rest } = fields
  const additionId = newId('addition')
  const scope = { orgId: access.orgId, productId: access.productId, bomId, partnerOrgId: ctx.actor.member.orgId }
  const text = bilingualOf(ctx.actor.locale, name)
  await ctx.db.insert(bomAdditions).values({ id: additionId, ...scope, ...rest, name: text })
  tell(ctx, 'boms.addAddition', scope, text)
  return { additionId }
}

export async function editAddition(
  ctx: MemberCtx,
  { additionId, version, ...fields }: z.infer<typeof editAdditionInput>,
): Promise<void> {
  const { addition, bom } = await requireAddition(ctx, additionId)
  await check(ctx, bom, fields)
  const { name: typed, ...rest } = fields
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const name = reviseText(addition.name, { ...typed, source: addition.name.source }, hand)
  await write(ctx, addition, version, { ...rest, name })
  tell(ctx, 'boms.editAddition', addition, name)
}

export async function removeAddition(
  ctx: MemberCtx,
  { additionId, version }: z.infer<typeof removeAdditionInput>,
): Promise<void> {
  const { addition } = await requireAddition(ctx, additionId)
  await write(ctx, addition, version, { removedAt: ctx.now() })
  tell(ctx, 'boms.removeAddition', addition, addition.name)
}

/** An addition of the acting factory; the brand reads it and is refused, for another factory there is none. */
async function requireAddition(ctx: MemberCtx, additionId: string) {
  const [addition] = await ctx.db
    .select()
    .from(bomAdditions)
    .where(and(eq(bomAdditions.id, additionId), isNull(bomAdditions.removedAt)))
  if (!addition) throw new DomainError('notFound', 'boms.additionNotFound')
  const { bom, access } = await requireBom(ctx, addition.bomId)
  await requireFactorySide(ctx, access)
  if (addition.partnerOrgId !== ctx.actor.member.orgId) throw new DomainError('notFound', 'boms.additionNotFound')
  return { addition, bom }
}

type Bom = Readonly<{ productId: string; releasedRevisionId: string | null; currentRevisionId: string | null }>

async function check(ctx: MemberCtx, bom: Bom, { name, quantity, number }: Fields): Promise<void> {
  if (isBlank(name)) throw new DomainError('invalid', 'boms.nameNeeded')
  if (/^[0.]+$/.test(quantity)) throw new DomainError('invalid', 'boms.quantityInvalid')
  if (number === '') return
  const revisionId = bom.releasedRevisionId ?? bom.currentRevisionId
  const lines = revisionId === null ? [] : await engineeringLines(ctx, bom.productId, revisionId)
  if (doubled([{ id: '', number }], lines).length > 0) {
    throw new DomainError('conflict', 'boms.additionPlaced', { number })
  }
}

async function write(
  ctx: MemberCtx,
  { id, partnerOrgId }: AdditionRow,
  version: number,
  change: Partial<typeof bomAdditions.$inferInsert>,
): Promise<void> {
  const written = await ctx.db
    .update(bomAdditions)
    .set({ ...change, version: sql`${bomAdditions.version} + 1` })
    .where(
      and(
        eq(bomAdditions.id, id),
        eq(bomAdditions.partnerOrgId, partnerOrgId),
        eq(bomAdditions.version, version),
        isNull(bomAdditions.removedAt),
      ),
    )
    .returning({ id: bomAdditions.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.additionStale')
}

function tell(
  ctx: MemberCtx,
  action: string,
  { orgId, productId, bomId, partnerOrgId }: Pick<AdditionRow, 'orgId' | 'productId' | 'bomId' | 'partnerOrgId'>,
  name: BilingualText,
): void {
  recordAudit(ctx, {
    action,
    subjectId: bomId,
    productId,
    orgs: [orgId, partnerOrgId],
    params: { nameEn: name.en, nameZh: name.zh },
  })
  publish(ctx, { type: 'boms.factoryChanged', audience: [orgId, partnerOrgId], productId, payload: { bomId } })
}
