import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Bearer } from '@/server/auth/bearer'
import type { Log } from '@/server/platform/log'
import type { Runtime } from '@/server/runtime'
import type { RequestContext } from '@/server/trpc/init'
import type { Arrival } from './request'

export type RouteContext = Readonly<{
  req: IncomingMessage
  res: ServerResponse
  url: URL
  /** Values of the pattern's `:names`, decoded; `*` holds the rest of the path. */
  params: Readonly<Record<string, string>>
  arrival: Arrival
  runtime: Runtime
  /** Who asks: the session behind the cookie, resolved once. Cookies set through it go out with the answer. */
  request: () => Promise<RequestContext>
  /** Who stands behind the API token of a request; null on routes that take none. */
  bearer: Bearer | null
  log: Log
  /** Aborted when the client goes away or the server stops. */
  signal: AbortSignal
  maxBytes: number
}>

export type Route = Readonly<{
  methods: readonly ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[]
  /** A path whose segments may be `:name`, and whose last may be `*`. */
  pattern: string
  /** `session`, `token`: refused without one before the handler runs. `procedure`: each procedure decides for itself. */
  access: 'public' | 'session' | 'token' | 'procedure'
  /** The largest body it takes; announced bigger ones are refused before the handler runs. */
  maxBytes: number
  handler: (ctx: RouteContext) => Promise<void> | void
}>

export type Match =
  | Readonly<{ route: Route; params: Record<string, string> }>
  /** The path exists, with other methods. */
  | Readonly<{ route: null; allow: string }>
  | null

export function matchRoute(table: readonly Route[], method: string, path: string): Match {
  const allow = new Set<string>()
  for (const route of table) {
    const params = matchPattern(route.pattern, path)
    if (!params) continue
    const wanted = method === 'HEAD' ? 'GET' : method
    if (route.methods.some((known) => known === wanted)) return { route, params }
    for (const known of route.methods) allow.add(known)
  }
  return allow.size > 0 ? { route: null, allow: [...allow].join(', ') } : null
}

function matchPattern(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  const rest = wanted.at(-1) === '*'
  if (rest ? given.length < wanted.length : given.length !== wanted.length) return null
  const params: Record<string, string> = {}
  try {
    for (const [index, part] of wanted.entries()) {
      if (part === '*' && rest) params['*'] = given.slice(index).map(decodeURIComponent).join('/')
      else if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[index] ?? '')
      else if (part !== given[index]) return null
    }
  } catch {
    return null
  }
  return params
}
