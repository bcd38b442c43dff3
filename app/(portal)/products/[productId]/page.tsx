import { ProductOverview } from '@/app/_features/products/overview'
import { api, Hydrate, prefetch } from '@/app/_lib/server'

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params
  await Promise.all([
    prefetch(api.products.listPeople.queryOptions({ productId })),
    prefetch(api.products.listActivity.queryOptions({ productId })),
    prefetch(api.language.countQueue.queryOptions({ productId })),
    prefetch(api.products.listParties.queryOptions({ productId })),
    prefetch(api.boms.listUnresolved.queryOptions({ productId })),
    prefetch(api.specs.listSpecs.queryOptions({ productId })),
  ])
  return (
    <Hydrate>
      <ProductOverview productId={productId} />
    </Hydrate>
  )
}
