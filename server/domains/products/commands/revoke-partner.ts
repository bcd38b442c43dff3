import { and, eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { productParties, products } from '@/db/schema/products'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { readIn } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import { partyLifecycle } from '../lifecycle'
import { listSigners } from '../queries/list-signers'
import { requireCapability } from '../queries/require-capability'
import { requireParty, type Party } from './require-party'
import { legalNameIn } from '../rules'

type Input = Readonly<{ partyId: string; version: number; reason: string }>

/**
 * Ends a partner's access, or withdraws an invitation, at once: the next request finds nothing, open streams fall
 * silent. Works on archived products too, since ending access must always be possible.
 */
export async function revokePartner(ctx: MemberCtx, input: Input): Promise<void> {
  const { access, party } = await requireParty(ctx, input.partyId)
  requireCapability(ctx, 'brand', 'partners:manage')
  const state = partyLifecycle.next(party.state, 'revoke')
  // Whoever hears of it is looked up while the partnership still makes them visible.
  const readers = party.orgId === null ? [] : await listSigners(ctx, party.orgId)
  const written = await ctx.db
    .update(productParties)
    .set({ state, revokedAt: ctx.now(), tokenHash: null, expires: null, version: input.version + 1 })
    .where(and(eq(productParties.id, party.id), eq(productParties.version, input.version)))
    .returning({ id: productParties.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.stale')
  const wasActive = party.state === 'active'
  const partner = party.orgId === null ? [] : [party.orgId]
  const note = { subjectId: party.id, productId: access.productId }
  recordAudit(ctx, {
    ...note,
    action: 'products.revokePartner',
    orgs: [access.orgId, ...(wasActive ? partner : [])],
    params: { partnerOrgId: party.orgId, email: party.invitedEmail ?? '', was: party.state, reason: input.reason },
  })
  // No product id on the envelope: it would hold this back from the very side that has just lost the product.
  publish(ctx, {
    type: 'products.partnerRevoked',
    audience: [access.orgId, ...partner],
    payload: { partyId: party.id, ...(wasActive ? { productId: access.productId } : {}) },
  })
  if (wasActive) await mailRevocation(ctx, party, readers)
}

async function mailRevocation(
  ctx: MemberCtx,
  party: Party,
  readers: Awaited<ReturnType<typeof listSigners>>,
): Promise<void> {
  const [told] = await ctx.db
    .select({ name: products.name, code: products.code, legalNameEn: orgs.legalNameEn, legalNameZh: orgs.legalNameZh })
    .from(products)
    .innerJoin(orgs, eq(orgs.id, products.orgId))
    .where(and(eq(products.id, party.productId), eq(products.orgId, ctx.actor.member.orgId)))
  if (!told) return
  for (const { email, userId, locale } of readers) {
    await queueMail(ctx, {
      to: email,
      userId,
      locale,
      template: 'partnerRevoked',
      params: {
        brand: legalNameIn(locale, told),
        product: `${told.code} ${readIn(locale, told.name).text}`,
        path: '/products',
      },
      dedupeKey: `partnerRevoked ${party.id} ${party.version} ${email}`,
    })
  }
}
