import { and, eq, max, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Pool } from '@/db/client'
import { bomImports, bomRevisions, boms } from '@/db/schema/boms'
import type { MemberActor } from '@/server/kernel/actor'
import { bilingualFrom, bilingualOf, type BilingualText } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { transact, type MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { BlobStore } from '@/server/platform/storage'
import type { commitImportInput } from '../inputs'
import { importLifecycle } from '../lifecycle'
import { requireImport } from '../queries/access'
import { readAccepted, type AcceptedFile } from '../reading/accepted'
import type { Accepted } from '../reading/protocol'
import { storeLines } from '../storing/store-lines'
import { announce } from './announce'
import { publishImport } from './upload-import'

export type Committed = Readonly<{ bomId: string; revisionId: string }>

type Input = z.infer<typeof commitImportInput>
type Import = typeof bomImports.$inferSelect
type Steps = Readonly<{
  pool: Pool
  actor: MemberActor
  services: Readonly<{ storage: BlobStore }>
  now: () => Date
}>

/**
 * Accepts a file: its lines become a revision, all of them or none. Accepting the same import again, also at the same
 * moment, gives the same revision. The file is read first, so that no transaction waits for the reader; what was read
 * is kept only if nobody corrected the import meanwhile.
 */
export async function commitImport({ pool, actor, services, now }: Steps, input: Input): Promise<Committed> {
  const found = await transact(pool, { actor, mode: 'read', now }, (ctx) => requireImport(ctx, input.importId))
  const done = answerOf(found.import, input)
  if (done) return done
  const file = await readAccepted(services.storage, found.import)
  return transact(pool, { actor, mode: 'write', now }, (ctx) => storeImport(ctx, file, input))
}

/** The revision that this import has become; null where it may become one now. */
function answerOf({ state, bomId, revisionId, version }: Import, input: Input): Committed | null {
  if (state === 'committed' && bomId !== null && revisionId !== null) return { bomId, revisionId }
  importLifecycle.next(state, 'commit')
  if (version !== input.version) throw new DomainError('conflict', 'boms.importChanged')
  return null
}

/** Keeps a file that was read: the part of accepting that is one transaction. */
export async function storeImport(ctx: MemberCtx, file: AcceptedFile, input: Input): Promise<Committed> {
  // The lock makes a second click wait here and find the answer of the first.
  const { import: found, access } = await requireImport(ctx, input.importId, true)
  const done = answerOf(found, input)
  if (done) return done
  if (file.sha256 !== found.sha256 || file.version !== found.version) {
    throw new DomainError('conflict', 'boms.importChanged')
  }
  const state = importLifecycle.next(found.state, 'commit')
  const { accepted } = file

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
  await storeLines(ctx, { ...scope, bomId, revisionId }, accepted, file.chunk)
  await ctx.db
    .update(boms)
    .set({ currentRevisionId: revisionId, archivedAt: null, version: sql`${boms.version} + 1` })
    .where(and(eq(boms.id, bomId), eq(boms.orgId, access.orgId)))
  const written = await ctx.db
    .update(bomImports)
    .set({ state, bomId, revisionId, committedAt: ctx.now(), version: sql`${bomImports.version} + 1` })
    .where(and(eq(bomImports.id, found.id), eq(bomImports.orgId, access.orgId), eq(bomImports.version, file.version)))
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
