import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { requireProduct } from '@/server/domains/products/queries'
import type { Audiences } from '../inputs'
import { grantFor, type SubjectKind } from '../rules'
import { orgName, type OrgName } from './people'

/** Partners that can be asked about such a subject, for the brand alone; nobody else may know how many there are. */
async function listPartners({ db, actor }: MemberCtx, productId: string, kind: SubjectKind): Promise<OrgName[]> {
  const grant = grantFor(kind)
  return db
    .select(orgName)
    .from(productParties)
    .innerJoin(orgs, eq(orgs.id, productParties.orgId))
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.ownerOrgId, actor.member.orgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
        grant ? sql`${grant} = any(${productParties.grants})` : undefined,
      ),
    )
    .orderBy(asc(orgs.sortKey))
}

/** Whom a new question can go to. A brand gets its partners (and may keep it inside), a partner gets the brand. */
export async function listAudiences(ctx: MemberCtx, { productId, subjectKind }: Audiences) {
  const access = await requireProduct(ctx, productId, grantFor(subjectKind))
  if (access.role === 'owner') return { role: access.role, orgs: await listPartners(ctx, productId, subjectKind) }
  const brand = await ctx.db.select(orgName).from(orgs).where(eq(orgs.id, access.orgId))
  return { role: access.role, orgs: brand }
}

/**
 * The partner side of a new question. A partner is always its own; a brand names one, keeps it inside (null), or leaves
 * it open (undefined) when there is at most one to choose from.
 */
export async function choosePartner(
  ctx: MemberCtx,
  access: Readonly<{ productId: string; role: 'owner' | 'manufacturer' }>,
  kind: SubjectKind,
  wanted: string | null | undefined,
): Promise<string | null> {
  const own = ctx.actor.member.orgId
  if (access.role !== 'owner') {
    if (wanted && wanted !== own) throw new DomainError('notFound', 'threads.partnerNotFound')
    return own
  }
  if (wanted === null) return null
  const partners = await listPartners(ctx, access.productId, kind)
  if (wanted === undefined) {
    if (partners.length > 1) throw new DomainError('invalid', 'threads.partnerNeeded')
    return partners[0]?.id ?? null
  }
  if (!partners.some(({ id }) => id === wanted)) throw new DomainError('notFound', 'threads.partnerNotFound')
  return wanted
}

export type Sides = Readonly<{ orgId: string; partnerOrgId: string | null }>
export const sidesOf = ({ orgId, partnerOrgId }: Sides): string[] =>
  partnerOrgId === null ? [orgId] : [orgId, partnerOrgId]

/** Organisations that may be told of a thread now: a partner that lost access hears nothing any more. */
export async function audienceOf(
  { db }: MemberCtx,
  thread: Sides & { productId: string; subjectKind: SubjectKind },
): Promise<string[]> {
  if (thread.partnerOrgId === null) return [thread.orgId]
  const grant = grantFor(thread.subjectKind)
  const [party] = await db
    .select({ id: productParties.id })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, thread.productId),
        eq(productParties.orgId, thread.partnerOrgId),
        eq(productParties.state, 'active'),
        grant ? sql`${grant} = any(${productParties.grants})` : undefined,
      ),
    )
  return party ? [thread.orgId, thread.partnerOrgId] : [thread.orgId]
}

/** Refuses a mention of anybody who is not an active member of one of the thread's two organisations. */
export async function requireMentionable(
  { db }: MemberCtx,
  sides: Sides,
  userIds: readonly string[],
): Promise<string[]> {
  const wanted = [...new Set(userIds)]
  if (wanted.length === 0) return []
  const found = await db
    .selectDistinct({ userId: members.userId })
    .from(members)
    .where(and(inArray(members.orgId, sidesOf(sides)), inArray(members.userId, wanted), eq(members.state, 'active')))
  if (found.length !== wanted.length) throw new DomainError('invalid', 'threads.mentionOutside')
  return wanted
}
