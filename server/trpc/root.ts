import { apiTokensRouter } from '@/server/domains/apiTokens/router'
import { auditRouter } from '@/server/domains/audit/router'
import { orgsRouter } from '@/server/domains/orgs/router'
import { peopleRouter } from '@/server/domains/people/router'
import { productsRouter } from '@/server/domains/products/router'
import { languageRouter } from '@/server/domains/language/router'
import { notificationsRouter } from '@/server/domains/notifications/router'
import { searchRouter } from '@/server/domains/search/router'
import { specsRouter } from '@/server/domains/specs/router'
import { designFilesRouter } from '@/server/domains/designFiles/router'
import { flashingRouter } from '@/server/domains/flashing/router'
import { releasesRouter } from '@/server/domains/releases/router'
import { firmwareRouter } from '@/server/domains/firmware/router'
import { gatesRouter } from '@/server/domains/gates/router'
import { threadsRouter } from '@/server/domains/threads/router'
import { bomsRouter } from '@/server/domains/boms/router'
import { changesRouter } from '@/server/domains/changes/router'
import { partsRouter } from '@/server/domains/parts/router'
import { createCallerFactory, router } from './init'
import { liveRouter } from './live'
import { viewerRouter } from './viewer'

export const appRouter = router({
  apiTokens: apiTokensRouter,
  audit: auditRouter,
  boms: bomsRouter,
  changes: changesRouter,
  flashing: flashingRouter,
  gates: gatesRouter,
  designFiles: designFilesRouter,
  releases: releasesRouter,
  firmware: firmwareRouter,
  language: languageRouter,
  live: liveRouter,
  notifications: notificationsRouter,
  orgs: orgsRouter,
  parts: partsRouter,
  people: peopleRouter,
  search: searchRouter,
  specs: specsRouter,
  threads: threadsRouter,
  products: productsRouter,
  viewer: viewerRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
