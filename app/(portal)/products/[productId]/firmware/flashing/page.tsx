import type { Metadata } from 'next'
import { PackageList } from '@/app/_features/flashing/package-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('flashing:title') })

export default async function FlashingPage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).flashing.listPackages({ productId }))
  await Promise.all([
    prefetch(api.flashing.listPackages.queryOptions({ productId })),
    prefetch(api.flashing.listFlaggedUnits.queryOptions({ productId })),
  ])
  return (
    <Hydrate>
      <PackageList productId={productId} />
    </Hydrate>
  )
}
