import { and, eq, getTableColumns, max, sql } from 'drizzle-orm'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import { requireBom, requireWrite, type BomRow, type RevisionRow } from '../queries/access'
import { nextNumber } from '@/server/kernel/revision-number'
import { announce } from './announce'

export type StartedRevision = Readonly<{ revisionId: string; number: string }>

/** Where nothing is edited any more, so that the next draft may begin. */
const settled: readonly RevisionRow['state'][] = ['released', 'superseded', 'withdrawn']

/**
 * Begins the next draft of a BOM from the revision in force, or from the newest one where none was released yet. Lines
 * keep their keys. A change says which one it is, so that nobody else releases what it waits for. Errors:
 * boms.draftExists while somebody works on a revision or it is in review.
 */
export async function startRevision(
  ctx: MemberCtx,
  { bomId, changeId = null }: Readonly<{ bomId: string; changeId?: string | null }>,
): Promise<StartedRevision> {
  const { access } = await requireBom(ctx, bomId)
  requireWrite(access)
  const { bom, current, numbers, ordinal } = await lockBom(ctx, bomId, access.orgId)
  if (current && !settled.includes(current.state)) throw new DomainError('conflict', 'boms.draftExists')
  const fromId = bom.releasedRevisionId ?? current?.id
  if (fromId === undefined) throw new DomainError('notFound', 'boms.revisionNotFound')
  const number = nextNumber(bom.releasedLetter, numbers)
  const revisionId = await copyRevision(ctx, bom, fromId, { number, ordinal, changeId })
  recordAudit(ctx, {
    action: 'boms.startRevision',
    subjectId: bomId,
    productId: bom.productId,
    orgs: [bom.orgId],
    params: { revisionId, number, from: bom.releasedLetter ?? current?.number ?? '' },
  })
  await announce(ctx, bom.productId, 'boms.changed', { bomId })
  return { revisionId, number }
}

/** Holds the BOM, so that two people who begin at once begin one after the other. */
export async function lockBom({ db }: MemberCtx, bomId: string, orgId: string) {
  const [bom] = await db
    .select()
    .from(boms)
    .where(and(eq(boms.id, bomId), eq(boms.orgId, orgId)))
    .for('update')
  if (!bom) throw new DomainError('notFound', 'boms.notFound')
  const all = await db
    .select({ id: bomRevisions.id, number: bomRevisions.number, state: bomRevisions.state })
    .from(bomRevisions)
    .where(eq(bomRevisions.bomId, bomId))
  const [last] = await db
    .select({ top: max(bomRevisions.ordinal) })
    .from(bomRevisions)
    .where(eq(bomRevisions.bomId, bomId))
  return {
    bom,
    current: all.find(({ id }) => id === bom.currentRevisionId),
    numbers: all.map(({ number }) => number),
    ordinal: (last?.top ?? 0) + 1,
  }
}

type Next = Readonly<{ number: string; ordinal: number; changeId: string | null }>

/** Columns that a copied line does not take over. */
const own: readonly string[] = ['id', 'revision_id', 'child_revision_id', 'version']
const copied = Object.values(getTableColumns(bomLines))
  .map(({ name }) => name)
  .filter((name) => !own.includes(name))

async function copyRevision({ db, actor }: MemberCtx, bom: BomRow, fromId: string, next: Next): Promise<string> {
  const [from] = await db
    .select()
    .from(bomRevisions)
    .where(and(eq(bomRevisions.id, fromId), eq(bomRevisions.bomId, bom.id)))
  if (!from) throw new DomainError('notFound', 'boms.revisionNotFound')
  const revisionId = newId('bomRevision')
  await db.insert(bomRevisions).values({
    id: revisionId,
    orgId: bom.orgId,
    productId: bom.productId,
    bomId: bom.id,
    ...next,
    baseRevisionId: fromId,
    variants: from.variants,
    // Its columns say which cells show prices.
    source: from.source,
    lineCount: from.lineCount,
    placementCount: from.placementCount,
    createdBy: actor.userId,
  })
  // One head for all, then the position: ids stay in the order of the lines, and references find their line by it.
  const head = newId('bomLine').slice(0, 20)
  const idAt = (alias: string) => sql`${head} || lpad(${sql.raw(alias)}.position::text, 10, '0')`
  const names = sql.raw(copied.join(', '))
  await db.execute(sql`insert into bom_lines (id, revision_id, ${names})
    select ${idAt('l')}, ${revisionId}, ${sql.raw(copied.map((name) => `l.${name}`).join(', '))}
    from bom_lines l where l.revision_id = ${fromId} and l.org_id = ${bom.orgId}`)
  await db.execute(sql`insert into bom_line_refs (line_id, org_id, product_id, revision_id, ref, ordinal, dnp)
    select ${idAt('l')}, r.org_id, r.product_id, ${revisionId}, r.ref, r.ordinal, r.dnp
    from bom_line_refs r join bom_lines l on l.id = r.line_id
    where l.revision_id = ${fromId} and l.org_id = ${bom.orgId}`)
  await db.execute(sql`insert into bom_line_orders (revision_id, org_id, product_id, sort, positions, filled)
    select ${revisionId}, org_id, product_id, sort, positions, filled
    from bom_line_orders where revision_id = ${fromId} and org_id = ${bom.orgId}`)
  await db
    .update(boms)
    .set({ currentRevisionId: revisionId, version: sql`${boms.version} + 1` })
    .where(and(eq(boms.id, bom.id), eq(boms.orgId, bom.orgId)))
  return revisionId
}
