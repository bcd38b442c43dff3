import { join } from 'node:path'
import { openPool } from '@/db/client'
import { resolveActor } from './auth/actor'
import { cookieNames, parseCookies, readLocale } from './auth/cookies'
import { startJobs } from './jobs/runner'
import type { Actor } from './kernel/actor'
import type { Log } from './platform/log'
import { partialFiles } from './platform/partial-files'
import { createLiveSignal, type BootedSettings, type Services } from './platform/services'
import { createStorage } from './platform/storage'
import type { RequestContext } from './trpc/init'
import { newestEvent } from './trpc/live'
import { appRouter, createCaller } from './trpc/root'

/** What a request brings, whichever adapter received it. */
export type IncomingRequest = Readonly<{
  cookie: string | undefined
  acceptLanguage: string | undefined
  ip: string
  userAgent: string
}>

/** The running product: one per process. Pages reach it through `globalThis`, because Next bundles its own modules. */
export type Runtime = Readonly<{
  services: Services
  appRouter: typeof appRouter
  createCaller: typeof createCaller
  requestContext: (request: IncomingRequest, setCookie: (header: string) => void) => Promise<RequestContext>
  /** From where a page that is begun now has to follow what happens; see `newestEvent`. */
  newestEvent: () => Promise<string>
  stop: () => Promise<void>
}>

/** Where pages find the runtime. */
export const runtimeHandle = Symbol.for('mortise.runtime')

/** Who asks, in which language, from where: the session behind the cookie, looked up anew for every request. */
export function requestContextOf(services: Services): Runtime['requestContext'] {
  const { pool, settings } = services
  const names = cookieNames(settings.publicUrl.startsWith('https:'))
  const now = () => new Date()
  return async (request, setCookie) => {
    const cookies = parseCookies(request.cookie)
    const actor: Actor | null = await resolveActor(pool, cookies[names.session], now())
    return {
      pool,
      actor,
      request: {
        ip: request.ip,
        userAgent: request.userAgent.slice(0, 400),
        locale: readLocale(cookies, request.acceptLanguage),
        cookies,
      },
      services,
      setCookie,
      now,
    }
  }
}

/** Opens connections and starts jobs. The database is migrated before. */
export async function startRuntime(settings: BootedSettings, log: Log): Promise<Runtime> {
  const pool = openPool(settings.databaseUrl, {
    max: settings.databasePool,
    onError: (error) => log.warn({ err: error }, 'idle database connection lost'),
  })
  const storage = createStorage(settings.storage)
  const partials = partialFiles(join(settings.dataDir, 'uploads'))
  const services: Services = { pool, settings, log, storage, partials, live: createLiveSignal() }
  const jobs = await startJobs(services)
  const runtime: Runtime = {
    services,
    appRouter,
    createCaller,
    requestContext: requestContextOf(services),
    newestEvent: () => newestEvent(pool, () => new Date()),
    stop: async () => {
      await jobs.stop()
      await pool.end()
    },
  }
  Object.assign(globalThis, { [runtimeHandle]: runtime })
  return runtime
}
