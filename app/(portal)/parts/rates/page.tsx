import { Texts } from '@/app/_components/texts'
import { RatesPage } from '@/app/_features/parts/rates-page'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('parts:rates.title') })

export default async function ExchangeRatesPage() {
  await prefetch(api.parts.listExchangeRates.queryOptions())
  return (
    <Texts of={['parts']}>
      <Hydrate>
        <RatesPage />
      </Hydrate>
    </Texts>
  )
}
