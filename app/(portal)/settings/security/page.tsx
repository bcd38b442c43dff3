import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/page-header'
import { PasswordPanel } from '@/app/_features/people/password-panel'
import { ProvidersPanel } from '@/app/_features/people/providers-panel'
import { SessionsPanel } from '@/app/_features/people/sessions-panel'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:security.title') }
}

export default async function SecurityPage() {
  const t = await getT()
  await Promise.all([
    prefetch(api.people.getProfile.queryOptions()),
    prefetch(api.people.listSessions.queryOptions()),
    prefetch(api.people.listProviders.queryOptions()),
    prefetch(api.people.signInOptions.queryOptions()),
  ])
  return (
    <Hydrate>
      <PageHeader title={t('people:security.title')} hint={t('people:security.hint')} />
      <PasswordPanel />
      <SessionsPanel />
      <ProvidersPanel />
    </Hydrate>
  )
}
