import type { AuthOptions } from 'next-auth'
import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import type { Provider } from 'next-auth/providers/index'
import { paths } from '@/app/_lib/paths'
import { normalizeEmail } from '@/server/domains/people/rules/email'
import type { Settings } from '@/server/platform/settings'
import { newToken } from '../actor'
import { cookieNames, sessionDays } from '../cookies'
import { isSecure, type Visit } from '../visit'
import { createAdapter, type OauthFacts } from './adapter'
import { weChat } from './wechat'

const patience = { timeout: 10_000 }

/** Providers switched on by configuration. */
function providersOf({ oauth }: Pick<Settings, 'oauth'>): Provider[] {
  const { github, google, wechat } = oauth
  return [
    ...(github ? [GitHub({ clientId: github.id, clientSecret: github.secret, httpOptions: patience })] : []),
    ...(google ? [Google({ clientId: google.id, clientSecret: google.secret, httpOptions: patience })] : []),
    ...(wechat ? [weChat({ clientId: wechat.id, clientSecret: wechat.secret })] : []),
  ]
}

/**
 * next-auth for one request: OAuth with database sessions in the table and cookie that passwords and links use too.
 * Links by mail are not its own here, because it uses them up on GET, which mail scanners do, and counts no attempts.
 * An address that already has an account is never joined to a provider by itself; people connect it when signed in.
 */
export function authOptions(
  visit: Pick<Visit, 'pool' | 'request' | 'now' | 'services'>,
  facts: OauthFacts,
): AuthOptions {
  const { settings, log } = visit.services
  const secure = isSecure(visit.services)
  return {
    secret: settings.authSecret,
    adapter: createAdapter(visit, facts),
    providers: providersOf(settings),
    session: { strategy: 'database', maxAge: sessionDays * 86_400, generateSessionToken: newToken },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: cookieNames(secure).session,
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      },
    },
    pages: { signIn: paths.signIn(), signOut: paths.signIn(), error: paths.signIn(), newUser: paths.home() },
    callbacks: {
      signIn: ({ profile, account }) => {
        const vouched = account?.provider === 'google' && profile !== undefined && 'email_verified' in profile
        const verified = vouched && profile['email_verified'] === true && profile.email
        facts.verifiedEmail = verified ? normalizeEmail(verified) : null
        // Google accounts may carry an address nobody confirmed; that would be an account in somebody else's name.
        return account?.provider !== 'google' || facts.verifiedEmail !== null
      },
      session: ({ session }) => ({ expires: session.expires, user: { name: session.user?.name ?? null } }),
    },
    // Its messages may hold tokens; the code says which of its documented errors it was.
    logger: {
      error: (code) => log.warn({ code }, 'provider sign-in failed'),
      warn: (code) => log.debug({ code }, 'provider sign-in'),
      debug: () => undefined,
    },
  }
}
