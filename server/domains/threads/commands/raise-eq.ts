import { and, eq, sql } from 'drizzle-orm'
import { engineeringQueries, threads } from '@/db/schema/threads'
import { requireAttachments } from '@/server/domains/attachments/queries'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import type { RaiseEq } from '../inputs'
import { workplaceOf } from '../queries/engineering-queries'
import { requireSubject } from '../queries/require-subject'
import { choosePartner, requireMentionable } from '../queries/sides'
import { grantFor, writeBody } from '../rules'
import { eqDue } from '../rules/eq-due'
import { eqGrams } from '../rules/eq-likeness'
import { eqCode, sideOpposite } from '../rules/engineering-query'
import { findPosted, insertPost, requireWriter, tell, type Posted } from './posting'

/**
 * Raises an engineering query on a product, a BOM, a line, a specification or a requirement: what is unclear, what the
 * asker proposes, the evidence. It is due at the end of the other side's next working day, and stays open until a person
 * there decides. Repeating it with the same `clientKey` is the same query. Errors: threads.eqPartnerNeeded and those of
 * openThread and of attachments.
 */
export async function raiseEq(ctx: MemberCtx, input: RaiseEq): Promise<Posted & { code: string }> {
  requireWriter(ctx)
  const access = await requireProduct(ctx, input.productId, grantFor(input.subject.kind))
  requireLive(access)
  const done = await findPosted(ctx, input.clientKey)
  if (done) return { ...done, code: await codeOf(ctx, done.threadId) }
  const subject = await requireSubject(ctx, access.productId, input.subject)
  const partnerOrgId = await choosePartner(ctx, access, subject.kind, input.partnerOrgId)
  const { actor } = ctx
  const own = actor.member.orgId
  const pair = { orgId: access.orgId, partnerOrgId }
  const answering = sideOpposite(pair, own)
  if (partnerOrgId === null || answering === null) throw new DomainError('invalid', 'threads.eqPartnerNeeded')
  const mentions = await requireMentionable(ctx, pair, input.mentions)
  const readers = { productId: access.productId, audience: 'pair', partnerOrgId } as const
  const attachmentIds = await requireAttachments(ctx, input.attachmentIds, readers)

  const at = ctx.now()
  const [title, proposal] = [writeBody(input.title), writeBody(input.body)]
  const due = eqDue(at, await workplaceOf(ctx, answering))
  const code = await nextCode(ctx, access.productId, partnerOrgId)
  const thread = {
    ...pair,
    id: newId('thread'),
    productId: access.productId,
    kind: 'eq' as const,
    subjectKind: subject.kind,
    subjectId: subject.id,
    bomId: subject.bomId,
    specId: subject.specId,
    designSetId: subject.designSetId,
    requiredGrant: grantFor(subject.kind) ?? null,
    subjectLabel: subject.label,
    openedBy: actor.userId,
    openedByOrgId: own,
    postCount: 1,
    lastPostAt: at,
    lastPostOrgId: own,
    createdAt: at,
    updatedAt: at,
  }
  await ctx.db.insert(threads).values(thread)
  await ctx.db.insert(engineeringQueries).values({
    ...pair,
    threadId: thread.id,
    productId: access.productId,
    code,
    title,
    raisedByOrgId: own,
    disposition: input.disposition,
    proposal,
    attachmentIds,
    dueAt: due.at,
    provisional: due.provisional,
    grams: eqGrams({ title, proposal }),
    createdAt: at,
    updatedAt: at,
  })
  const { clientKey } = input
  const postId = await insertPost(ctx, { thread, body: proposal, mentions, act: 'raise', clientKey, at })
  await tell(ctx, { type: 'threads.eqRaised', thread, postId, params: { code, disposition: input.disposition } })
  return { threadId: thread.id, postId, code }
}

async function codeOf({ db }: MemberCtx, threadId: string): Promise<string> {
  const [found] = await db
    .select({ code: engineeringQueries.code })
    .from(engineeringQueries)
    .where(eq(engineeringQueries.threadId, threadId))
  if (!found) throw new DomainError('conflict', 'threads.clientKeyTaken')
  return found.code
}

/**
 * The next number between the two sides of a product. Held until the transaction ends, so that two queries raised at
 * once get two numbers. Counted past row-level security: what a partner may not read any more has had its number too.
 */
async function nextCode(ctx: MemberCtx, productId: string, partnerOrgId: string): Promise<string> {
  const { db } = ctx
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`eq ${productId} ${partnerOrgId}`}, 0))`)
  const [row] = await asSystem(ctx, async () =>
    db
      .select({ last: sql<number>`coalesce(max(substring(${engineeringQueries.code} from '^EQ-([0-9]+)$')::int), 0)` })
      .from(engineeringQueries)
      .where(and(eq(engineeringQueries.productId, productId), eq(engineeringQueries.partnerOrgId, partnerOrgId))),
  )
  return eqCode((row?.last ?? 0) + 1)
}
