import type { Metadata } from 'next'
import { MbomPage } from '@/app/_features/boms/mbom/mbom-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ bomId: string }>; searchParams: Promise<{ factory?: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:mbom.title') })

export default async function Mbom({ params, searchParams }: Props) {
  const { bomId } = await params
  const { factory } = await searchParams
  const partnerOrgId = factory ?? null
  await orNotFound((await serverApi()).boms.mbom({ bomId, partnerOrgId }))
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    prefetch(api.boms.mbom.queryOptions({ bomId, partnerOrgId })),
  ])
  return (
    <Hydrate>
      <MbomPage bomId={bomId} />
    </Hydrate>
  )
}
