import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { resolveBearer } from '@/server/auth/bearer'
import { type Log, loggablePath } from '@/server/platform/log'
import type { Settings } from '@/server/platform/settings'
import { BlobTooLarge } from '@/server/platform/storage'
import type { Runtime } from '@/server/runtime'
import type { RequestContext } from '@/server/trpc/init'
import { refuse } from './answer'
import { announcedSize, BodyTooLarge } from './body'
import { setContentPolicy, setDataPolicy, setSecureHeaders } from './headers'
import { type Arrival, arrive, isCrossSite } from './request'
import { matchRoute, type Route } from './route'

export type HandleOptions = Readonly<{
  settings: Settings
  log: Log
  runtime: Runtime
  routes: readonly Route[]
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<void>
  dev: boolean
  /** Whether the server is draining: connections are then closed after their answer. */
  stopping: () => boolean
}>

/** Pages take forms and sign-in callbacks only; everything bigger has a route of its own. */
const maxPageBody = 1_000_000

export function createHandler(options: HandleOptions): RequestListener {
  const { settings, log, stopping } = options
  const secure = settings.publicUrl.startsWith('https:')
  return (req, res) => {
    const begun = performance.now()
    const arrival = arrive(req, settings)
    setSecureHeaders(res, secure)
    if (!arrival) return refuse(res, 400, 'common.badRequest')
    const requestLog = log.child({ request: arrival.id })
    res.setHeader('x-request-id', arrival.id)
    if (stopping()) res.setHeader('connection', 'close')
    res.once('close', () => logAnswer(requestLog, req, res, arrival, performance.now() - begun))
    void answer(req, res, arrival, requestLog, options).catch((error: unknown) => fail(error, res, requestLog))
  }
}

async function answer(
  req: IncomingMessage,
  res: ServerResponse,
  arrival: Arrival,
  log: Log,
  { runtime, routes, pages, dev }: HandleOptions,
): Promise<void> {
  if (isCrossSite(req, arrival)) return refuse(res, 403, 'common.crossSite')
  const match = matchRoute(routes, req.method ?? 'GET', arrival.path)
  const size = announcedSize(req)
  if (match === null) {
    if (size === null || size > maxPageBody) return refuse(res, 413, 'common.bodyTooLarge', { maxBytes: maxPageBody })
    setContentPolicy(req, res, dev)
    return pages(req, res)
  }
  setDataPolicy(res)
  if (match.route === null) {
    res.setHeader('allow', match.allow)
    return refuse(res, 405, 'common.methodNotAllowed')
  }
  const { route, params } = match
  if (size !== null && size > route.maxBytes)
    return refuse(res, 413, 'common.bodyTooLarge', { maxBytes: route.maxBytes })
  const request = requestOnce(req, res, arrival, runtime)
  if (route.access === 'session' && (await request()).actor === null) return refuse(res, 401, 'people.signInNeeded')
  const bearer = route.access === 'token' ? await bearerOf(req, arrival, runtime) : null
  if (route.access === 'token' && bearer === null) {
    res.setHeader('www-authenticate', 'Bearer')
    return refuse(res, 401, 'apiTokens.tokenNeeded')
  }
  const gone = new AbortController()
  res.once('close', () => gone.abort())
  const url = new URL(req.url ?? '/', arrival.origin)
  const { signal } = gone
  const { maxBytes } = route
  await route.handler({ req, res, url, params, arrival, runtime, request, bearer, log, signal, maxBytes })
}

const bearerOf = (req: IncomingMessage, { ip }: Arrival, { services }: Runtime) =>
  resolveBearer(services.pool, { header: req.headers.authorization, ip }, new Date())

function requestOnce(req: IncomingMessage, res: ServerResponse, arrival: Arrival, runtime: Runtime) {
  let resolved: Promise<RequestContext> | undefined
  const incoming = {
    cookie: req.headers.cookie,
    acceptLanguage: req.headers['accept-language'],
    ip: arrival.ip,
    userAgent: req.headers['user-agent'] ?? '',
  }
  return () => (resolved ??= runtime.requestContext(incoming, (header) => res.appendHeader('set-cookie', header)))
}

function fail(error: unknown, res: ServerResponse, log: Log): void {
  if (error instanceof BodyTooLarge || error instanceof BlobTooLarge)
    return refuse(res, 413, 'common.bodyTooLarge', { maxBytes: error.maxBytes })
  log.error({ err: error }, 'request failed')
  if (res.headersSent) res.destroy()
  else refuse(res, 500, 'common.unexpected')
}

function logAnswer(log: Log, req: IncomingMessage, res: ServerResponse, { ip, path }: Arrival, milliseconds: number) {
  const quiet = path.startsWith('/_next/') || path.startsWith('/api/health')
  const status = res.writableFinished ? res.statusCode : 499
  const entry = { method: req.method, path: loggablePath(path), status, ms: Math.round(milliseconds), ip }
  if (status >= 500) log.warn(entry, 'answered')
  else if (quiet) log.debug(entry, 'answered')
  else log.info(entry, 'answered')
}
