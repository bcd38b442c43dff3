import { Texts } from '@/app/_components/texts'
import { NewProduct } from '@/app/_features/products/new-product'
import { getT } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('products:new.title') })

export default function NewProductPage() {
  return (
    <Texts of={['products']}>
      <NewProduct />
    </Texts>
  )
}
