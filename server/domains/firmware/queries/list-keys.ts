import { asc, count, eq, sql } from 'drizzle-orm'
import { firmwareKeys, firmwareSignatures } from '@/db/schema/firmware'
import { can } from '@/server/domains/orgs/policy'
import type { MemberCtx } from '@/server/platform/context'
import { personOf, readPeople } from './people'

/** The public keys of the acting organisation; retired ones last. */
export async function listKeys(ctx: MemberCtx) {
  const { orgId, role } = ctx.actor.member
  const keys = await ctx.db
    .select({
      ...{ id: firmwareKeys.id, name: firmwareKeys.name, algorithm: firmwareKeys.algorithm },
      ...{ publicKey: firmwareKeys.publicKey, fingerprint: firmwareKeys.fingerprint, version: firmwareKeys.version },
      ...{ createdAt: firmwareKeys.createdAt, retiredAt: firmwareKeys.retiredAt },
      ...{ registeredBy: firmwareKeys.registeredBy, retiredBy: firmwareKeys.retiredBy },
      signatures: count(firmwareSignatures.id),
    })
    .from(firmwareKeys)
    .leftJoin(firmwareSignatures, eq(firmwareSignatures.keyId, firmwareKeys.id))
    .where(eq(firmwareKeys.orgId, orgId))
    .groupBy(firmwareKeys.id)
    .orderBy(sql`${firmwareKeys.retiredAt} is not null`, asc(firmwareKeys.createdAt), asc(firmwareKeys.id))
  const people = await readPeople(
    ctx,
    keys.flatMap(({ registeredBy, retiredBy }) => [registeredBy, retiredBy]),
  )
  return {
    keys: keys.map(({ registeredBy, retiredBy, ...key }) => ({
      ...{ ...key, registeredBy: personOf(people, registeredBy), retiredBy: personOf(people, retiredBy) },
    })),
    mayEdit: can(role, 'firmware:write'),
  }
}
export type FirmwareKeyView = Awaited<ReturnType<typeof listKeys>>['keys'][number]
