import { and, eq, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { specs } from '@/db/schema/specs'
import { remember } from '@/server/domains/language/commands/remember'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { archiveSpecInput, UpdateSpec } from '../inputs'
import { requireEdit, requireSpec, requireSpecRevision, type SpecRow } from '../queries/access'
import { announce } from './announce'
import { askReaders } from './ask-for-acknowledgement'

/**
 * Renames or renumbers a specification, or changes which language prevails. A name that changed in the language it was
 * written in leaves the other one outdated. All three are part of what is signed, so a
 * document whose newest revision is under review or binding keeps them. Errors: specs.numberTaken, specs.notADraft.
 */
export async function updateSpec(ctx: MemberCtx, input: UpdateSpec): Promise<void> {
  const { spec, access } = await requireSpec(ctx, input.specId)
  requireEdit(access)
  const { revision } = await requireSpecRevision(ctx, spec.currentRevisionId ?? '', 'share')
  if (revision.state !== 'draft') throw new DomainError('conflict', 'specs.notADraft')
  const [taken] = await ctx.db
    .select({ id: specs.id })
    .from(specs)
    .where(and(eq(specs.productId, spec.productId), eq(specs.number, input.number), ne(specs.id, spec.id)))
  if (taken) throw new DomainError('conflict', 'specs.numberTaken', { number: input.number })
  const typed = { ...input.name, source: input.name.source ?? spec.name.source }
  const name = vouchedText(spec.name, typed, { userId: ctx.actor.userId, at: ctx.now() })
  const { number, governingLanguage } = input
  await write(ctx, spec, input.version, { name, number, governingLanguage })
  await remember(ctx, name)
  recordAudit(ctx, {
    action: 'specs.updateSpec',
    subjectId: spec.id,
    productId: spec.productId,
    orgs: [spec.orgId],
    params: { number, before: spec.number, nameEn: name.en, nameZh: name.zh, language: governingLanguage },
  })
  await announce(ctx, { type: 'specs.changed', spec })
}

/** Puts a specification away or brings it back; its revisions stay readable either way. */
export async function archiveSpec(
  ctx: MemberCtx,
  { specId, version, archived }: z.output<typeof archiveSpecInput>,
): Promise<void> {
  const { spec, access } = await requireSpec(ctx, specId)
  requireEdit(access)
  await write(ctx, spec, version, { archivedAt: archived ? ctx.now() : null })
  const note = { subjectId: specId, productId: spec.productId, orgs: [spec.orgId], params: { number: spec.number } }
  if (archived) recordAudit(ctx, { action: 'specs.archiveSpec', ...note })
  else recordAudit(ctx, { action: 'specs.restoreSpec', ...note })
  // Whoever came to the product meanwhile was not asked.
  if (!archived) await askReaders(ctx, { specId }, ctx.now())
  await announce(ctx, { type: 'specs.changed', spec })
}

async function write(
  ctx: MemberCtx,
  { id, orgId }: SpecRow,
  version: number,
  change: Partial<typeof specs.$inferInsert>,
): Promise<void> {
  const written = await ctx.db
    .update(specs)
    .set({ ...change, version: sql`${specs.version} + 1` })
    .where(and(eq(specs.id, id), eq(specs.orgId, orgId), eq(specs.version, version)))
    .returning({ id: specs.id })
  if (written.length === 0) throw new DomainError('conflict', 'specs.stale')
}
