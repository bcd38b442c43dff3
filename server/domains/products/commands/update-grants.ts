import { and, eq } from 'drizzle-orm'
import { productParties } from '@/db/schema/products'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { requireLive } from '../queries'
import { requireCapability } from '../queries/require-capability'
import { requireParty } from './require-party'
import { closeGrants, type Grant } from '../rules'

type Input = Readonly<{ partyId: string; version: number; grants: readonly Grant[] }>

/** Changes what a partner may see, from its next request on. The partner is told and keeps it in its own audit chain. */
export async function updateGrants(ctx: MemberCtx, input: Input): Promise<void> {
  const { access, party } = await requireParty(ctx, input.partyId)
  requireCapability(ctx, 'brand', 'partners:manage')
  requireLive(access)
  if (party.state !== 'active' && party.state !== 'invited')
    throw new DomainError('conflict', 'products.illegalTransition')
  const grants = closeGrants(input.grants)
  const written = await ctx.db
    .update(productParties)
    .set({ grants, version: input.version + 1 })
    .where(and(eq(productParties.id, party.id), eq(productParties.version, input.version)))
    .returning({ id: productParties.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.stale')
  const { productId } = access
  const partner = party.state === 'active' && party.orgId !== null ? [party.orgId] : []
  const before = new Set<Grant>(party.grants)
  const added = grants.filter((grant) => !before.has(grant))
  recordAudit(ctx, {
    action: 'products.updateGrants',
    subjectId: party.id,
    productId,
    orgs: [access.orgId, ...partner],
    params: {
      partnerOrgId: party.orgId,
      added,
      removed: party.grants.filter((grant) => !grants.includes(grant)),
    },
  })
  publish(ctx, {
    type: 'products.grantsChanged',
    audience: [access.orgId, ...partner],
    productId,
    payload: { productId, partyId: party.id, added },
  })
}
