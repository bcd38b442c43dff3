import { Texts } from '@/app/_components/texts'
import { ProductList } from '@/app/_features/products/product-list'
import { api, getT, Hydrate, prefetch, serverApi } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('products:title') })

export default async function ProductsPage() {
  const [first] = await Promise.all([
    (await serverApi()).products.listProducts({}),
    prefetch(api.products.listInvitations.queryOptions()),
  ])
  return (
    <Texts of={['products']}>
      <Hydrate>
        <ProductList first={first} />
      </Hydrate>
    </Texts>
  )
}
