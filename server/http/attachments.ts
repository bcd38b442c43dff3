import { Readable } from 'node:stream'
import { addAttachment } from '@/server/domains/attachments/commands/add-attachment'
import { uploadQuery } from '@/server/domains/attachments/inputs'
import { getAttachment, requireAttaching } from '@/server/domains/attachments/queries/access'
import { longestAttachment } from '@/server/domains/attachments/rules'
import {
  headBytes,
  mayShowInline,
  mediaTypeOf,
  tailBytes,
  type MediaType,
} from '@/server/domains/attachments/rules/media-type'
import { DomainError } from '@/server/kernel/errors'
import { sendJson } from './answer'
import { asMember, refusing, sendStored, storeBody } from './files'
import type { Route, RouteContext } from './route'

/**
 * Takes a file as the raw body: `?product=…&audience=…&name=…&size=…`, with `partner=` where it goes to one and
 * `sha256=` where the sender could compute it. Its type is read from the bytes as they pass; what is none of ours is
 * not stored.
 */
async function upload(ctx: RouteContext): Promise<void> {
  const query = uploadQuery.safeParse(Object.fromEntries(ctx.url.searchParams))
  if (!query.success) throw new DomainError('invalid', 'common.invalidInput')
  const { product: productId, audience, partner, name } = query.data
  const to = { productId, audience, partnerOrgId: partner ?? null }
  // Asked before the body is read: a stranger's bytes are not stored.
  await asMember(ctx, 'read', (member) => requireAttaching(member, to))
  let mediaType: MediaType | null = null
  const blob = await storeBody(ctx, new DomainError('invalid', 'attachments.uploadDamaged'), (body) =>
    examined(body, name, (type) => void (mediaType = type)),
  )
  if (mediaType === null) throw new DomainError('invalid', 'attachments.kindRefused')
  const known: MediaType = mediaType
  const made = await asMember(ctx, 'write', (member) =>
    addAttachment(member, ctx.runtime.services.storage, { ...to, fileName: name, mediaType: known, blob }),
  )
  sendJson(ctx.res, 201, made)
}

/** The same bytes, read along the way; fails with `attachments.kindRefused` at the end of what is none of ours. */
function examined(body: Readable, name: string, found: (type: MediaType) => void): Readable {
  async function* passed() {
    let head = Buffer.alloc(0)
    let tail = Buffer.alloc(0)
    let nul = false
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes)
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes)
      nul ||= chunk.includes(0)
      yield chunk
    }
    // An empty file has no type, but a clearer sentence of its own.
    if (head.length === 0) throw new DomainError('invalid', 'attachments.empty')
    const type = mediaTypeOf({ head, tail, nul }, name)
    if (type === null) throw new DomainError('invalid', 'attachments.kindRefused')
    found(type)
  }
  return Readable.from(passed(), { objectMode: false })
}

/**
 * Sends a file to those who may open it. Saved by the browser, or, with `?inline=1`, shown where its type can hold
 * nothing that runs; the policy that every data route has puts it in a sandbox all the same. A browser may keep it, but
 * asks each time whether its reader still may see it.
 */
async function download(ctx: RouteContext): Promise<void> {
  const { res, req, url, params } = ctx
  const file = await asMember(ctx, 'read', (member) => getAttachment(member, params.attachmentId ?? ''))
  const tag = `"${file.sha256}"`
  res.setHeader('cache-control', 'private, no-cache')
  res.setHeader('etag', tag)
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304)
    res.end()
    return
  }
  const inline = url.searchParams.get('inline') === '1' && mayShowInline(file.mediaType)
  await sendStored(
    ctx,
    { fileName: file.name, sha256: file.sha256 },
    new DomainError('notFound', 'attachments.missing'),
    inline ? { type: file.mediaType, inline } : undefined,
  )
}

/** Evidence in and out. */
export const attachmentRoutes: readonly Route[] = [
  {
    methods: ['POST'],
    pattern: '/api/uploads/attachment',
    access: 'session',
    maxBytes: longestAttachment,
    handler: refusing(upload),
  },
  {
    methods: ['GET'],
    pattern: '/api/files/attachments/:attachmentId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(download),
  },
]
