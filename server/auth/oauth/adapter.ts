import { createHash } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Adapter, AdapterUser } from 'next-auth/adapters'
import { accounts, sessions, users } from '@/db/schema/people'
import { connectProvider } from '@/server/domains/people/commands/connect-provider'
import { createPerson } from '@/server/domains/people/commands/create-person'
import { noEmailDomain, normalizeEmail } from '@/server/domains/people/rules/email'
import { transact, type AnyCtx } from '@/server/platform/context'
import { hashToken } from '../actor'
import { insertSession } from '../sessions'
import type { Visit } from '../visit'

type OauthVisit = Pick<Visit, 'pool' | 'request' | 'now'>

/** What this one sign-in learned on its way; the library keeps none of it for the adapter. */
export type OauthFacts = {
  /** The address the provider vouches for, in our spelling. */
  verifiedEmail: string | null
  /** Whom a session was opened for. */
  signedIn: string | null
}

const shown = (person: typeof users.$inferSelect): AdapterUser => ({
  id: person.id,
  email: person.email,
  emailVerified: person.emailVerified,
  name: person.displayNameEn,
  image: null,
})

/**
 * Lets next-auth work on our tables: sessions under the hash of their token, people with names in both orders, provider
 * accounts without the provider's tokens (nothing here acts for people at the provider). One per request.
 */
export function createAdapter(visit: OauthVisit, facts: OauthFacts): Adapter {
  const within = <T>(mode: 'read' | 'write', work: (ctx: AnyCtx) => Promise<T>): Promise<T> =>
    transact(visit.pool, { actor: null, mode, system: true, now: visit.now }, work)
  const findUser = (condition: ReturnType<typeof eq>) =>
    within('read', async ({ db }) => {
      const [found] = await db.select().from(users).where(condition)
      return found ? shown(found) : null
    })
  return {
    createUser: (given: Omit<AdapterUser, 'id'>) =>
      within('write', async (ctx) => {
        const name = (given.name ?? '').trim().slice(0, 60)
        const told = given.email ? normalizeEmail(given.email) : null
        const email =
          told ??
          `${createHash('sha256').update(`${name} ${Math.random()}`).digest('hex').slice(0, 24)}@${noEmailDomain}`
        const han = /\p{Script=Han}/u.test(name)
        const made = await createPerson(ctx, {
          // A provider knows one name; which part of it is whose, only the person can say.
          ...{ familyNameZh: '', givenNameZh: han ? name : '', familyNameEn: '', givenNameEn: han ? '' : name },
          email,
          verified: told !== null && told === facts.verifiedEmail,
          passwordHash: null,
          locale: visit.request.locale,
          timeZone: 'UTC',
        })
        if (!made) throw new Error('the address was taken meanwhile')
        const [person] = await ctx.db.select().from(users).where(eq(users.id, made.id))
        if (!person) throw new Error('the person just made is gone')
        return shown(person)
      }),
    getUser: (id) => findUser(eq(users.id, id)),
    getUserByEmail: (email) => findUser(eq(users.email, normalizeEmail(email))),
    getUserByAccount: ({ provider, providerAccountId }) =>
      within('read', async ({ db }) => {
        const [found] = await db
          .select({ person: users })
          .from(accounts)
          .innerJoin(users, eq(users.id, accounts.userId))
          .where(and(eq(accounts.provider, provider), eq(accounts.providerAccountId, providerAccountId)))
        return found ? shown(found.person) : null
      }),
    updateUser: async ({ id }) => {
      const found = await findUser(eq(users.id, id))
      if (!found) throw new Error('no such person')
      return found
    },
    linkAccount: (account: LinkedAccount) => within('write', (ctx) => connectProvider(ctx, account)),
    createSession: async ({ sessionToken, userId, expires }) => {
      await within('write', (ctx) => insertSession(ctx, visit, { token: sessionToken, userId, expires }))
      facts.signedIn = userId
      return { sessionToken, userId, expires }
    },
    getSessionAndUser: (sessionToken) =>
      within('read', async ({ db }) => {
        const [found] = await db
          .select({ expires: sessions.expires, person: users })
          .from(sessions)
          .innerJoin(users, eq(users.id, sessions.userId))
          .where(and(eq(sessions.tokenHash, hashToken(sessionToken)), gt(sessions.expires, visit.now())))
        if (!found) return null
        const { expires, person } = found
        return { session: { sessionToken, userId: person.id, expires }, user: shown(person) }
      }),
    updateSession: async ({ sessionToken, expires }) => {
      if (expires) {
        await within('write', ({ db }) =>
          db
            .update(sessions)
            .set({ expires })
            .where(eq(sessions.tokenHash, hashToken(sessionToken))),
        )
      }
      return null
    },
    deleteSession: async (sessionToken) => {
      await within('write', ({ db }) => db.delete(sessions).where(eq(sessions.tokenHash, hashToken(sessionToken))))
    },
  }
}

type LinkedAccount = { userId: string; type: string; provider: string; providerAccountId: string }
