import type { Metadata } from 'next'
import { DesignList } from '@/app/_features/designFiles/design-list'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

type Props = { params: Promise<{ productId: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getT())('designFiles:title') })

export default async function DesignsPage({ params }: Props) {
  const { productId } = await params
  await orNotFound((await serverApi()).designFiles.listSets({ productId }))
  await prefetch(api.designFiles.listSets.queryOptions({ productId }))
  return (
    <Hydrate>
      <DesignList productId={productId} />
    </Hydrate>
  )
}
