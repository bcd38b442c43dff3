import { and, eq, sql } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { UpdateOrgInput } from '../inputs'
import { requireCapability } from '../queries/require-capability'
import { orgSortKey } from '../rules/search'
import { announce } from './announce'
import { aboutText } from './create-org'

/** Changes the organisation's own record. What changed is audited by field name. */
export async function updateOrg(ctx: MemberCtx, input: UpdateOrgInput): Promise<{ version: number }> {
  const { orgId, orgKind } = await requireCapability(ctx, 'orgs:write')
  const { version, about, listed, ...given } = input
  const [before] = await ctx.db.select().from(orgs).where(eq(orgs.id, orgId))
  const hand = { userId: ctx.actor.userId, at: ctx.now() }
  const next = {
    ...given,
    about: aboutText(about, before?.about ?? null, hand),
    listed: orgKind === 'manufacturer' && listed,
  }
  const [saved] = await ctx.db
    .update(orgs)
    .set({ ...next, sortKey: orgSortKey(given), version: sql`${orgs.version} + 1` })
    .where(and(eq(orgs.id, orgId), eq(orgs.version, version)))
    .returning({ version: orgs.version })
  if (!before || !saved) throw new DomainError('conflict', 'orgs.stale')
  const changed = Object.entries(next)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, field)))
    .map(([field]) => field)
  recordAudit(ctx, { action: 'orgs.updateOrg', subjectId: orgId, orgs: [orgId], params: { fields: changed } })
  announce(ctx, 'orgs.changed', { orgId })
  return saved
}
