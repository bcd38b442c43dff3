import { languages, type Language } from '@/server/kernel/bilingual'

/** Cookie names. Over https the `__Host-` prefix pins them to this origin. */
export const cookieNames = (secure: boolean) => ({
  session: secure ? '__Host-mortise-session' : 'mortise-session',
  device: secure ? '__Host-mortise-device' : 'mortise-device',
  locale: 'mortise-locale',
})

export const sessionDays = 30

/** `Cookie` header to names and values; the first of two equal names wins, as in browsers. */
export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, Math.max(at, 0)).trim()
    if (name === '' || Object.hasOwn(cookies, name)) continue
    const value = pair.slice(at + 1).trim()
    try {
      cookies[name] = decodeURIComponent(value)
    } catch {
      cookies[name] = value
    }
  }
  return cookies
}

type CookieOptions = { secure: boolean; expires: Date | null; httpOnly?: boolean }

/** A `Set-Cookie` header for our own origin; `expires: null` deletes the cookie. */
export function cookieHeader(name: string, value: string, { secure, expires, httpOnly = true }: CookieOptions): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, 'Path=/', 'SameSite=Lax']
  parts.push(`Expires=${(expires ?? new Date(0)).toUTCString()}`)
  if (httpOnly) parts.push('HttpOnly')
  if (secure) parts.push('Secure')
  return parts.join('; ')
}

const isLanguage = (text: string | undefined): text is Language => languages.some((language) => language === text)

/** The reader's language: their cookie, else the best of Accept-Language (q-values heard; every zh-* is zh), else English. */
export function readLocale(cookies: Readonly<Record<string, string>>, acceptLanguage: string | undefined): Language {
  const chosen = cookies[cookieNames(false).locale]
  if (isLanguage(chosen)) return chosen
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part, order) => {
      const [tag = '', ...params] = part.trim().split(';')
      const q = params.map((param) => /^\s*q=([\d.]+)/.exec(param)?.[1]).find((text) => text !== undefined)
      return { base: tag.toLowerCase().split('-')[0], q: q === undefined ? 1 : Number(q), order }
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q || a.order - b.order)
  return ranked.map(({ base }) => base).find(isLanguage) ?? 'en'
}
