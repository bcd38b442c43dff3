import { createHash } from 'node:crypto'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import type { Pool } from '@/db/client'

/** How many attempts fit into how many seconds. Each limit counts by its own key. */
export const limits = {
  /** Failed passwords for one account from one network. */
  signInHere: { points: 5, seconds: 900 },
  /** Failed passwords for any account from one network: a whole office may share it. */
  signInNetwork: { points: 100, seconds: 900 },
  /** Failed passwords for one account from unknown devices anywhere; beyond it they share the slow lane. */
  signInAccount: { points: 30, seconds: 3600 },
  signInSlowLane: { points: 1, seconds: 20 },
  /** Failed passwords from one device that has signed this account in before. */
  signInDevice: { points: 10, seconds: 900 },
  /** Mails to one address asked for from one network. */
  mailHere: { points: 5, seconds: 3600 },
  mailNetwork: { points: 40, seconds: 3600 },
  /** Asking again within a minute is answered by the mail that was just sent. */
  mailAddress: { points: 1, seconds: 60 },
  signUpNetwork: { points: 30, seconds: 3600 },
  /** Wrong current passwords of somebody who is signed in. */
  passwordChange: { points: 10, seconds: 900 },
  /** Texts one person has a machine translate. */
  machineTranslation: { points: 60, seconds: 300 },
  /** Parts one person asks the sources of parts data about. */
  partsData: { points: 120, seconds: 300 },
} as const
export type Limit = keyof typeof limits

const limiters = new WeakMap<Pool, Map<Limit, RateLimiterPostgres>>()

/**
 * Counting happens on connections of the pool, outside any transaction: a refused attempt rolls its transaction back,
 * and its count must stay.
 */
function limiterOf(pool: Pool, limit: Limit): RateLimiterPostgres {
  const ours = limiters.get(pool) ?? new Map<Limit, RateLimiterPostgres>()
  limiters.set(pool, ours)
  const existing = ours.get(limit)
  if (existing) return existing
  const { points, seconds } = limits[limit]
  const made = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points,
    duration: seconds,
  })
  ours.set(limit, made)
  return made
}

/** Addresses are counted by digest: the table of counts is no list of addresses. */
const keyOf = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')

/** Counts one attempt. Returns 0 when it may go ahead, else the seconds until the next one may. */
export async function countAttempt(pool: Pool, limit: Limit, ...key: string[]): Promise<number> {
  try {
    await limiterOf(pool, limit).consume(keyOf(key))
    return 0
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw refusal
  }
}

/** Takes one counted attempt back, because it succeeded. */
export async function uncountAttempt(pool: Pool, limit: Limit, ...key: string[]): Promise<void> {
  await limiterOf(pool, limit).reward(keyOf(key), 1)
}

/** Forgets a count. */
export async function forgetAttempts(pool: Pool, limit: Limit, ...key: string[]): Promise<void> {
  await limiterOf(pool, limit).delete(keyOf(key))
}
