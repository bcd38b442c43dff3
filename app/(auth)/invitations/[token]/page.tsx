import type { Metadata } from 'next'
import { LinkButton } from '@/app/_components/link-button'
import { InvitationCard } from '@/app/_features/orgs/invitation-card'
import { AuthCard } from '@/app/_features/people/auth-card'
import { paths } from '@/app/_lib/paths'
import { getT, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:invite.title'), referrer: 'no-referrer' }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const [t, { token }] = [await getT(), await params]
  const invitation = token.length > 200 ? null : await (await serverApi()).orgs.previewInvitation({ token })
  if (invitation) return <InvitationCard token={token} invitation={invitation} />
  return (
    <AuthCard title={t('orgs:invitation.unknown')} hint={t('orgs:invitation.unknownBody')}>
      <LinkButton href={paths.home()}>{t('orgs:invitation.home')}</LinkButton>
    </AuthCard>
  )
}
