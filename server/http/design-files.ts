import { downloadFile } from '@/server/domains/designFiles/commands/download-file'
import {
  addFile,
  keepPiece,
  requireAwaited,
  restartUpload,
  stopUpload,
} from '@/server/domains/designFiles/commands/upload-file'
import { requireUpload, type DesignUploadRow } from '@/server/domains/designFiles/queries/access'
import { longestPiece } from '@/server/domains/designFiles/rules/design-file'
import { DomainError } from '@/server/kernel/errors'
import { sendJson } from './answer'
import { announcedSize, limitedBody } from './body'
import { asMember, refusing, sendStoredRange } from './files'
import { rangeOf } from './range'
import type { Route, RouteContext } from './route'

const uploadId = ({ params }: RouteContext) => params.uploadId ?? ''
const own = (ctx: RouteContext) => asMember(ctx, 'read', (member) => requireUpload(member, uploadId(ctx)))

/** How far an upload has come, in the headers of the tus protocol 1.0.0 and as text. */
async function standing(ctx: RouteContext): Promise<void> {
  const { received, size, state } = await own(ctx)
  ctx.res.setHeader('tus-resumable', '1.0.0')
  ctx.res.setHeader('upload-offset', received)
  ctx.res.setHeader('upload-length', size)
  ctx.res.setHeader('cache-control', 'no-store')
  sendJson(ctx.res, 200, { received, size, state })
}

/** Uploads of this process that a request is at work on: of two at once one would write under the other. */
const busy = new Set<string>()

/** Lets one request at a time work on an upload, with its row as it is from then on. */
async function alone(ctx: RouteContext, work: (upload: DesignUploadRow) => Promise<void>): Promise<void> {
  const id = uploadId(ctx)
  const { received } = await own(ctx)
  if (busy.has(id)) throw new DomainError('conflict', 'designFiles.uploadBusy', { received })
  busy.add(id)
  try {
    await work(await own(ctx))
  } finally {
    busy.delete(id)
  }
}

/** The bytes that counted are not on this machine: the upload begins anew. */
async function beginAnew(ctx: RouteContext, { id, received }: DesignUploadRow): Promise<never> {
  await asMember(ctx, 'write', (member) => restartUpload(member, { uploadId: id, received }))
  throw new DomainError('conflict', 'designFiles.uploadMoved', { received: 0 })
}

/**
 * Takes the next piece, as tus does: `upload-offset` says where it begins, `upload-checksum: sha256 <base64>` what it is,
 * from whoever can reckon it. A piece counts once the disk has it and it is what was meant; otherwise the offset stays, and
 * it is sent again.
 */
const takePiece = (ctx: RouteContext): Promise<void> =>
  alone(ctx, async (upload) => {
    const { req, res, runtime, maxBytes } = ctx
    const { id, received, size, state } = upload
    if (state !== 'open') throw new DomainError('conflict', 'designFiles.uploadStopped')
    const bytes = announcedSize(req)
    const told = req.headers['upload-checksum']
    const expected = told === undefined ? null : /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(String(told))?.[1]
    if (bytes === null || bytes === 0 || expected === undefined || received + bytes > size)
      throw new DomainError('invalid', 'designFiles.pieceInvalid')
    if (req.headers['upload-offset'] !== String(received))
      throw new DomainError('conflict', 'designFiles.uploadMoved', { received })
    await asMember(ctx, 'read', (member) => requireAwaited(member, upload))
    const body = limitedBody(req, Math.min(bytes, maxBytes))
    const piece = await runtime.services.partials.write(id, received, body)
    if (piece === null) return beginAnew(ctx, upload)
    const meant = expected === null ? piece.sha256 : Buffer.from(expected, 'base64').toString('hex')
    if (piece.size !== bytes || piece.sha256 !== meant) throw new DomainError('conflict', 'designFiles.pieceDamaged')
    const now = await asMember(ctx, 'write', (member) => keepPiece(member, { uploadId: id, offset: received, bytes }))
    res.writeHead(204, { 'tus-resumable': '1.0.0', 'upload-offset': now })
    res.end()
  })

/** All pieces are there: they become one stored file, and that a file of the draft. Asked twice, it answers the same. */
const finish = (ctx: RouteContext): Promise<void> =>
  alone(ctx, async (upload) => {
    const { storage, partials } = ctx.runtime.services
    const { id, received, size, state, fileId } = upload
    if (state === 'done') return sendJson(ctx.res, 200, { fileId })
    if (state === 'stopped') throw new DomainError('conflict', 'designFiles.uploadStopped')
    if (received !== size) throw new DomainError('conflict', 'designFiles.uploadMoved', { received })
    if ((await partials.sizeOf(id)) !== size) return beginAnew(ctx, upload)
    await asMember(ctx, 'read', (member) => requireAwaited(member, upload))
    const blob = await storage.putFile(partials.pathOf(id))
    const made = await asMember(ctx, 'write', (member) => addFile(member, storage, { uploadId: id, blob }))
    // Not before the file is on record: whatever happens until then, its bytes are there to ask again with.
    await partials.remove(id)
    sendJson(ctx.res, 201, made)
  })

async function stop(ctx: RouteContext): Promise<void> {
  await asMember(ctx, 'write', (member) => stopUpload(member, { uploadId: uploadId(ctx) }))
  await ctx.runtime.services.partials.remove(uploadId(ctx))
  ctx.res.writeHead(204)
  ctx.res.end()
}

/** A design file, whole or in part. Never shown by a browser: it is saved, whatever it holds. */
async function download(ctx: RouteContext): Promise<void> {
  const { req, params } = ctx
  const head = req.method === 'HEAD'
  // A range is part of GET alone (RFC 9110 §14.2).
  const { range, ...file } = await asMember(ctx, head ? 'read' : 'write', (member) =>
    downloadFile(member, {
      fileId: params.fileId ?? '',
      noted: !head,
      rangeOf: (size) => rangeOf(head ? undefined : req.headers.range, size),
    }),
  )
  await sendStoredRange(ctx, file, range, new DomainError('notFound', 'designFiles.missing'))
}

/** Design files in, piece by piece, and out. */
export const designFileRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    pattern: '/api/uploads/designs/:uploadId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(standing),
  },
  {
    methods: ['PATCH'],
    pattern: '/api/uploads/designs/:uploadId',
    access: 'session',
    maxBytes: longestPiece,
    handler: refusing(takePiece),
  },
  {
    methods: ['POST'],
    pattern: '/api/uploads/designs/:uploadId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(finish),
  },
  {
    methods: ['DELETE'],
    pattern: '/api/uploads/designs/:uploadId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(stop),
  },
  {
    methods: ['GET'],
    pattern: '/api/files/designs/:fileId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(download),
  },
]
