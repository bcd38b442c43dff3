import type { inferRouterOutputs } from '@trpc/server'
import type { WaivableCheck } from '@/server/domains/boms/rules/waivers'
import type { AppRouter } from '@/server/trpc/root'

export type Release = inferRouterOutputs<AppRouter>['boms']['getRelease']
export type CheckGroupOf = Release['checks'][number]
export type Finding = CheckGroupOf['findings'][number]
/** Lines that somebody is about to answer for. */
export type Waiving = Readonly<{ check: WaivableCheck; lineIds: readonly string[] }>
