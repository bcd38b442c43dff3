import type { PartsSettings } from '@/server/platform/parts-settings'
import { callProvider } from './calling'
import { ProviderFailure, type PartFacts, type PartsProvider } from './provider'
import {
  breaksOf,
  complianceOf,
  currencyOf,
  daysOf,
  firstText,
  levelOf,
  lifecycleOf,
  linkOf,
  listAt,
  said,
  textOf,
  at,
} from './reading'

const name = 'Mouser'

/** Mouser's search interface, version 1 (https://api.mouser.com/api/docs): one question by part number, exact. */
export function mouserProvider({ url, key }: NonNullable<PartsSettings['mouser']>, timeout?: number): PartsProvider {
  return {
    name,
    find: async (mpn) => {
      const answer = await callProvider(
        name,
        {
          url: `${url}/api/v1/search/partnumber?${new URLSearchParams({ apiKey: key })}`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ SearchByPartRequest: { mouserPartNumber: mpn, partSearchOptions: 'Exact' } }),
        },
        timeout,
      )
      const [error] = listAt(answer, 'Errors')
      if (error !== undefined) {
        const code = textOf(at(error, 'Code'))
        throw new ProviderFailure(
          name,
          /TooMany|Limit/i.test(code) ? 'busy' : /Key|Invalid|Unauthor/i.test(code) ? 'refused' : 'unusable',
        )
      }
      return listAt(answer, 'SearchResults', 'Parts').map(factsOf)
    },
  }
}

function factsOf(part: unknown): PartFacts {
  const sku = firstText(part, ['MouserPartNumber'])
  const rows = listAt(part, 'PriceBreaks')
  const attribute = (wanted: RegExp) =>
    listAt(part, 'ProductAttributes')
      .filter((each) => wanted.test(textOf(at(each, 'AttributeName'))))
      .map((each) => textOf(at(each, 'AttributeValue')))[0] ?? ''
  return said({
    mpn: firstText(part, ['ManufacturerPartNumber']),
    manufacturer: firstText(part, ['Manufacturer']),
    description: firstText(part, ['Description']),
    package: attribute(/package|case/i),
    msl: levelOf(attribute(/moisture/i)),
    lifecycle: lifecycleOf(firstText(part, ['LifecycleStatus'])),
    rohs: complianceOf(firstText(part, ['ROHSStatus'])),
    datasheet: linkOf(firstText(part, ['DataSheetUrl'])),
    offers:
      sku === ''
        ? []
        : [
            {
              supplier: name,
              sku,
              url: linkOf(firstText(part, ['ProductDetailUrl'])),
              currency: currencyOf(firstText(rows[0], ['Currency']), 'USD'),
              breaks: breaksOf(
                rows.map((row) => ({ min: textOf(at(row, 'Quantity')), price: textOf(at(row, 'Price')) })),
              ),
              moq: firstText(part, ['Min']) || null,
              multiple: firstText(part, ['Mult']) || null,
              leadTimeDays: daysOf(firstText(part, ['LeadTime'])),
            },
          ],
  })
}
