import type { Metadata } from 'next'
import { VerifyEmailForm } from '@/app/_features/people/link-forms'
import { UnusableLink } from '@/app/_features/people/unusable-link'
import { paths } from '@/app/_lib/paths'
import { getT, requireActor, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:verify.title'), referrer: 'no-referrer' }
}

export default async function VerifyEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>
}) {
  const { token } = await searchParams
  await requireActor()
  const link =
    typeof token === 'string' && token !== '' && token.length <= 200
      ? await (await serverApi()).people.peekLink({ purpose: 'emailVerification', token })
      : null
  if (typeof token !== 'string' || link === null) return <UnusableLink again={paths.settings.profile()} />
  return <VerifyEmailForm token={token} email={link.email} />
}
