import type { Metadata } from 'next'
import { RequestLinkForm } from '@/app/_features/people/request-link-form'
import { getT, serverApi } from '@/app/_lib/server'
import { linkMinutes } from '@/server/domains/people/rules/links'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:forgot.title') }
}

export default async function Page() {
  const { keepsMail } = await (await serverApi()).people.signInOptions()
  return <RequestLinkForm purpose="passwordReset" minutes={linkMinutes.passwordReset} keepsMail={keepsMail} />
}
