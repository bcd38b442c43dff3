import type { Metadata } from 'next'
import { ResetPasswordForm } from '@/app/_features/people/link-forms'
import { UnusableLink } from '@/app/_features/people/unusable-link'
import { paths } from '@/app/_lib/paths'
import { getT, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:reset.title'), referrer: 'no-referrer' }
}

export default async function Page({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  const link =
    typeof token === 'string' && token !== '' && token.length <= 200
      ? await (await serverApi()).people.peekLink({ purpose: 'passwordReset', token })
      : null
  if (typeof token !== 'string' || link === null) return <UnusableLink again={paths.forgotPassword()} />
  return <ResetPasswordForm token={token} email={link.email} />
}
