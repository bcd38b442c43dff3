import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { compressJson } from './compress'
import type { Route, RouteContext } from './route'

const maxBytes = 4_000_000
const maxBatchSize = 20

/** Every procedure, with its authorization inside. Beside the pages, because there it costs a fraction. */
async function answer({ req, res, params, runtime, request, log }: RouteContext): Promise<void> {
  compressJson(req, res)
  await nodeHTTPRequestHandler({
    req,
    res,
    path: params['*'] ?? '',
    router: runtime.appRouter,
    maxBodySize: maxBytes,
    maxBatchSize,
    createContext: request,
    onError: ({ error, path, type }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        log.error({ err: error.cause ?? error, path, type }, 'procedure failed')
    },
  })
}

export const trpcRoutes: readonly Route[] = [
  { methods: ['GET', 'POST'], pattern: '/api/trpc/*', access: 'procedure', maxBytes, handler: answer },
]
