import { and, eq, max, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { bomImports, bomRevisions, boms } from '@/db/schema/boms'
import { bilingualFrom, bilingualOf, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { BlobStore } from '@/server/platform/storage'
import type { commitImportInput } from '../inputs'
import { importLifecycle } from '../lifecycle'
import { requireImport } from '../queries/access'
import { readBlob } from '../reading/blob'
import type { Accepted } from '../reading/protocol'
import { reader } from '../reading/reader'
import { isBlocked, type Blockers } from '../rules/blockers'
import { storeLines } from '../storing/store-lines'
import { announce } from './announce'
import { publishImport } from './upload-import'

export type Committed = Readonly<{ bomId: string; revisionId: string }>

/**
 * Accepts a file: its lines become a revision, all of them or none. Accepting the same import again, also at the same
 * moment, gives the same revision.
 */
export async function commitImport(
  ctx: MemberCtx,
  storage: BlobStore,
  input: z.infer<typeof commitImportInput>,
): Promise<Committed> {
  // The lock makes a second click wait here and find the answer of the first.
  const { import: found, access } = await requireImport(ctx, input.importId, true)
  if (found.state === 'committed' && found.bomId !== null && found.revisionId !== null) {
    return { bomId: found.bomId, revisionId: found.revisionId }
  }
  const state = importLifecycle.next(found.state, 'commit')
  if (found.version !== input.version) throw new DomainError('conflict', 'boms.importChanged')
  const file = readBlob(storage, found)
  const accepted = await reader.ask(file, found.settings, { kind: 'accept' })
  requireAcceptable(accepted)

  const scope = { orgId: access.orgId, productId: access.productId }
  const revisionId = newId('bomRevision')
  const bomId = found.bomId ?? newId('bom')
  const name = nameOf(input.name, accepted, found.fileName)
  if (found.bomId === null) await ctx.db.insert(boms).values({ id: bomId, ...scope, name })
  const ordinal = await nextOrdinal(ctx, bomId, access.orgId)
  await ctx.db.insert(bomRevisions).values({
    id: revisionId,
    ...scope,
    bomId,
    number: `0.${ordinal}`,
    ordinal,
    importId: found.id,
    source: {
      fileName: found.fileName,
      format: accepted.digest.format,
      sha256: found.sha256,
      byteSize: found.byteSize,
      columns: accepted.columns,
      leftOutRows: accepted.leftOutRows,
    },
    lineCount: accepted.lineCount,
    placementCount: accepted.placementCount,
    createdBy: ctx.actor.userId,
  })
  await storeLines(ctx, { ...scope, bomId, revisionId }, accepted, (index) =>
    reader.ask(file, found.settings, { kind: 'chunk', index }),
  )
  await ctx.db
    .update(boms)
    .set({ currentRevisionId: revisionId, archivedAt: null, version: sql`${boms.version} + 1` })
    .where(and(eq(boms.id, bomId), eq(boms.orgId, access.orgId)))
  const written = await ctx.db
    .update(bomImports)
    .set({ state, bomId, revisionId, committedAt: ctx.now(), version: sql`${bomImports.version} + 1` })
    .where(and(eq(bomImports.id, found.id), eq(bomImports.orgId, access.orgId), eq(bomImports.version, input.version)))
    .returning({ id: bomImports.id })
  if (written.length === 0) throw new DomainError('conflict', 'boms.importChanged')

  recordAudit(ctx, {
    action: 'boms.commitImport',
    subjectId: bomId,
    productId: access.productId,
    orgs: [access.orgId],
    params: {
      revisionId,
      number: `0.${ordinal}`,
      fileName: found.fileName,
      sha256: found.sha256,
      lines: accepted.lineCount,
      leftOut: accepted.leftOutRows.length,
    },
  })
  await announce(ctx, access.productId, 'boms.imported', { bomId, revisionId })
  publishImport(ctx, access, found.id)
  return { bomId, revisionId }
}

function requireAcceptable({ digest, lineCount }: Accepted): void {
  if (digest.refused) throw new DomainError('conflict', 'boms.importRefused')
  if (isBlocked(digest.blockers)) throw blocked(digest.blockers)
  if (lineCount === 0) throw new DomainError('conflict', 'boms.importEmpty')
}

function blocked({ file, rows, questions, flood }: Blockers): DomainError {
  if (file.length > 0 || flood) return new DomainError('conflict', 'boms.importBroken')
  if (rows.length > 0) return new DomainError('conflict', 'boms.importHasErrors', { rows: rows.length })
  return new DomainError('conflict', 'boms.importHasQuestions', { questions: questions.length })
}

/** The name given, else what the file calls the product, else the file's own name without its extension. */
function nameOf(
  given: Readonly<{ en: string; zh: string }> | undefined,
  { digest }: Accepted,
  fileName: string,
): BilingualText {
  if (given && (given.en !== '' || given.zh !== '')) return bilingualOf(given.en === '' ? 'zh' : 'en', given)
  const text = digest.detected.preamble.productName ?? fileName.replace(/\.[^.]{1,5}$/, '')
  return bilingualFrom(
    Array.from(text.trim() || fileName)
      .slice(0, 120)
      .join(''),
  )
}

/** Locks the BOM, so that two imports into it number their revisions one after the other. */
async function nextOrdinal({ db }: MemberCtx, bomId: string, orgId: string): Promise<number> {
  await db
    .select({ id: boms.id })
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId)))
    .for('update')
  const [row] = await db
    .select({ top: max(bomRevisions.ordinal) })
    .from(bomRevisions)
    .where(eq(bomRevisions.bomId, bomId))
  return (row?.top ?? 0) + 1
}
