import { paths } from '@/app/_lib/paths'
import { cookieHeader, cookieNames } from '@/server/auth/cookies'
import { hashToken, newToken } from '@/server/auth/actor'
import { issueOneTimeToken } from '@/server/auth/one-time-tokens'
import { linkMinutes } from '../rules/links'
import { isSecure, type Visit } from '@/server/auth/visit'
import { queueMail } from '@/server/domains/notifications/commands/queue-mail'
import { transact } from '@/server/platform/context'
import type { SignUpInput } from '../inputs'
import { hashPassword } from '../passwords/hashing'
import { requireGoodPassword } from '../passwords/strength'
import { findByEmail } from '../queries/find-person'
import { displayNames, type Names } from '../rules/names'
import { admitSignUp } from '../throttling/admission'

const rememberMs = 24 * 3_600_000

/** What a guesser of this person's password would try first: the address and the name, also spelled in pinyin. */
export const personalWords = (person: Names & { email: string }): string[] => {
  const { displayNameEn, displayNameZh } = displayNames(person, person.email)
  const { familyNameEn, givenNameEn } = person
  return [person.email, displayNameZh, displayNameEn, displayNameEn.replaceAll(' ', ''), familyNameEn, givenNameEn]
}

/**
 * Asks for an account. The answer is always "look into your mailbox": a fresh address gets a link that makes the
 * account, a taken one is told so by mail, so nobody learns here who has an account. Until the link is used there is no
 * account to squat; a browser other than this one has to repeat the password there, so a link sent to a stranger's
 * mailbox by somebody who wanted their address is of no use to either.
 */
export async function signUp(visit: Visit, input: SignUpInput): Promise<void> {
  await admitSignUp(visit.pool, { email: input.email, ip: visit.request.ip })
  requireGoodPassword(input.password, personalWords(input))
  const passwordHash = await hashPassword(input.password)
  const secure = isSecure(visit.services)
  const deviceName = cookieNames(secure).device
  const device = visit.request.cookies[deviceName] ?? newToken()
  const options = { actor: null, mode: 'write', system: true, now: visit.now } as const
  await transact(visit.pool, options, async (ctx) => {
    const { email, locale, timeZone, familyNameZh, givenNameZh, familyNameEn, givenNameEn } = input
    const existing = await findByEmail(ctx, email)
    const token = await issueOneTimeToken(ctx, 'signUp', {
      email,
      draft: {
        ...{ familyNameZh, givenNameZh, familyNameEn, givenNameEn, honorific: '', locale, timeZone, passwordHash },
        deviceHash: hashToken(device),
      },
    })
    await queueMail(ctx, {
      to: email,
      userId: existing?.id ?? null,
      locale: existing?.locale ?? locale,
      template: existing ? 'accountExists' : 'confirmSignUp',
      params: existing ? { path: paths.forgotPassword() } : { hours: linkMinutes.signUp / 60 },
      secretParams: existing ? {} : { path: paths.confirmSignUp(token, input.next) },
      dedupeKey: `signUp:${hashToken(token)}`,
    })
  })
  const expires = new Date(visit.now().getTime() + rememberMs)
  if (!(deviceName in visit.request.cookies)) visit.setCookie(cookieHeader(deviceName, device, { secure, expires }))
}
