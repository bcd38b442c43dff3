import type { Metadata } from 'next'
import { Substitutions } from '@/app/_features/changes/substitutions/substitutions'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = {
  params: Promise<{ productId: string; bomId: string }>
  searchParams: Promise<{ request?: string }>
}

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('changes:substitution.title') })

export default async function SubstitutionsPage({ params, searchParams }: Props) {
  const [{ bomId }, { request }] = await Promise.all([params, searchParams])
  await orNotFound((await serverApi()).boms.getBom({ bomId }))
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    prefetch(api.boms.listSubstitutions.queryOptions({ bomId })),
  ])
  return (
    <Hydrate>
      <Substitutions bomId={bomId} shown={request ?? null} />
    </Hydrate>
  )
}
