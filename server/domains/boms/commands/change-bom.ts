import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { boms } from '@/db/schema/boms'
import { remember } from '@/server/domains/language/commands/remember'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { archiveBomInput, renameBomInput } from '../inputs'
import { requireBom, requireWrite } from '../queries/access'
import { announce } from './announce'

/** Gives a BOM another name in one or both languages. */
export async function renameBom(
  ctx: MemberCtx,
  { bomId, version, name: input, source, ...said }: z.output<typeof renameBomInput>,
): Promise<void> {
  const { bom } = await loadForChange(ctx, bomId)
  if (input.en === '' && input.zh === '') throw new DomainError('invalid', 'boms.nameNeeded')
  const typed = { ...input, source: source ?? bom.name.source, ...said }
  const name = vouchedText(bom.name, typed, { userId: ctx.actor.userId, at: ctx.now() })
  await write(ctx, bom, version, { name })
  await remember(ctx, name)
  recordAudit(ctx, {
    action: 'boms.renameBom',
    subjectId: bomId,
    productId: bom.productId,
    orgs: [bom.orgId],
    params: { nameEn: name.en, nameZh: name.zh },
  })
  await announce(ctx, bom.productId, 'boms.changed', { bomId })
}

/** Puts a BOM aside or brings it back; its lines and questions stay readable either way. */
export async function archiveBom(
  ctx: MemberCtx,
  { bomId, version, archived }: z.infer<typeof archiveBomInput>,
): Promise<void> {
  const { bom } = await loadForChange(ctx, bomId)
  await write(ctx, bom, version, { archivedAt: archived ? ctx.now() : null })
  recordAudit(ctx, {
    action: archived ? 'boms.archiveBom' : 'boms.restoreBom',
    subjectId: bomId,
    productId: bom.productId,
    orgs: [bom.orgId],
    params: { nameEn: bom.name.en, nameZh: bom.name.zh },
  })
  await announce(ctx, bom.productId, 'boms.changed', { bomId })
}

async function loadForChange(ctx: MemberCtx, bomId: string) {
  const found = await requireBom(ctx, bomId)
  requireWrite(found.access)
  return found
}

async function write(
  ctx: MemberCtx,
  { id, orgId }: Readonly<{ id: string; orgId: string }>,
  version: number,
  change: Partial<typeof boms.$inferInsert>,
): Promise<void> {
  const written = await ctx.db
    .update(boms)
    .set({ ...change, version: sql`${boms.version} + 1` })
    .where(and(eq(boms.id, id), eq(boms.orgId, orgId), eq(boms.version, version)))
    .returning({ id: boms.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.stale')
}
