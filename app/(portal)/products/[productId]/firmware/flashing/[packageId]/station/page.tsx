import type { Metadata } from 'next'
import { StationPage } from '@/app/_features/flashing/station-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ packageId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, build } = await orNotFound((await serverApi()).flashing.getPackage(await params))
  return { title: `${number} ${build.version}` }
}

export default async function FlashStationPage({ params }: Props) {
  const { packageId } = await params
  await orNotFound((await serverApi()).flashing.getPackage({ packageId }))
  await prefetch(api.flashing.getPackage.queryOptions({ packageId }))
  return (
    <Hydrate>
      <StationPage packageId={packageId} />
    </Hydrate>
  )
}
