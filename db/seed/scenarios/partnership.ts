import { acceptInvitation } from '@/server/domains/products/commands/accept-invitation'
import { currentNda, ndaPartyName, type NdaParty } from '@/server/domains/products/nda/text'
import { showNda } from '@/server/domains/products/queries/show-nda'
import type { MemberActor } from '@/server/kernel/actor'
import type { Stage } from '../stage'

type Signing = Readonly<{
  invitation: string
  brand: NdaParty
  manufacturer: NdaParty
  signerName: string
  signerTitle: string
}>

/** Reads the undertaking that comes with an invitation and signs it, as the page does. */
export async function acceptPartnership(
  stage: Stage,
  signer: MemberActor,
  hours: number,
  signing: Signing,
): Promise<void> {
  const names = { brand: ndaPartyName(signing.brand), manufacturer: ndaPartyName(signing.manufacturer) }
  const { textHash } = await showNda(currentNda, signer.locale, names)
  const { invitation, signerName, signerTitle } = signing
  await stage.as(signer, hours, (ctx) =>
    acceptInvitation(
      ctx,
      { invitation, language: signer.locale, textHash, signerName, signerTitle },
      { ip: '203.0.113.24', userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0' },
    ),
  )
}
