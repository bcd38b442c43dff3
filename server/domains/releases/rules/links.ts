/** Days a link to a package may be open, as they are offered. */
export const linkDays = [3, 7, 14, 30] as const
export const longestLinkDays = 30
/** Open links of one package. */
export const mostLinks = 20

/** What a link is worth now. */
export type LinkStanding = 'open' | 'expired' | 'revoked'
export function linkStanding(link: Readonly<{ expires: Date; revokedAt: Date | null }>, now: Date): LinkStanding {
  if (link.revokedAt !== null) return 'revoked'
  return link.expires <= now ? 'expired' : 'open'
}
