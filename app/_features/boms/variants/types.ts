import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'

export type Variants = inferRouterOutputs<AppRouter>['boms']['listVariants']
export type Variant = Variants['variants'][number]
