/** Currencies costs are reckoned in: those of the two shores. */
export const costCurrencies = ['USD', 'CNY'] as const
export type CostCurrency = (typeof costCurrencies)[number]

/** Lines of a roll-up that are shown. */
export const costShows = ['all', 'unpriced', 'expired', 'consigned'] as const
export type CostShow = (typeof costShows)[number]
