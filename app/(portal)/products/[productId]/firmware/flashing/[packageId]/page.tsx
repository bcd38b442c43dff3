import type { Metadata } from 'next'
import { PackagePage } from '@/app/_features/flashing/package-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ packageId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { number, build } = await orNotFound((await serverApi()).flashing.getPackage(await params))
  return { title: `${number} ${build.version}` }
}

export default async function FlashPackagePage({ params }: Props) {
  const { packageId } = await params
  await orNotFound((await serverApi()).flashing.getPackage({ packageId }))
  await prefetch(api.flashing.getPackage.queryOptions({ packageId }))
  await prefetch(api.flashing.listSetAside.queryOptions({ packageId }))
  return (
    <Hydrate>
      <PackagePage packageId={packageId} />
    </Hydrate>
  )
}
