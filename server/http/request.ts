import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Settings } from '@/server/platform/settings'

/** What the server itself established about a request; nothing in it was merely claimed by the client. */
export type Arrival = Readonly<{
  id: string
  /** Address of the client, behind as many proxies as are trusted. */
  ip: string
  /** Origin the client addressed, e.g. `https://mortise.example.com`. */
  origin: string
  path: string
}>

type ArrivalSettings = Pick<Settings, 'trustedProxies' | 'publicUrl' | 'publicUrlGiven'>

/**
 * Reads where a request came from and makes its `x-forwarded-*` headers say exactly that, so that nothing behind this
 * point can be told otherwise. Null for a request whose target or host is malformed.
 */
export function arrive(req: IncomingMessage, settings: ArrivalSettings): Arrival | null {
  const { trustedProxies } = settings
  const hops = trustedProxies > 0 ? listOf(req.headers['x-forwarded-for']) : []
  const claimed = hops.at(-trustedProxies) ?? hops[0]
  const ip = claimed && isIP(claimed) ? claimed : (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const proto = trustedProxies > 0 ? listOf(req.headers['x-forwarded-proto']).at(-1) : undefined
  const host = (trustedProxies > 0 ? listOf(req.headers['x-forwarded-host']).at(-1) : undefined) ?? req.headers.host
  const addressed = `${proto === 'https' ? 'https' : 'http'}://${host ?? 'localhost'}`
  if (!req.url?.startsWith('/') || req.url.includes('%00') || !URL.canParse(addressed)) return null
  const { origin, protocol, host: plainHost } = new URL(settings.publicUrlGiven ? settings.publicUrl : addressed)
  req.headers['x-forwarded-for'] = ip
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  req.headers['x-forwarded-host'] = plainHost
  // What pages know of a request beside its cookies.
  req.headers['x-mortise-ip'] = ip
  req.headers['x-mortise-path'] = req.url
  for (const name of ['x-forwarded-port', 'forwarded', 'x-real-ip']) delete req.headers[name]
  return { id: randomUUID(), ip, origin, path: req.url.split(/[?#]/, 1)[0] ?? '/' }
}

function listOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '')
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a browser sent a changing request from another site. Browsers say so themselves in Sec-Fetch-Site or else in
 * Origin; a request with neither comes from a program, which carries no one's cookies but its own.
 */
export function isCrossSite(req: IncomingMessage, { origin }: Arrival): boolean {
  if (safeMethods.has(req.method ?? 'GET')) return false
  const site = req.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  const sender = req.headers.origin
  if (sender !== undefined) return sender !== origin
  return site !== undefined
}
