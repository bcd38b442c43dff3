import type { ReactNode } from 'react'
import { Texts } from '@/app/_components/texts'
import { ProductFrame } from '@/app/_features/products/product-frame'
import { orNotFound } from '@/app/_lib/or-not-found'
import { api, getLocale, Hydrate, prefetch, serverApi } from '@/app/_lib/server'
import { readIn } from '@/server/kernel/bilingual'

type Params = { params: Promise<{ productId: string }> }

export async function generateMetadata({ params }: Params) {
  const { productId } = await params
  // Without access there is nothing to name; the page itself answers.
  const product = await (await serverApi()).products.getProduct({ productId }).catch(() => null)
  return product === null ? {} : { title: `${product.code} ${readIn(await getLocale(), product.name).text}` }
}

export default async function ProductLayout({ params, children }: Params & { children: ReactNode }) {
  const { productId } = await params
  await orNotFound((await serverApi()).products.getProduct({ productId }))
  await prefetch(api.products.getProduct.queryOptions({ productId }))
  return (
    <Texts of={['products', 'audit', 'language']}>
      <Hydrate>
        <ProductFrame productId={productId}>{children}</ProductFrame>
      </Hydrate>
    </Texts>
  )
}
