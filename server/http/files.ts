import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { DomainError, type ErrorKind } from '@/server/kernel/errors'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import type { StoredBlob } from '@/server/platform/storage'
import { refuse } from './answer'
import { limitedBody } from './body'
import type { AskedRange } from './range'
import type { RouteContext } from './route'

type Mode = 'read' | 'write'

/** HTTP status of a refusal. */
export const statusOf: Record<ErrorKind, number> = {
  unauthenticated: 401,
  notFound: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  tooMany: 429,
}

/** Runs one step as the member behind the session, in a transaction of its own. */
export async function asMember<T>(
  { request }: Pick<RouteContext, 'request'>,
  mode: Mode,
  work: (ctx: MemberCtx) => Promise<T>,
): Promise<T> {
  const { pool, actor, now } = await request()
  if (actor === null) throw new DomainError('unauthenticated', 'people.signInNeeded')
  return transact(pool, { actor, mode, now }, (ctx) => work(requireMember(ctx)))
}

/** Words a domain's refusal the way every route does. */
export const refusing =
  (handler: (ctx: RouteContext) => Promise<void>) =>
  async (ctx: RouteContext): Promise<void> => {
    try {
      await handler(ctx)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      refuse(ctx.res, statusOf[error.kind], error.code, error.params)
    }
  }

/**
 * Stores the raw body of an upload. What arrives must be what was declared: `size=`, and `sha256=` where the sender
 * could compute it; else `damaged` is thrown. `through` sees the bytes on their way and may refuse them by throwing:
 * then nothing is stored.
 */
export async function storeBody(
  { url, req, runtime, maxBytes }: RouteContext,
  damaged: DomainError,
  through: (body: Readable) => Readable = (body) => body,
): Promise<StoredBlob> {
  const blob = await runtime.services.storage.put(through(limitedBody(req, maxBytes)), { maxBytes })
  const declared = url.searchParams.get('sha256') ?? ''
  if (String(blob.size) !== url.searchParams.get('size') || (declared !== '' && declared !== blob.sha256)) throw damaged
  return blob
}

/** RFC 6266: an ASCII name for old programs, the real one for the rest. */
export const disposition = (fileName: string, kind: 'attachment' | 'inline' = 'attachment'): string => {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** Sends a file made for one reader. */
export function sendDownload(
  { res }: Pick<RouteContext, 'res'>,
  { fileName, type, body }: Readonly<{ fileName: string; type: string; body: Buffer }>,
): void {
  res.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'content-disposition': disposition(fileName),
    'cache-control': 'private, no-store',
  })
  res.end(body)
}

type Stored = Readonly<{ fileName: string; sha256: string }>
/** Of a type that browsers may know, or bytes they save. `inline`: shown instead of saved. */
type Shown = Readonly<{ type: string; inline: boolean }>

/** Sends a stored file. Without `shown` a browser never displays it: what a stranger wrote must not run on our origin. */
export async function sendStored(
  { res, runtime }: RouteContext,
  { fileName, sha256 }: Stored,
  missing: DomainError,
  shown?: Shown,
): Promise<void> {
  const stream = await runtime.services.storage.get(sha256)
  if (!stream) throw missing
  res.writeHead(200, {
    'content-type': shown?.type ?? 'application/octet-stream',
    'content-disposition': disposition(fileName, shown?.inline ? 'inline' : 'attachment'),
  })
  await pipeline(stream, res)
}

/** Sends a stored file to be saved, or the part of it that was asked for. Nobody on the way keeps a copy. */
export async function sendStoredRange(
  { req, res, runtime }: RouteContext,
  { fileName, sha256, size }: Stored & Readonly<{ size: number }>,
  range: AskedRange,
  missing: DomainError,
): Promise<void> {
  const { storage } = runtime.services
  const head = req.method === 'HEAD'
  const part = range === 'whole' || range === 'none' ? undefined : range
  const stream = head || range === 'none' ? null : await storage.get(sha256, part)
  if (stream === null && !(await storage.has(sha256))) throw missing
  res.setHeader('accept-ranges', 'bytes')
  res.setHeader('cache-control', 'private, no-store')
  if (range === 'none') {
    res.writeHead(416, { 'content-range': `bytes */${size}` })
    res.end()
    return
  }
  const length = part ? part.last - part.first + 1 : size
  res.writeHead(part ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(fileName),
    'content-length': length,
    ...(part ? { 'content-range': `bytes ${part.first}-${part.last}/${size}` } : {}),
  })
  if (stream === null) res.end()
  else await pipeline(stream, res)
}
