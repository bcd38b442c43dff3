import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import type { TFunction } from 'i18next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache, createElement, type ReactNode } from 'react'
import type { Namespace } from '@/locales/config'
import { translator } from '@/locales/translator'
import type { Actor } from '@/server/kernel/actor'
import type { Language } from '@/server/kernel/bilingual'
import type { Runtime } from '@/server/runtime'
import type { RequestContext } from '@/server/trpc/init'
import type { AppRouter } from '@/server/trpc/root'
import { paths } from './paths'
import { makeQueryClient } from './query-client'

/** The running product, put there by the process that serves us. Next bundles pages apart from it. */
export function runtime(): Runtime {
  const found: unknown = Reflect.get(globalThis, Symbol.for('mortise.runtime'))
  if (found === undefined) throw new Error('Pages are served by `npm start`, which was not run.')
  return found as Runtime
}

/** The number of the newest event when the page was begun: what changes after it has to be told to the page. */
export const followedFrom = cache(() => runtime().newestEvent())

/** The request as procedures see it; one look-up per request, however many components ask. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  // Nothing of the page is read before its place among the events is.
  const [headerList, cookieList] = await Promise.all([headers(), cookies(), followedFrom()])
  return runtime().requestContext(
    {
      cookie: cookieList.toString(),
      acceptLanguage: headerList.get('accept-language') ?? undefined,
      ip: headerList.get('x-mortise-ip') ?? '',
      userAgent: headerList.get('user-agent') ?? '',
    },
    // A page only reads; cookies are set by procedures called over HTTP.
    () => undefined,
  )
})

/** Calls procedures without HTTP: `await (await serverApi()).products.get({ … })`. */
export const serverApi = cache(async () => runtime().createCaller(await requestContext()))

export const getLocale = async (): Promise<Language> => (await requestContext()).request.locale
export const getActor = async (): Promise<Actor | null> => (await requestContext()).actor

/** Signed-in actor, or off to the sign-in page and back here afterwards. */
export async function requireActor(): Promise<Actor> {
  const actor = await getActor()
  if (actor) return actor
  redirect(paths.signIn(await askedPath()))
}

/** The page that was asked for, to come back to; without the mark of a page that is fetched in parts. */
export async function askedPath(): Promise<string> {
  const asked = new URL(`http://localhost${(await headers()).get('x-mortise-path') ?? '/'}`)
  asked.searchParams.delete('_rsc')
  return `${asked.pathname}${asked.search}`
}

/** Translates in server components: `const t = await getT()`, then `t('boms:title')`. */
export const getT = async (): Promise<TFunction<Namespace[]>> => translator(await getLocale())

const queryClient = cache(makeQueryClient)
/** `void prefetch(api.boms.getBom.queryOptions({…}))` in a page, then `<Hydrate>` around the client component. */
export const api = createTRPCOptionsProxy<AppRouter>({
  ctx: requestContext,
  get router() {
    return runtime().appRouter
  },
  queryClient,
})
export const prefetch: ReturnType<typeof makeQueryClient>['prefetchQuery'] = (options) =>
  queryClient().prefetchQuery(options)

/** Hands prefetched answers to the browser, so that the first paint asks nothing twice. */
export const Hydrate = ({ children }: { children: ReactNode }) =>
  createElement(HydrationBoundary, { state: dehydrate(queryClient()) }, children)
