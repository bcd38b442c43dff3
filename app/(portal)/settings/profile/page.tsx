import type { Metadata } from 'next'
import { PageHeader } from '@/app/_components/page-header'
import { EmailPanel } from '@/app/_features/people/email-panel'
import { ProfileForm } from '@/app/_features/people/profile-form'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:profile.title') }
}

export default async function ProfilePage() {
  const t = await getT()
  await prefetch(api.people.getProfile.queryOptions())
  return (
    <Hydrate>
      <PageHeader title={t('people:profile.title')} hint={t('people:profile.hint')} />
      <ProfileForm />
      <EmailPanel />
    </Hydrate>
  )
}
