import type { Metadata } from 'next'
import { MagicLinkForm } from '@/app/_features/people/link-forms'
import { UnusableLink } from '@/app/_features/people/unusable-link'
import { paths } from '@/app/_lib/paths'
import { getT } from '@/app/_lib/server'
import { linkOf, type LinkSearch } from '../link-of'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:magic.title'), referrer: 'no-referrer' }
}

export default async function Page({ searchParams }: { searchParams: LinkSearch }) {
  const { link, next } = await linkOf(searchParams, 'signIn')
  if (link === null) return <UnusableLink again={paths.signInLink(next)} />
  return <MagicLinkForm token={link.token} email={link.email} next={next} />
}
