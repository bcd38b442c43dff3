import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { nextPath } from '@/app/_features/people/next-path'
import { DemoAccounts } from '@/app/_features/people/demo-accounts'
import { SignInForm } from '@/app/_features/people/sign-in-form'
import { getActor, getT, serverApi } from '@/app/_lib/server'
import classes from './page.module.css'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('people:signIn.title') }
}

type Query = { next?: string | string[]; callbackUrl?: string | string[]; error?: string | string[] }

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { next: asked, error } = await searchParams
  const next = nextPath(asked)
  if (await getActor()) redirect(next)
  const { people } = await serverApi()
  const [options, accounts] = await Promise.all([people.signInOptions(), people.demoAccounts()])
  // What next-auth calls an address that already has an account; everything else is a sign-in that did not happen.
  const failure = error === 'OAuthAccountNotLinked' ? 'people.providerAccountTaken' : 'people.providerFailed'
  const form = <SignInForm next={next} providers={options.providers} failure={error === undefined ? null : failure} />
  if (accounts.length === 0) return form
  return (
    <div className={classes.columns} data-wide>
      <div>
        <DemoAccounts accounts={accounts} next={next} />
      </div>
      <div>{form}</div>
    </div>
  )
}
