import { and, eq, inArray } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import { members } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { SpecRow } from '../queries/access'
import type { RequirementContent } from '../rules/requirement'

/**
 * Refuses what a requirement may not point at: an owner who is no active member of the brand or a partner on the
 * product, a file that is not for everyone who may see the specification.
 */
export async function requireReferences(
  { db }: MemberCtx,
  { orgId, productId }: Pick<SpecRow, 'orgId' | 'productId'>,
  contents: readonly Pick<RequirementContent, 'ownerId' | 'attachmentIds' | 'links'>[],
): Promise<void> {
  const owners = [...new Set(contents.flatMap(({ ownerId }) => ownerId ?? []))]
  if (owners.length > 0) {
    const found = await db
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
  const files = [...new Set(contents.flatMap(({ attachmentIds }) => attachmentIds))]
  if (files.length > 0) {
    const found = await db
      .select({ id: attachments.id })
      .from(attachments)
      .where(
        and(
          inArray(attachments.id, files),
          eq(attachments.orgId, orgId),
          eq(attachments.productId, productId),
          eq(attachments.audience, 'all'),
        ),
      )
    if (found.length !== files.length) throw new DomainError('invalid', 'specs.attachmentOutside')
  }
}
