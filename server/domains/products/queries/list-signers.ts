import { and, eq, inArray } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { can } from '@/server/domains/orgs/policy'
import { memberRoles } from '@/server/kernel/actor'
import type { AnyCtx } from '@/server/platform/context'

/** Roles that make and answer partnerships. */
export const signingRoles = memberRoles.filter((role) => can(role, 'partners:manage'))

/** Members who may bind an organisation to a partnership, to write to. Visible between organisations that share a party. */
export const listSigners = ({ db }: AnyCtx, orgId: string) =>
  db
    .select({ userId: users.id, email: users.email, locale: users.locale, timeZone: users.timeZone })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.orgId, orgId), eq(members.state, 'active'), inArray(members.role, signingRoles)))
    .orderBy(users.id)
