import { costCurrencies, costShows, type CostCurrency, type CostShow } from '@/server/domains/boms/rules/cost-choices'
import type { Build } from '../build'

/** As many parts as a page shows before it is asked for more. */
export const usualLimit = 300

type Asked = Readonly<{ currency?: string | null; show?: string | null }>

export const currencyFrom = (text: string | null | undefined): CostCurrency | null =>
  costCurrencies.find((each) => each === text) ?? null
export const showFrom = (text: string | null | undefined): CostShow => costShows.find((each) => each === text) ?? 'all'

/** What the page and its address ask the roll-up for: the same on the server and in the browser. */
export const costInput = (build: Build, { currency, show }: Asked, limit = usualLimit) => ({
  ...build,
  currency: currencyFrom(currency),
  show: showFrom(show),
  limit,
})
