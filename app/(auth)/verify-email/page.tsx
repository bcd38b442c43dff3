import type { Metadata } from 'next'
import { VerifyEmailForm } from '@/app/_features/people/link-forms'
import { UnusableLink } from '@/app/_features/people/unusable-link'
import { paths } from '@/app/_lib/paths'
import { getT, requireActor } from '@/app/_lib/server'
import { linkOf, type LinkSearch } from '../link-of'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:verify.title'), referrer: 'no-referrer' }
}

export default async function VerifyEmailPage({ searchParams }: { searchParams: LinkSearch }) {
  await requireActor()
  const { link } = await linkOf(searchParams, 'emailVerification')
  if (link === null) return <UnusableLink again={paths.settings.profile()} />
  return <VerifyEmailForm token={link.token} email={link.email} />
}
