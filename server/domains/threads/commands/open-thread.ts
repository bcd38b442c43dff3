import { threads } from '@/db/schema/threads'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { requireLive, requireProduct } from '@/server/domains/products/queries'
import type { OpenThread } from '../inputs'
import { choosePartner, requireMentionable } from '../queries/sides'
import { requireSubject, type Subject } from '../queries/require-subject'
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
  return startThread(ctx, { ...input, orgId: access.orgId, partnerOrgId, subject })
}

type Begun = Pick<OpenThread, 'productId' | 'body' | 'mentions' | 'clientKey'> &
  Readonly<{ orgId: string; partnerOrgId: string | null; subject: Subject }>

/**
 * A question between two sides that are proven, about something that is. For domains whose objects come with their
 * conversation; whoever calls has asked `requireWriter` and `findPosted`. Errors: threads.mentionOutside.
 */
export async function startThread(
  ctx: MemberCtx,
  { productId, orgId, partnerOrgId, subject, body, mentions: named, clientKey }: Begun,
): Promise<Posted> {
  const mentions = await requireMentionable(ctx, { orgId, partnerOrgId }, named)
  const { actor } = ctx
  const at = ctx.now()
  const thread = {
    id: newId('thread'),
    orgId,
    partnerOrgId,
    productId,
    subjectKind: subject.kind,
    subjectId: subject.id,
    bomId: subject.bomId,
    specId: subject.specId,
    designSetId: subject.designSetId,
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
  const postId = await insertPost(ctx, { thread, body: writeBody(body), mentions, clientKey, at })
  await tell(ctx, { type: 'threads.opened', thread, postId })
  return { threadId: thread.id, postId }
}
