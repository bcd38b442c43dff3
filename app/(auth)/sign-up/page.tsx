import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { nextPath } from '@/app/_features/people/next-path'
import { SignUpForm, type Joining } from '@/app/_features/people/sign-up-form'
import { getActor, getLocale, getT, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:signUp.title') }
}

/** The token of an invitation page among our addresses. */
const invitationIn = (path: string): string | null => /^\/invitations\/([\w-]+)$/.exec(path)?.[1] ?? null

async function joiningOf(next: string): Promise<Joining | null> {
  const token = invitationIn(next)
  if (token === null) return null
  const invitation = await (await serverApi()).orgs.previewInvitation({ token })
  if (invitation?.standing !== 'open') return null
  const { legalNameEn, legalNameZh } = invitation.org
  const org = (await getLocale()) === 'zh' ? legalNameZh || legalNameEn : legalNameEn || legalNameZh
  return { token, org, email: invitation.email }
}

export default async function SignUpPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next)
  if (await getActor()) redirect(next)
  const { keepsMail } = await (await serverApi()).people.signInOptions()
  return <SignUpForm next={next} keepsMail={keepsMail} joining={await joiningOf(next)} />
}
