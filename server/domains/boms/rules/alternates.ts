import type { AlternateState } from '@/server/domains/parts/lifecycle'

/** A part that may stand in on one line; `priority` 1 is asked first. Imported ones arrive `proposed`. */
export type LineAlternate = Readonly<{
  mpn: string
  manufacturer: string
  priority: number
  status: AlternateState
  /** The request it came from. */
  substitutionId?: string
}>

/** A part as a request for substitution names it. Prices have no place in it. */
export type SubstitutePart = Readonly<{
  ipn: string
  mpn: string
  manufacturer: string
  package: string
  description: string
}>

/** One alternate as it is told from another, whatever its rank and state. */
export const alternateKey = ({ mpn, manufacturer }: Pick<LineAlternate, 'mpn' | 'manufacturer'>): string =>
  `${mpn}\u0000${manufacturer}`.toUpperCase()
