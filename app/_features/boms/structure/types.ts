import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/root'
import type { Bom } from '../types'
import type { Build } from './use-build'

type Outputs = inferRouterOutputs<AppRouter>['boms']
export type Total = Outputs['explosion']['totals'][number]
export type LevelRow = Outputs['structureLevel']['lines'][number]

/** What every view of a build is given. */
export type BuildView = Readonly<{ bom: Bom; revision: Bom['revisions'][number]; build: Build; phone: boolean }>
