import type { Metadata } from 'next'
import { OrgForm } from '@/app/_features/orgs/org-form'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:organization.title') }
}

export default async function OrganizationPage() {
  await prefetch(api.orgs.getOrg.queryOptions())
  return (
    <Hydrate>
      <OrgForm />
    </Hydrate>
  )
}
