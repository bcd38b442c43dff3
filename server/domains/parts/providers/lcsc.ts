import { createHash, randomBytes } from 'node:crypto'
import type { PartsSettings } from '@/server/platform/parts-settings'
import { callProvider } from './calling'
import { ProviderFailure, type PartFacts, type PartsProvider } from './provider'
import { at, breaksOf, firstText, linkOf, listAt, said, textOf } from './reading'

const name = 'LCSC'

/**
 * LCSC's interface for customers (`/rest/wmsc2agent/search/product`): every request is signed with the SHA-1 of key, nonce,
 * secret and time. Prices are in US dollars.
 */
export function lcscProvider(
  { url, key, secret }: NonNullable<PartsSettings['lcsc']>,
  now: () => Date,
  timeout?: number,
): PartsProvider {
  return {
    name,
    find: async (mpn) => {
      const nonce = randomBytes(8).toString('hex')
      const timestamp = String(Math.floor(now().getTime() / 1_000))
      const signed = `key=${key}&nonce=${nonce}&secret=${secret}&timestamp=${timestamp}`
      const signature = createHash('sha1').update(signed).digest('hex')
      const query = new URLSearchParams({
        ...{ key, nonce, timestamp, signature },
        keyword: mpn,
        match_type: 'exact',
        page_size: '20',
      })
      const answer = await callProvider(name, { url: `${url}/rest/wmsc2agent/search/product?${query}` }, timeout)
      if (at(answer, 'success') === false) {
        const code = Number(textOf(at(answer, 'code')))
        throw new ProviderFailure(name, code === 429 ? 'busy' : code >= 400 && code < 500 ? 'refused' : 'unusable')
      }
      const lists = [
        ['result', 'productList'],
        ['result', 'product_list'],
      ] as const
      const products = lists.map((path) => listAt(answer, ...path)).find((list) => list.length > 0) ?? []
      return products.map(factsOf)
    },
  }
}

const factsOf = (product: unknown): PartFacts => {
  const sku = firstText(product, ['productCode'], ['product_number'], ['number'])
  const prices = ['productPriceList', 'price_list', 'prices'].map((field) => listAt(product, field))
  const rows = prices.find((list) => list.length > 0) ?? []
  const breaks = breaksOf(
    rows.map((row) => ({
      min: firstText(row, ['ladder'], ['min_qty'], ['start_qty']),
      price: firstText(row, ['usdPrice'], ['productPrice'], ['price']),
    })),
  )
  return said({
    mpn: firstText(product, ['productModel'], ['mpn']),
    manufacturer: firstText(
      product,
      ['brandNameEn'],
      ['manufacturer', 'name'],
      ['manufacturer', 'en'],
      ['manufacturer'],
    ),
    description: firstText(product, ['productIntroEn'], ['description']),
    package: firstText(product, ['encapStandard'], ['package']),
    datasheet: linkOf(firstText(product, ['pdfUrl'], ['datasheet', 'pdf'], ['datasheet'])),
    offers:
      sku === ''
        ? []
        : [
            {
              supplier: name,
              sku,
              url:
                linkOf(firstText(product, ['productUrl'], ['url'])) ||
                `https://www.lcsc.com/product-detail/${sku}.html`,
              currency: 'USD' as const,
              breaks,
              moq: firstText(product, ['minBuyNumber'], ['moq']) || null,
              multiple: firstText(product, ['split'], ['order_multiple'], ['minPacketUnit_quantity']) || null,
              leadTimeDays: null,
            },
          ],
  })
}
