/** A rate a roll-up reckoned with: units of `quote` for one of `base`, of which day, from where. */
export type CostRate = Readonly<{ base: string; quote: string; rate: string; day: string; source: string }>

/** What one line came to: unit price and amount in millionths of the roll-up's currency, null where no price is known. */
export type CostLine = Readonly<{ key: string; unitMicros: string | null; amountMicros: string | null; order: string }>
