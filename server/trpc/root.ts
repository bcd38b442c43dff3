import { productsRouter } from '@/server/domains/products/router'
import { createCallerFactory, router } from './init'
import { liveRouter } from './live'
import { viewerRouter } from './viewer'

export const appRouter = router({
  live: liveRouter,
  products: productsRouter,
  viewer: viewerRouter,
})
export type AppRouter = typeof appRouter

export const createCaller = createCallerFactory(appRouter)
