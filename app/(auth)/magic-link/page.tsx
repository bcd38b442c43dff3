import type { Metadata } from 'next'
import { MagicLinkForm } from '@/app/_features/people/link-forms'
import { nextPath } from '@/app/_features/people/next-path'
import { UnusableLink } from '@/app/_features/people/unusable-link'
import { paths } from '@/app/_lib/paths'
import { getT, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:magic.title'), referrer: 'no-referrer' }
}

type Query = { token?: string | string[]; next?: string | string[] }

export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  const { token, next: asked } = await searchParams
  const next = nextPath(asked)
  const link =
    typeof token === 'string' && token !== '' && token.length <= 200
      ? await (await serverApi()).people.peekLink({ purpose: 'signIn', token })
      : null
  if (typeof token !== 'string' || link === null) return <UnusableLink again={paths.signInLink(next)} />
  return <MagicLinkForm token={token} email={link.email} next={next} />
}
