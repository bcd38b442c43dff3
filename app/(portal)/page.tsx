import { Texts } from '@/app/_components/texts'
import { Home } from '@/app/_features/products/home'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('products:home.title') })

export default async function HomePage() {
  await Promise.all([
    prefetch(api.products.listProducts.queryOptions({ limit: 8 })),
    prefetch(api.products.listInvitations.queryOptions()),
    prefetch(api.products.listPlaces.queryOptions()),
    prefetch(api.boms.listMyUnresolved.queryOptions()),
    prefetch(api.threads.listOpen.queryOptions({ limit: 8 })),
  ])
  return (
    <Texts of={['products']}>
      <Hydrate>
        <Home />
      </Hydrate>
    </Texts>
  )
}
