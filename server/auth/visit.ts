import type { Pool } from '@/db/client'
import type { Actor } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'
import type { Services } from '@/server/platform/services'

/** A request on its way into or out of a session: what the commands of sign-in need of it, and no transaction yet. */
export type Visit<A extends Actor | null = Actor | null> = Readonly<{
  pool: Pool
  actor: A
  request: Readonly<{ ip: string; userAgent: string; locale: Language; cookies: Readonly<Record<string, string>> }>
  services: Services
  setCookie: (header: string) => void
  now: () => Date
}>

/** Cookies may be marked secure only where people reach us by https. */
export const isSecure = (services: Pick<Services, 'settings'>): boolean =>
  services.settings.publicUrl.startsWith('https:')
