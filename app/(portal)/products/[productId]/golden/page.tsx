import type { Metadata } from 'next'
import { GoldenList } from '@/app/_features/releases/golden-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('releases:golden.title') })

export default async function GoldenPackagesPage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).releases.listGoldens({ productId }))
  await prefetch(api.releases.listGoldens.queryOptions({ productId }))
  return (
    <Hydrate>
      <GoldenList productId={productId} />
    </Hydrate>
  )
}
