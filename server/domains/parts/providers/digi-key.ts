import type { PartsSettings } from '@/server/platform/parts-settings'
import { callProvider } from './calling'
import { ProviderFailure, type PartFacts, type PartsProvider } from './provider'
import {
  at,
  breaksOf,
  complianceOf,
  currencyOf,
  firstText,
  levelOf,
  lifecycleOf,
  linkOf,
  listAt,
  said,
  textOf,
} from './reading'

const name = 'Digi-Key'

/**
 * Digi-Key's Product Information, version 4 (https://developer.digikey.com): a token for the client, then one search by
 * keyword, of which only exact matches count where there are any.
 */
export function digiKeyProvider(
  { url, clientId, clientSecret }: NonNullable<PartsSettings['digiKey']>,
  timeout?: number,
): PartsProvider {
  const token = async () => {
    const answer = await callProvider(
      name,
      {
        url: `${url}/v1/oauth2/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'client_credentials',
        }).toString(),
      },
      timeout,
    )
    const given = textOf(at(answer, 'access_token'))
    if (given === '') throw new ProviderFailure(name, 'refused')
    return given
  }
  return {
    name,
    find: async (mpn) => {
      const answer = await callProvider(
        name,
        {
          url: `${url}/products/v4/search/keyword`,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${await token()}`,
            'x-digikey-client-id': clientId,
            'x-digikey-locale-currency': 'USD',
          },
          body: JSON.stringify({ Keywords: mpn, Limit: 10, Offset: 0 }),
        },
        timeout,
      )
      const exact = listAt(answer, 'ExactMatches')
      return (exact.length > 0 ? exact : listAt(answer, 'Products')).map((product) => factsOf(product, answer))
    },
  }
}

function factsOf(product: unknown, answer: unknown): PartFacts {
  const currency = currencyOf(firstText(answer, ['SearchLocaleUsed', 'Currency']), 'USD')
  const parameter = (wanted: RegExp) =>
    listAt(product, 'Parameters')
      .filter((each) => wanted.test(textOf(at(each, 'ParameterText'))))
      .map((each) => textOf(at(each, 'ValueText')))[0] ?? ''
  const weeks = firstText(product, ['ManufacturerLeadWeeks'])
  const url = linkOf(firstText(product, ['ProductUrl']))
  const offers = listAt(product, 'ProductVariations').flatMap((variation) => {
    const sku = firstText(variation, ['DigiKeyProductNumber'])
    const breaks = breaksOf(
      listAt(variation, 'StandardPricing').map((row) => ({
        min: textOf(at(row, 'BreakQuantity')),
        price: textOf(at(row, 'UnitPrice')),
      })),
    )
    if (sku === '' || breaks.length === 0) return []
    const moq = firstText(variation, ['MinimumOrderQuantity'])
    return [
      {
        supplier: name,
        ...{ sku, url, currency, breaks },
        moq: moq === '' || moq === '0' ? null : moq,
        multiple: null,
        leadTimeDays: /^\d{1,3}$/.test(weeks) ? Number(weeks) * 7 : null,
      },
    ]
  })
  const lastBuy = firstText(product, ['DateLastBuyChance']).slice(0, 10)
  return said({
    mpn: firstText(product, ['ManufacturerProductNumber']),
    manufacturer: firstText(product, ['Manufacturer', 'Name']),
    description: firstText(product, ['Description', 'ProductDescription']),
    package: parameter(/supplier device package/i) || parameter(/package \/ case/i),
    lifecycle: lifecycleOf(firstText(product, ['ProductStatus', 'Status'])),
    ...(/^\d{4}-\d{2}-\d{2}$/.test(lastBuy) && { lastTimeBuy: lastBuy }),
    msl: levelOf(firstText(product, ['Classifications', 'MoistureSensitivityLevel'])),
    rohs: complianceOf(firstText(product, ['Classifications', 'RohsStatus'])),
    reach: complianceOf(firstText(product, ['Classifications', 'ReachStatus'])),
    datasheet: linkOf(firstText(product, ['DatasheetUrl'])),
    offers,
  })
}
