import { and, eq, sql } from 'drizzle-orm'
import { designRevisions, designSets } from '@/db/schema/designFiles'
import { bilingualOf } from '@/server/kernel/bilingual'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { nextNumber } from '@/server/kernel/revision-number'
import type { MemberCtx } from '@/server/platform/context'
import type { CreateSet, RenameSet } from '../inputs'
import { requireDesigns, requireEdit, requireSet } from '../queries/access'
import { announce, record } from './announce'

/** A new set of design files with an empty draft, numbered on: `WL-20-DES-02`. */
export async function createSet(
  ctx: MemberCtx,
  { productId, name: typed }: CreateSet,
): Promise<{ setId: string; revisionId: string }> {
  const access = await requireDesigns(ctx, productId)
  requireEdit(access)
  const place = { orgId: access.orgId, productId }
  const [setId, revisionId] = [newId('designSet'), newId('designRevision')]
  const name = bilingualOf(ctx.actor.locale, typed)
  const set = { ...place, id: setId, number: await freeNumber(ctx, productId), name, currentRevisionId: revisionId }
  const made = await ctx.db.insert(designSets).values(set).onConflictDoNothing().returning({ id: designSets.id })
  if (made.length === 0) throw new DomainError('conflict', 'designFiles.numberTaken', { number: set.number })
  await ctx.db.insert(designRevisions).values({
    ...place,
    id: revisionId,
    setId,
    ordinal: 1,
    number: nextNumber(null, []),
    createdBy: ctx.actor.userId,
  })
  record(ctx, 'designFiles.createSet', set, { number: set.number, nameEn: name.en, nameZh: name.zh })
  await announce(ctx, 'designFiles.changed', set, revisionId)
  return { setId, revisionId }
}

/** Errors: designFiles.setStale where somebody changed it meanwhile. */
export async function renameSet(ctx: MemberCtx, { setId, version, name: typed }: RenameSet): Promise<void> {
  const { set, access } = await requireSet(ctx, setId)
  requireEdit(access)
  const name = bilingualOf(ctx.actor.locale, typed)
  const changed = await ctx.db
    .update(designSets)
    .set({ name, version: sql`${designSets.version} + 1` })
    .where(and(eq(designSets.id, setId), eq(designSets.orgId, access.orgId), eq(designSets.version, version)))
    .returning({ id: designSets.id })
  if (changed.length === 0) throw new DomainError('conflict', 'designFiles.setStale')
  record(ctx, 'designFiles.renameSet', set, { number: set.number, nameEn: name.en, nameZh: name.zh })
  await announce(ctx, 'designFiles.changed', set, set.currentRevisionId ?? '')
}

/** `WL-20-DES-01`, counted on over archived ones. */
const freeNumber = (ctx: MemberCtx, productId: string): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'DES',
    table: designSets,
    column: designSets.number,
    among: eq(designSets.productId, productId),
  })
