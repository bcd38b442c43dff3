import { asc, eq } from 'drizzle-orm'
import { boms } from '@/db/schema/boms'
import { designSets } from '@/db/schema/designFiles'
import { specs } from '@/db/schema/specs'
import type { MemberCtx } from '@/server/platform/context'
import { requireEdit, requireFirmware } from './access'

/** What a line of a product may run on, of a product whose access is proven. */
export async function readPlaces({ db }: MemberCtx, productId: string) {
  return {
    sets: await db
      .select({ id: designSets.id, number: designSets.number, name: designSets.name })
      .from(designSets)
      .where(eq(designSets.productId, productId))
      .orderBy(asc(designSets.number)),
    boms: await db
      .select({ id: boms.id, name: boms.name })
      .from(boms)
      .where(eq(boms.productId, productId))
      .orderBy(asc(boms.id)),
    specs: await db
      .select({ id: specs.id, number: specs.number, name: specs.name })
      .from(specs)
      .where(eq(specs.productId, productId))
      .orderBy(asc(specs.number)),
  }
}

export type Places = Awaited<ReturnType<typeof readPlaces>>

/** The boards, BOMs and specifications that a new line may name. */
export async function listPlaces(ctx: MemberCtx, { productId }: Readonly<{ productId: string }>) {
  requireEdit(await requireFirmware(ctx, productId))
  return readPlaces(ctx, productId)
}
