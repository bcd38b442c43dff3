import type { OauthProvider } from '@/server/platform/settings'

const field = (answer: unknown, name: 'csrfToken' | 'url'): string => {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
  if (typeof value !== 'string') throw new Error(`no ${name}`)
  return value
}

/**
 * Leaves for a provider, and comes back to `next`. Asked for by script instead of a form, because the content policy
 * lets no form of ours end at another site.
 */
export async function beginProvider(provider: OauthProvider, next: string): Promise<void> {
  const csrfToken = field(await (await fetch('/api/auth/csrf')).json(), 'csrfToken')
  const answer = await fetch(`/api/auth/signin/${provider}`, {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: next, json: 'true' }),
  })
  window.location.assign(field(await answer.json(), 'url'))
}
