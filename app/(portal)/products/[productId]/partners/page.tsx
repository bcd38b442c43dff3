import { Partners } from '@/app/_features/products/partners'
import { api, Hydrate, prefetch } from '@/app/_lib/server'

export default async function PartnersPage({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params
  await prefetch(api.products.listParties.queryOptions({ productId }))
  return (
    <Hydrate>
      <Partners productId={productId} />
    </Hydrate>
  )
}
