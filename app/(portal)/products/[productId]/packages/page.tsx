import type { Metadata } from 'next'
import { PackageList } from '@/app/_features/releases/package-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('releases:title') })

export default async function PackagesPage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).releases.listPackages({ productId }))
  await prefetch(api.releases.listPackages.queryOptions({ productId }))
  return (
    <Hydrate>
      <PackageList productId={productId} />
    </Hydrate>
  )
}
