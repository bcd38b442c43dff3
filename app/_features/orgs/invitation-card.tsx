'use client'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '@/app/_components/link-button'
import { ErrorNotice } from '@/app/_components/error-notice'
import { Alert } from '@/app/_components/ui/alert'
import { Button } from '@/app/_components/ui/button'
import { Stack } from '@/app/_components/ui/layout'
import { Text } from '@/app/_components/ui/text'
import { AuthCard } from '@/app/_features/people/auth-card'
import { useFormat } from '@/app/_lib/format'
import { paths } from '@/app/_lib/paths'
import { useTRPC } from '@/app/_lib/trpc'
import type { AppRouter } from '@/server/trpc/root'

type Invitation = NonNullable<inferRouterOutputs<AppRouter>['orgs']['previewInvitation']>

/** Who invites to which company, and the one step that fits the reader: sign up, sign in, join, or why not. */
export function InvitationCard({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation(['orgs', 'common'])
  const format = useFormat()
  const org = format.org(invitation.org)
  const inviter = format.person(invitation.inviter)
  const { standing, reader } = invitation
  if (reader?.member) {
    return (
      <AuthCard title={org} hint={t('orgs:invitation.already', { org })}>
        <OpenOrg orgId={invitation.org.orgId} label={t('orgs:invitation.open', { org })} />
      </AuthCard>
    )
  }
  if (standing !== 'open') {
    return (
      <AuthCard title={t(`orgs:invitation.${standing}`)} hint={t(`orgs:invitation.${standing}Body`, { inviter })}>
        <LinkButton href={paths.home()}>{t('orgs:invitation.home')}</LinkButton>
      </AuthCard>
    )
  }
  return (
    <AuthCard title={t('orgs:invitation.title', { inviter, org })}>
      <Stack gap={2}>
        <Text>{t('orgs:invitation.as', { role: t(`common:role.${invitation.role}`) })}</Text>
        <Text c="dimmed" size="sm">
          {t(`common:orgKind.${invitation.org.kind}`)} ·{' '}
          {t('orgs:invitation.expires', { date: format.day(invitation.expires) })}
        </Text>
        {invitation.email && (
          <Text c="dimmed" size="sm">
            {t('orgs:invitation.addressed', { email: invitation.email })}
          </Text>
        )}
      </Stack>
      {reader === null && <Arrive token={token} />}
      {reader && !reader.addressed && <OtherAccount email={invitation.email ?? ''} token={token} />}
      {reader?.addressed && <Accept token={token} org={org} reader={reader} />}
    </AuthCard>
  )
}

/** Nobody is signed in: make an account and join, or sign in and come back here. */
function Arrive({ token }: { token: string }) {
  const { t } = useTranslation('orgs')
  const here = paths.invitation(token)
  return (
    <Stack gap="sm">
      <LinkButton href={paths.signUp(here)}>{t('invitation.signUp')}</LinkButton>
      <LinkButton href={paths.signIn(here)} variant="default">
        {t('invitation.signIn')}
      </LinkButton>
    </Stack>
  )
}

function OtherAccount({ email, token }: { email: string; token: string }) {
  const { t } = useTranslation('orgs')
  const here = paths.invitation(token)
  const signOut = useMutation(
    useTRPC().people.signOut.mutationOptions({ onSuccess: () => window.location.assign(here) }),
  )
  return (
    <Stack gap="sm">
      <Alert variant="light" color="yellow">
        {t('invitation.otherAccount', { email })}
      </Alert>
      <ErrorNotice error={signOut.error} />
      <Button loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('invitation.switchAccount')}
      </Button>
    </Stack>
  )
}

function Accept({ token, org, reader }: { token: string; org: string; reader: NonNullable<Invitation['reader']> }) {
  const { t } = useTranslation('orgs')
  const format = useFormat()
  const accept = useMutation(
    useTRPC().orgs.acceptInvitation.mutationOptions({ onSuccess: () => window.location.assign(paths.home()) }),
  )
  return (
    <Stack gap="sm">
      <Text size="sm">{t('invitation.asPerson', { name: format.person(reader), email: reader.email })}</Text>
      <ErrorNotice error={accept.error} />
      <Button loading={accept.isPending || accept.isSuccess} onClick={() => accept.mutate({ token })}>
        {t('invitation.accept', { org })}
      </Button>
    </Stack>
  )
}

function OpenOrg({ orgId, label }: { orgId: string; label: string }) {
  const open = useMutation(
    useTRPC().orgs.switch.mutationOptions({ onSuccess: () => window.location.assign(paths.home()) }),
  )
  return (
    <>
      <ErrorNotice error={open.error} />
      <Button loading={open.isPending || open.isSuccess} onClick={() => open.mutate({ orgId })}>
        {label}
      </Button>
    </>
  )
}
