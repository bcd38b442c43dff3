/** By whose key a file is signed: nobody's, one that is retired, or one that counts; the least first. */
export const signatureStandings = ['none', 'retired', 'valid'] as const
export type SignatureStanding = (typeof signatureStandings)[number]

/** How several files stand together: as the least of them; none of no files. */
export const leastStanding = (standings: readonly SignatureStanding[]): SignatureStanding =>
  signatureStandings.find((standing) => standings.includes(standing)) ?? 'none'
