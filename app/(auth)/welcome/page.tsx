import type { Metadata } from 'next'
import { CreateOrgForm } from '@/app/_features/orgs/create-org-form'
import { nextPath } from '@/app/_features/people/next-path'
import { getT, requireActor, serverApi } from '@/app/_lib/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getT())('orgs:welcome.another') }
}

/** The first step of somebody without a company, and how to add another. Outside the portal, whose frame needs one. */
export default async function WelcomePage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = nextPath((await searchParams).next)
  await requireActor()
  const mine = await (await serverApi()).orgs.mine()
  return (
    <div data-wide>
      <CreateOrgForm first={mine.length === 0} next={next} />
    </div>
  )
}
