import type { Metadata } from 'next'
import { MembersPage } from '@/app/_features/orgs/members-page'
import { api, getActor, getT, Hydrate, prefetch } from '@/app/_lib/server'
import { can } from '@/server/domains/orgs/policy'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:members.title') }
}

export default async function Page() {
  const member = (await getActor())?.member
  await Promise.all([
    prefetch(api.orgs.listMembers.queryOptions()),
    ...(member && can(member.role, 'members:manage') ? [prefetch(api.orgs.listInvitations.queryOptions())] : []),
  ])
  return (
    <Hydrate>
      <MembersPage />
    </Hydrate>
  )
}
