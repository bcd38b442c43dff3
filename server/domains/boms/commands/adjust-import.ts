import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomImports } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { adjustImportInput, discardImportInput } from '../inputs'
import { importLifecycle } from '../lifecycle'
import { requireBom, requireImport } from '../queries/access'
import { publishImport } from './upload-import'

/** Keeps what the person corrected: how to read the file, which rows stay outside, which BOM it becomes. */
export async function adjustImport(
  ctx: MemberCtx,
  input: z.infer<typeof adjustImportInput>,
): Promise<{ version: number }> {
  const { import: found, access } = await requireImport(ctx, input.importId)
  const state = importLifecycle.next(found.state, 'adjust')
  if (input.bomId !== null) {
    const { bom } = await requireBom(ctx, input.bomId)
    if (bom.productId !== found.productId) throw new DomainError('notFound', 'boms.notFound')
  }
  const leftOut = [...new Set(input.leftOut)].toSorted((a, b) => a - b)
  const [written] = await ctx.db
    .update(bomImports)
    .set({
      state,
      bomId: input.bomId,
      settings: {
        reading: input.reading,
        leftOut,
        template: input.template === undefined ? found.settings.template : input.template,
      },
      version: sql`${bomImports.version} + 1`,
    })
    .where(and(eq(bomImports.id, found.id), eq(bomImports.orgId, access.orgId), eq(bomImports.version, input.version)))
    .returning({ version: bomImports.version })
  if (!written) throw new DomainError('conflict', 'boms.importChanged')
  recordAudit(ctx, {
    action: 'boms.adjustImport',
    subjectId: found.id,
    productId: found.productId,
    orgs: [access.orgId],
    params: { leftOut: leftOut.length },
  })
  publishImport(ctx, access, found.id)
  return written
}

/** Throws a file away before anything came of it. */
export async function discardImport(ctx: MemberCtx, input: z.infer<typeof discardImportInput>): Promise<void> {
  const { import: found, access } = await requireImport(ctx, input.importId)
  const state = importLifecycle.next(found.state, 'discard')
  const written = await ctx.db
    .update(bomImports)
    .set({ state, version: sql`${bomImports.version} + 1` })
    .where(and(eq(bomImports.id, found.id), eq(bomImports.orgId, access.orgId), eq(bomImports.version, input.version)))
    .returning({ id: bomImports.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.importChanged')
  recordAudit(ctx, {
    action: 'boms.discardImport',
    subjectId: found.id,
    productId: found.productId,
    orgs: [access.orgId],
    params: { fileName: found.fileName },
  })
  publishImport(ctx, access, found.id)
}
