import type { Metadata } from 'next'
import { nextPath } from '@/app/_features/people/next-path'
import { RequestLinkForm } from '@/app/_features/people/request-link-form'
import { getT, serverApi } from '@/app/_lib/server'
import { linkMinutes } from '@/server/domains/people/rules/links'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:link.title') }
}

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next)
  const { keepsMail } = await (await serverApi()).people.signInOptions()
  return <RequestLinkForm purpose="signIn" minutes={linkMinutes.signIn} keepsMail={keepsMail} next={next} />
}
