import { eq } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { can } from '@/server/domains/orgs/policy'
import type { Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import { asSystem, type AnyCtx } from '@/server/platform/context'
import { ndaPartyName } from '../nda/text'
import { invitationStanding, maskEmail } from '../rules'
import { findInvitation } from './find-invitation'
import { showNda } from './show-nda'

/** What keeps the reader from answering; `ready` is nothing. */
export type InvitationReader = 'signedOut' | 'noOrg' | 'notManufacturer' | 'otherAddress' | 'noRight' | 'ready'

const orgColumns = {
  id: orgs.id,
  legalNameEn: orgs.legalNameEn,
  legalNameZh: orgs.legalNameZh,
  uscc: orgs.uscc,
  country: orgs.country,
  city: orgs.city,
  timeZone: orgs.timeZone,
}

/**
 * An invitation as the invited side sees it: who invites, what would be shown, until when, and the undertaking to
 * accept. Nothing of the product, not even its name. `language` is the one to show the undertaking in.
 */
export async function getInvitation(
  ctx: AnyCtx,
  { invitation, language }: Readonly<{ invitation: string; language: Language }>,
) {
  const party = await findInvitation(ctx, invitation)
  if (!party) throw new DomainError('notFound', 'products.invitationNotFound')
  const { actor, db } = ctx
  const { brand, inviter, own, me } = await asSystem(ctx, async () => {
    const orgOf = async (id: string) => (await db.select(orgColumns).from(orgs).where(eq(orgs.id, id)))[0]
    const personOf = async (id: string) =>
      (
        await db
          .select({ displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh, email: users.email })
          .from(users)
          .where(eq(users.id, id))
      )[0]
    return {
      brand: await orgOf(party.ownerOrgId),
      inviter: party.invitedBy ? await personOf(party.invitedBy) : undefined,
      own: actor?.member ? await orgOf(actor.member.orgId) : undefined,
      me: actor ? await personOf(actor.userId) : undefined,
    }
  })
  if (!brand) throw new DomainError('notFound', 'products.invitationNotFound')
  const reader = readerOf(actor, party.orgId === null ? party.invitedEmail : null, me?.email)
  const signing = own !== undefined && (reader === 'ready' || reader === 'noRight')
  const standing = invitationStanding(party, ctx.now())
  return {
    partyId: party.id,
    standing,
    reader,
    brand,
    org: own ?? null,
    inviter: inviter ? { displayNameEn: inviter.displayNameEn, displayNameZh: inviter.displayNameZh } : null,
    addressedTo: party.invitedEmail === null ? null : maskEmail(party.invitedEmail),
    grants: party.grants,
    message: party.message,
    expires: party.expires,
    /** Once accepted, the way in. */
    productId: standing === 'accepted' ? party.productId : null,
    nda: await showNda(party.ndaVersion, language, {
      brand: ndaPartyName(brand),
      manufacturer: signing && own ? ndaPartyName(own) : null,
    }),
  }
}
export type InvitationView = Awaited<ReturnType<typeof getInvitation>>

function readerOf(actor: AnyCtx['actor'], invitedEmail: string | null, email: string | undefined): InvitationReader {
  if (actor === null) return 'signedOut'
  if (invitedEmail !== null && invitedEmail !== email) return 'otherAddress'
  if (actor.member === null) return 'noOrg'
  if (actor.member.orgKind !== 'manufacturer') return 'notManufacturer'
  return can(actor.member.role, 'partners:manage') ? 'ready' : 'noRight'
}
