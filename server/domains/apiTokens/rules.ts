import type { OrgKind } from '@/server/kernel/actor'

/** What a token may be used for. `firmware.push`: a pipeline hands in builds. `flashing.report`: a station posts results. */
export const tokenScopes = ['firmware.push', 'flashing.report'] as const
export type TokenScope = (typeof tokenScopes)[number]

/** Builds come from the brand; stations stand on either shore. */
export const scopesFor = (kind: OrgKind): readonly TokenScope[] =>
  kind === 'brand' ? tokenScopes : ['flashing.report']

/** How long a token may live, in days; nothing lives for ever. */
export const tokenDays = [7, 30, 90, 180, 365] as const
export const longestTokenName = 80

const dayMs = 86_400_000
export const expiryOf = (days: number, now: Date): Date => new Date(now.getTime() + days * dayMs)

/** By which people, and programs that look for leaked secrets, know a token of ours. */
export const tokenMark = 'mrt_'
/** As much of a token as is kept to tell it from others: too little to guess the rest by. */
export const shownOf = (token: string): string => token.slice(0, tokenMark.length + 6)

/** The token of an `Authorization` header (RFC 6750 §2.1); null where there is none of ours. */
export const tokenIn = (header: string | undefined): string | null =>
  /^Bearer +(mrt_[A-Za-z0-9_-]{43}) *$/i.exec(header ?? '')?.[1] ?? null

type Dated = Readonly<{ expiresAt: Date; revokedAt: Date | null }>
/** What a token is worth now. Expiry is a fact of the clock, so it is never stored. */
export const tokenStandings = ['active', 'expired', 'revoked'] as const
export type TokenStanding = (typeof tokenStandings)[number]
export function tokenStanding({ expiresAt, revokedAt }: Dated, now: Date): TokenStanding {
  if (revokedAt !== null) return 'revoked'
  return expiresAt <= now ? 'expired' : 'active'
}
