import { Texts } from '@/app/_components/texts'
import { Invitation } from '@/app/_features/products/invitation'
import { MissingInvitation } from '@/app/_features/products/missing-invitation'
import { getLocale, getT, serverApi } from '@/app/_lib/server'
import type { InvitationView } from '@/server/domains/products/queries/get-invitation'

export const generateMetadata = async () => ({
  title: (await getT())('products:invitation.titleShort'),
  // The address is a secret: it must not travel on to other places.
  referrer: 'no-referrer' as const,
  robots: { index: false },
})

export default async function InvitationPage({ params }: { params: Promise<{ invitation: string }> }) {
  const { invitation } = await params
  const view = await find(invitation)
  return (
    <Texts of={['products', 'calendars', 'orgs']}>
      {view ? <Invitation invitation={invitation} first={view} locale={await getLocale()} /> : <MissingInvitation />}
    </Texts>
  )
}

async function find(invitation: string): Promise<InvitationView | null> {
  try {
    return await (await serverApi()).products.getInvitation({ invitation })
  } catch (error) {
    // Withdrawn, renewed, mistyped or taken by others: one answer for all.
    if (error instanceof Error && 'code' in error && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      return null
    throw error
  }
}
