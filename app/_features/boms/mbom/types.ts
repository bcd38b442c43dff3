import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'

type Outputs = inferRouterOutputs<AppRouter>['boms']
export type Mbom = Outputs['mbom']
export type Addition = Mbom['additions'][number]
export type MbomLine = Outputs['mbomLines']['lines'][number]
