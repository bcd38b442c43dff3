import { and, eq, inArray } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { ndaAcceptances, productParties, products } from '@/db/schema/products'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { readIn } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { asSystem, type MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { AcceptInvitation } from '../inputs'
import { partyLifecycle } from '../lifecycle'
import { ndaPartyName } from '../nda/text'
import type { InvitedParty } from '../queries/find-invitation'
import { requireCapability } from '../queries/require-capability'
import { showNda, type ShownNda } from '../queries/show-nda'
import { legalNameIn } from '../rules'
import { takeInvitation } from './take-invitation'

export type SignedFrom = Readonly<{ ip: string; userAgent: string }>

/**
 * Takes up an invitation for the acting manufacturer, with the undertaking its member has just read: the record keeps
 * the very text, its hash, who signed, when and from where. From then on the product is there.
 */
export async function acceptInvitation(
  ctx: MemberCtx,
  input: AcceptInvitation,
  from: SignedFrom,
): Promise<{ productId: string }> {
  requireCapability(ctx, 'manufacturer', 'partners:manage')
  return asSystem(ctx, async () => {
    const invited = await takeInvitation(ctx, input.invitation)
    const { brand, own } = await partiesOf(ctx, invited)
    const shown = await showNda(invited.ndaVersion, input.language, {
      brand: ndaPartyName(brand),
      manufacturer: ndaPartyName(own),
    })
    if (shown.textHash !== input.textHash) throw new DomainError('conflict', 'products.ndaChanged')
    const partyId = await activate(ctx, invited)
    await recordAcceptance(ctx, { ...invited, id: partyId }, shown, input, from)
    const { productId, ownerOrgId, grants } = invited
    recordAudit(ctx, {
      action: 'products.acceptInvitation',
      subjectId: partyId,
      productId,
      orgs: [ownerOrgId, own.id],
      params: {
        partnerOrgId: own.id,
        signerName: input.signerName,
        language: input.language,
        textHash: shown.textHash,
        grants,
      },
    })
    publish(ctx, {
      type: 'products.partnerAccepted',
      audience: [ownerOrgId, own.id],
      productId,
      payload: { productId, partyId },
    })
    await mailInviter(ctx, invited, own)
    return { productId }
  })
}

async function partiesOf({ db, actor }: MemberCtx, { ownerOrgId }: InvitedParty) {
  const found = await db
    .select()
    .from(orgs)
    .where(inArray(orgs.id, [ownerOrgId, actor.member.orgId]))
  const [brand, own] = [ownerOrgId, actor.member.orgId].map((id) => found.find((org) => org.id === id))
  if (!brand || !own) throw new DomainError('notFound', 'products.invitationNotFound')
  return { brand, own }
}

/**
 * Makes the manufacturer an active party. One that was on the product before gets its old place back, with what this
 * invitation offers, and the unanswered link that led here goes; so an organisation has one place per product.
 */
async function activate(ctx: MemberCtx, invited: InvitedParty): Promise<string> {
  const { orgId } = ctx.actor.member
  const accepted = {
    state: partyLifecycle.next('invited', 'accept'),
    acceptedAt: ctx.now(),
    acceptedBy: ctx.actor.userId,
    revokedAt: null,
    expires: null,
  }
  const [earlier] =
    invited.orgId === null
      ? await ctx.db
          .select()
          .from(productParties)
          .where(and(eq(productParties.productId, invited.productId), eq(productParties.orgId, orgId)))
          .for('update')
      : []
  if (earlier?.state === 'active') throw new DomainError('conflict', 'products.alreadyPartner')
  if (earlier) {
    await ctx.db.delete(productParties).where(eq(productParties.id, invited.id))
    const { grants, invitedEmail, invitedLocale, tokenHash, invitedBy, message, ndaVersion } = invited
    await ctx.db
      .update(productParties)
      .set({
        ...accepted,
        grants,
        invitedEmail,
        invitedLocale,
        tokenHash,
        invitedBy,
        message,
        ndaVersion,
        version: earlier.version + 1,
      })
      .where(eq(productParties.id, earlier.id))
    return earlier.id
  }
  const written = await ctx.db
    .update(productParties)
    .set({ ...accepted, orgId, version: invited.version + 1 })
    .where(
      and(
        eq(productParties.id, invited.id),
        eq(productParties.state, 'invited'),
        eq(productParties.version, invited.version),
      ),
    )
    .returning({ id: productParties.id })
  if (written.length === 0) throw new DomainError('conflict', 'products.illegalTransition')
  return invited.id
}

const recordAcceptance = (
  ctx: MemberCtx,
  party: InvitedParty,
  shown: ShownNda,
  input: AcceptInvitation,
  from: SignedFrom,
) =>
  ctx.db.insert(ndaAcceptances).values({
    id: newId('nda'),
    partyId: party.id,
    productId: party.productId,
    ownerOrgId: party.ownerOrgId,
    orgId: ctx.actor.member.orgId,
    userId: ctx.actor.userId,
    ndaVersion: shown.version,
    text: shown.text,
    textHash: shown.textHash,
    language: shown.language,
    signerName: input.signerName,
    signerTitle: input.signerTitle,
    ip: from.ip,
    userAgent: from.userAgent.slice(0, 300),
    acceptedAt: ctx.now(),
  })

async function mailInviter(
  ctx: MemberCtx,
  { id, productId, invitedBy, version }: InvitedParty,
  own: Readonly<{ legalNameEn: string; legalNameZh: string }>,
): Promise<void> {
  if (invitedBy === null) return
  const [told] = await ctx.db
    .select({ email: users.email, locale: users.locale, code: products.code, name: products.name })
    .from(users)
    .innerJoin(products, eq(products.id, productId))
    .where(eq(users.id, invitedBy))
  if (!told) return
  await queueMail(ctx, {
    to: told.email,
    userId: invitedBy,
    locale: told.locale,
    template: 'partnerAccepted',
    params: {
      manufacturer: legalNameIn(told.locale, own),
      product: `${told.code} ${readIn(told.locale, told.name).text}`,
      path: `/products/${productId}/partners`,
    },
    dedupeKey: `partnerAccepted ${id} ${version}`,
  })
}
