'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '@/app/_components/page-header'
import { useTRPC } from '@/app/_lib/trpc'
import { InvitationsPanel } from './invitations-panel'
import { InvitePanel } from './invite-panel'
import { MembersPanel, RolesPanel } from './members-panel'

/** Who works for the company; inviting and changing only for those whose role allows it. */
export function MembersPage() {
  const { t } = useTranslation('orgs')
  const { data } = useSuspenseQuery(useTRPC().orgs.listMembers.queryOptions())
  return (
    <>
      <PageHeader title={t('members.title')} hint={t('members.hint')} />
      {data.mayInvite && <InvitePanel assignable={data.assignable} />}
      {data.mayInvite && <InvitationsPanel />}
      <MembersPanel members={data.members} />
      <RolesPanel />
    </>
  )
}
