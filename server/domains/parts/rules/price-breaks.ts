/** From `min` pieces on (decimal text), a piece costs `micros` millionths of the currency (integer text, exact in JSON). */
export type PriceBreak = Readonly<{ min: string; micros: string }>
