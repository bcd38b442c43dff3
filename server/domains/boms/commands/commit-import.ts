import { and, eq, sql } from 'drizzle-orm'
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
import { baseKey, findBase, loadBaseLines, type BaseRevision } from '../queries/base-revision'
import { readAccepted, type AcceptedFile } from '../reading/accepted'
import type { Accepted } from '../reading/protocol'
import { nextNumber } from '@/server/kernel/revision-number'
import type { BomVariant } from '../rules/variants'
import type { ChangeCounts } from '../storing/changes'
import { storeLines } from '../storing/store-lines'
import { announce } from './announce'
import { followChange, holdChange } from './follow-change'
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

/** Somebody else stored a revision, or changed lines, while this file was compared with what stood there. */
class BaseMoved extends DomainError {
  constructor() {
    super('conflict', 'boms.importChanged')
  }
}
const attempts = 5

/**
 * Accepts a file: its lines become a revision, all of them or none. Accepting the same import again, also at the same
 * moment, gives the same revision. The file is read first, so that no transaction waits for the reader; what was read
 * is kept only if nobody corrected the import or changed the BOM meanwhile, and is compared anew where the BOM moved on.
 */
export async function commitImport({ pool, actor, services, now }: Steps, input: Input): Promise<Committed> {
  const reading = { actor, mode: 'read', now } as const
  for (let attempt = 1; ; attempt++) {
    const { found, base } = await transact(pool, reading, async (ctx) => {
      const { import: own, access } = await requireImport(ctx, input.importId)
      return { found: own, base: await findBase(ctx, { ...access, bomId: own.bomId }) }
    })
    const done = answerOf(found, input)
    if (done) return done
    requireImportable(base)
    const lines = base && {
      key: baseKey(base),
      // On its own connection: the reader may ask while the lines are being stored.
      load: () => transact(pool, reading, (ctx) => loadBaseLines(ctx, base.revisionId, found.productId)),
    }
    const file = await readAccepted(services.storage, found, lines)
    try {
      return await transact(pool, { actor, mode: 'write', now }, (ctx) => storeImport(ctx, file, input))
    } catch (error) {
      if (!(error instanceof BaseMoved) || attempt === attempts) throw error
    }
  }
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
  await holdChange(ctx, found.bomId)
  if (found.bomId === null) await ctx.db.insert(boms).values({ id: bomId, ...scope, name })
  const { number, ordinal } = await nextPlace(ctx, bomId, access.orgId)
  const base = await findBase(ctx, { ...scope, bomId: found.bomId })
  requireImportable(base)
  if ((base && baseKey(base)) !== file.against) throw new BaseMoved()
  const variants = nextVariants(accepted.digest.detected.variants, base?.variants ?? [])
  if (accepted.counts && isUnchanged(accepted.counts) && sameCodes(variants, base?.variants ?? [])) {
    throw new DomainError('conflict', 'boms.importUnchanged', { number: base?.number ?? '' })
  }
  await ctx.db.insert(bomRevisions).values({
    id: revisionId,
    ...scope,
    bomId,
    number,
    ordinal,
    baseRevisionId: base?.revisionId ?? null,
    changeId: base?.state === 'draft' ? base.changeId : null,
    variants,
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
      number,
      fileName: found.fileName,
      sha256: found.sha256,
      lines: accepted.lineCount,
      leftOut: accepted.leftOutRows.length,
      added: accepted.counts?.added ?? accepted.lineCount,
      removed: accepted.counts?.removed ?? 0,
      changed: accepted.counts?.changed ?? 0,
    },
  })
  const change = base?.state === 'draft' ? await followChange(ctx, base, revisionId) : null
  await announce(ctx, access.productId, 'boms.imported', { bomId, revisionId }, change)
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

/** While somebody reviews a revision, nothing is made from it or past it. */
function requireImportable(base: BaseRevision | null): void {
  if (base?.state === 'inReview') throw new DomainError('conflict', 'boms.revisionInReview', { number: base.number })
}

const isUnchanged = ({ added, removed, changed }: ChangeCounts): boolean => added + removed + changed === 0

const sameCodes = (a: readonly BomVariant[], b: readonly BomVariant[]): boolean =>
  a.map(({ code }) => code).join() === b.map(({ code }) => code).join()

/** The file's variants under the names they have; those of the revision before where the file speaks of none. */
function nextVariants(codes: readonly string[], known: readonly BomVariant[]): BomVariant[] {
  if (codes.length === 0) return [...known]
  const names = new Map(known.map(({ code, name }) => [code, name]))
  const order = new Map(known.map(({ code }, index) => [code, index]))
  return codes
    .toSorted((a, b) => (order.get(a) ?? known.length) - (order.get(b) ?? known.length))
    .map((code) => ({ code, name: names.get(code) ?? bilingualFrom(code) }))
}

/** Locks the BOM, so that two imports into it number their revisions one after the other. */
async function nextPlace(
  { db }: MemberCtx,
  bomId: string,
  orgId: string,
): Promise<{ number: string; ordinal: number }> {
  const [bom] = await db
    .select({ letter: boms.releasedLetter })
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId)))
    .for('update')
  const rows = await db
    .select({ ordinal: bomRevisions.ordinal, number: bomRevisions.number })
    .from(bomRevisions)
    .where(eq(bomRevisions.bomId, bomId))
  return {
    number: nextNumber(
      bom?.letter ?? null,
      rows.map(({ number }) => number),
    ),
    ordinal: Math.max(0, ...rows.map(({ ordinal }) => ordinal)) + 1,
  }
}
