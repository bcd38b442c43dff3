import type { Metadata } from 'next'
import { PlacementsPage } from '@/app/_features/boms/placements/placements-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ bomId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('boms:pnp.title') })

export default async function BomPlacementsPage({ params }: Props) {
  const { bomId } = await params
  await orNotFound((await serverApi()).boms.getBom({ bomId }))
  await Promise.all([
    prefetch(api.boms.getBom.queryOptions({ bomId })),
    prefetch(api.boms.getPlacementCheck.queryOptions({ bomId })),
  ])
  return (
    <Hydrate>
      <PlacementsPage bomId={bomId} />
    </Hydrate>
  )
}
