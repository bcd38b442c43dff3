import type { Metadata } from 'next'
import { PackagePage } from '@/app/_features/releases/package-page'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ packageId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { packageId } = await params
  return { title: (await orNotFound((await serverApi()).releases.getPackage({ packageId }))).number }
}

export default async function OnePackagePage({ params }: Props) {
  const { packageId } = await params
  await orNotFound((await serverApi()).releases.getPackage({ packageId }))
  await prefetch(api.releases.getPackage.queryOptions({ packageId }))
  return (
    <Hydrate>
      <PackagePage packageId={packageId} />
    </Hydrate>
  )
}
