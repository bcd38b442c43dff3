import { threads } from '@/db/schema/threads'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { OpenThread } from '../inputs'
import { choosePartner, requireMentionable } from '../queries/sides'
import { requireSubject } from '../queries/require-subject'
import { grantFor, writeBody } from '../rules'
import { findPosted, insertPost, requireWriter, tell, type Posted } from './posting'

/**
 * Asks a question about a product, a BOM or a line, with its first post. Repeating it with the same `clientKey` is the
 * same question. Errors: threads.subjectNotFound, threads.partnerNeeded, threads.partnerNotFound, threads.mentionOutside.
 */
export async function openThread(ctx: MemberCtx, input: OpenThread): Promise<Posted> {
  requireWriter(ctx)
  const access = await requireProduct(ctx, input.productId, grantFor(input.subject.kind))
  requireLive(access)
  const done = await findPosted(ctx, input.clientKey)
  if (done) return done
  const subject = await requireSubject(ctx, access.productId, input.subject)
  const partnerOrgId = await choosePartner(ctx, access, subject.kind, input.partnerOrgId)
  const mentions = await requireMentionable(ctx, { orgId: access.orgId, partnerOrgId }, input.mentions)

  const { actor } = ctx
  const at = ctx.now()
  const thread = {
    id: newId('thread'),
    orgId: access.orgId,
    partnerOrgId,
    productId: access.productId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    bomId: subject.bomId,
    specId: subject.specId,
    requiredGrant: grantFor(subject.kind) ?? null,
    subjectLabel: subject.label,
    openedBy: actor.userId,
    openedByOrgId: actor.member.orgId,
    postCount: 1,
    lastPostAt: at,
    lastPostOrgId: actor.member.orgId,
    createdAt: at,
    updatedAt: at,
  }
  await ctx.db.insert(threads).values(thread)
  const postId = await insertPost(ctx, {
    thread,
    body: writeBody(input.body),
    mentions,
    clientKey: input.clientKey,
    at,
  })
  await tell(ctx, { type: 'threads.opened', thread, postId })
  return { threadId: thread.id, postId }
}
