import { and, eq, inArray } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { requireAttachments } from '@/server/domains/attachments/queries'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { SpecRow } from '../queries/access'
import type { RequirementContent } from '../rules/requirement'

/**
 * Refuses what a requirement may not point at: an owner who is no active member of the brand or a partner on the
 * product, a file that is not for everyone who may see the specification. Errors: specs.ownerOutside, and those of
 * `requireAttachments`.
 */
export async function requireReferences(
  ctx: MemberCtx,
  { productId }: Pick<SpecRow, 'productId'>,
  contents: readonly Pick<RequirementContent, 'ownerId' | 'attachmentIds' | 'links'>[],
): Promise<void> {
  const owners = [...new Set(contents.flatMap(({ ownerId }) => ownerId ?? []))]
  if (owners.length > 0) {
    const found = await ctx.db
      .selectDistinct({ userId: members.userId })
      .from(members)
      .innerJoin(productParties, eq(productParties.orgId, members.orgId))
      .where(
        and(
          inArray(members.userId, owners),
          eq(members.state, 'active'),
          eq(productParties.productId, productId),
          eq(productParties.state, 'active'),
        ),
      )
    if (found.length !== owners.length) throw new DomainError('invalid', 'specs.ownerOutside')
  }
  await requireAttachments(
    ctx,
    contents.flatMap(({ attachmentIds }) => attachmentIds),
    { productId, audience: 'all', partnerOrgId: null },
  )
}
