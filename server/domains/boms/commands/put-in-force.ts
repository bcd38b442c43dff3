import { and, eq, inArray, sql } from 'drizzle-orm'
import { bomRevisions, boms } from '@/db/schema/boms'
import { changes } from '@/db/schema/changes'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { revisionLifecycle } from '../lifecycle'
import type { BomRow, RevisionRow } from '../queries/access'
import { audienceOf } from '../queries/audience'
import { findingsOf } from '../queries/check-release'
import { contentHash } from '../queries/content-hash'
import { nextLetter } from '@/server/kernel/revision-number'
import { storeOrders } from '../storing/restore-orders'
import { pinChildren, writeRevision } from './write-revision'

export type PutInForce = Readonly<{ bom: BomRow; revision: RevisionRow; changeId: string | null }>

/**
 * Makes a revision the one that is built, under the next letter; the one before is superseded in the same transaction.
 * The caller has proven the right to do so: a person who may release, or a change that both sides approved (which also
 * takes a draft, since its approvals bound its content). Only the first release may come without a change.
 * Errors: boms.changeNeeded, boms.notNewest, boms.checksBlock, boms.revision.illegalTransition, boms.revisionStale.
 */
export const putInForce = (ctx: MemberCtx, input: PutInForce): Promise<{ letter: string; contentHash: string }> =>
  // Past row-level security: a change may be carried out by the factory that agreed to it.
  asSystem(ctx, async () => {
    const { revision, changeId } = input
    const bom = await hold(ctx, input.bom)
    if (changeId === null && (bom.releasedRevisionId !== null || revision.changeId !== null))
      throw new DomainError('conflict', 'boms.changeNeeded')
    if (changeId !== null && revision.changeId !== null && revision.changeId !== changeId)
      throw new DomainError('conflict', 'boms.otherChange')
    if (bom.currentRevisionId !== revision.id) throw new DomainError('conflict', 'boms.notNewest')
    const submitted =
      revision.state === 'draft' && changeId !== null
        ? revisionLifecycle.next(revision.state, 'submit')
        : revision.state
    const state = revisionLifecycle.next(submitted, 'release')
    await requireUnblocked(ctx, revision)
    if (revision.state === 'draft') await pinChildren(ctx, revision)
    const hash = await contentHash(ctx, revision.id)
    await storeOrders(ctx, revision)
    const letter = nextLetter(bom.releasedLetter)
    const at = ctx.now()
    await writeRevision(ctx, revision, revision.version, {
      state,
      letter,
      contentHash: hash,
      changeId,
      submittedBy: revision.submittedBy ?? ctx.actor.userId,
      submittedAt: revision.submittedAt ?? at,
      releasedBy: ctx.actor.userId,
      releasedAt: at,
    })
    await supersede(ctx, bom)
    await ctx.db
      .update(boms)
      .set({ releasedRevisionId: revision.id, releasedLetter: letter, version: sql`${boms.version} + 1` })
      .where(and(eq(boms.id, bom.id), eq(boms.orgId, bom.orgId)))
    await tell(ctx, bom, revision, { letter, hash, changeId })
    return { letter, contentHash: hash }
  })

/** The BOM as it stands now, held until this is done: two releases cannot overtake each other. */
async function hold({ db }: MemberCtx, { id, orgId }: Pick<BomRow, 'id' | 'orgId'>): Promise<BomRow> {
  const [bom] = await db
    .select()
    .from(boms)
    .where(and(eq(boms.id, id), eq(boms.orgId, orgId)))
    .for('update')
  if (!bom) throw new DomainError('notFound', 'boms.notFound')
  return bom
}

/** Refuses while a check blocks, and names the first line it is about. */
export async function requireUnblocked(ctx: MemberCtx, revision: RevisionRow): Promise<void> {
  const blocking = (await findingsOf(ctx, revision)).filter((each) => each.blocking)
  const [first] = blocking
  if (!first) return
  throw new DomainError('conflict', 'boms.checksBlock', { count: blocking.length, line: first.line || '–' })
}

async function supersede(ctx: MemberCtx, bom: BomRow): Promise<void> {
  if (bom.releasedRevisionId === null) return
  const [old] = await ctx.db
    .select()
    .from(bomRevisions)
    .where(and(inArray(bomRevisions.id, [bom.releasedRevisionId]), eq(bomRevisions.bomId, bom.id)))
    .for('update')
  if (!old) return
  await writeRevision(ctx, old, old.version, { state: revisionLifecycle.next(old.state, 'supersede') })
}

type Released = Readonly<{ letter: string; hash: string; changeId: string | null }>

/** Every organisation that may see the BOM has it in its own chain and is told. */
async function tell(ctx: MemberCtx, bom: BomRow, revision: RevisionRow, { letter, hash, changeId }: Released) {
  const audience = await audienceOf(ctx, bom.productId)
  const { productId, id: bomId, name } = bom
  const pair = changeId === null ? [] : await pairOf(ctx, changeId)
  for (const orgId of audience)
    recordAudit(ctx, {
      action: 'boms.releaseRevision',
      subjectId: bomId,
      productId,
      orgs: [orgId],
      params: {
        ...{ nameEn: name.en, nameZh: name.zh, revision: letter, number: revision.number, hash },
        // Another factory does not learn of a change it is no party to.
        changeId: pair.includes(orgId) ? changeId : null,
      },
    })
  publish(ctx, { type: 'boms.released', audience, productId, payload: { bomId, revisionId: revision.id } })
}

async function pairOf({ db }: MemberCtx, changeId: string): Promise<string[]> {
  const [found] = await db
    .select({ orgId: changes.orgId, partnerOrgId: changes.partnerOrgId })
    .from(changes)
    .where(eq(changes.id, changeId))
  return found ? [found.orgId, ...(found.partnerOrgId === null ? [] : [found.partnerOrgId])] : []
}
