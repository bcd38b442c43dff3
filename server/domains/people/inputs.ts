import { z } from 'zod'
import { languages } from '@/server/kernel/bilingual'
import { looksLikeEmail, normalizeEmail } from './rules/email'
import { hasName } from './rules/names'
import { isOwnPath } from './rules/own-path'
import { oauthProviders } from './rules/providers'

/** Messages are codes of the `errors` namespace. */
export const email = z
  .string()
  .max(320, 'people.emailInvalid')
  .transform(normalizeEmail)
  .refine(looksLikeEmail, 'people.emailInvalid')

/** Bounded before anything costly looks at it; the policy proper is checked where the person is known. */
const password = z.string().min(1, 'people.passwordNeeded').max(1_000)
const token = z.string().min(1).max(200)
const namePart = z.string().trim().max(60, 'people.nameLong').default('')
/** Where the person was going. One that is no page of ours is forgotten, which is no reason to refuse them. */
const next = z.string().max(500).refine(isOwnPath).nullish().catch(null)
const honorific = z.string().trim().max(20, 'people.nameLong').default('')

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
export const timeZone = z.string().max(60).refine(isTimeZone, 'people.timeZoneInvalid')

const namesShape = {
  familyNameZh: namePart,
  givenNameZh: namePart,
  familyNameEn: namePart,
  givenNameEn: namePart,
}

export const signInInput = z.object({ email, password })
export const signUpInput = z
  .object({ ...namesShape, email, password, locale: z.enum(languages), timeZone: timeZone.catch('UTC'), next })
  .refine(hasName, { error: 'people.nameNeeded', path: ['name'] })
export type SignUpInput = z.output<typeof signUpInput>

export const confirmSignUpInput = z.object({ token, password: password.nullish() })
export const requestLinkInput = z.object({ email, next })
export type RequestLinkInput = z.output<typeof requestLinkInput>
export const tokenInput = z.object({ token })
export const peekLinkInput = z.object({
  token,
  purpose: z.enum(['signIn', 'signUp', 'passwordReset', 'emailVerification']),
})
export const resetPasswordInput = z.object({ token, password })
export const changePasswordInput = z.object({ current: password.nullish(), next: password })
export const confirmEmailInput = z.object({ email: email.nullish() })
export const setLocaleInput = z.object({ locale: z.enum(languages) })
export const sessionIdInput = z.object({ sessionId: z.string().max(40) })
export const userIdInput = z.object({ userId: z.string().max(40) })
export const providerInput = z.object({ provider: z.enum(oauthProviders) })
export const updateProfileInput = z
  .object({
    ...namesShape,
    honorific,
    locale: z.enum(languages),
    timeZone,
    version: z.int().positive(),
  })
  .refine(hasName, { error: 'people.nameNeeded', path: ['name'] })
export type UpdateProfileInput = z.output<typeof updateProfileInput>
