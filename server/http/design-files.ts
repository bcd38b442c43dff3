import { downloadFile } from '@/server/domains/designFiles/commands/download-file'
import { addFile, keepPiece, stopUpload } from '@/server/domains/designFiles/commands/upload-file'
import { requireUpload } from '@/server/domains/designFiles/queries/access'
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

/** Uploads of this process that a piece is arriving for: of two at once one would write under the other. */
const arriving = new Set<string>()

/**
 * Takes the next piece, as tus does: `upload-offset` says where it begins, `upload-checksum: sha256 <base64>` what it is,
 * from whoever can reckon it. A piece counts once the disk has it and it is what was meant; otherwise the offset stays, and
 * it is sent again.
 */
async function takePiece(ctx: RouteContext): Promise<void> {
  const { req, res, runtime, maxBytes } = ctx
  const { id, received, size, state } = await own(ctx)
  if (state !== 'open') throw new DomainError('conflict', 'designFiles.uploadStopped')
  const bytes = announcedSize(req)
  const told = req.headers['upload-checksum']
  const expected = told === undefined ? null : /^sha256 ([A-Za-z0-9+/]{43}=)$/.exec(String(told))?.[1]
  if (bytes === null || bytes === 0 || expected === undefined || received + bytes > size)
    throw new DomainError('invalid', 'designFiles.pieceInvalid')
  if (req.headers['upload-offset'] !== String(received) || arriving.has(id))
    throw new DomainError('conflict', 'designFiles.uploadMoved', { received })
  arriving.add(id)
  try {
    const body = limitedBody(req, Math.min(bytes, maxBytes))
    const piece = await runtime.services.partials.write(id, received, body)
    const meant = expected === null ? piece.sha256 : Buffer.from(expected, 'base64').toString('hex')
    if (piece.size !== bytes || piece.sha256 !== meant) throw new DomainError('conflict', 'designFiles.pieceDamaged')
    const now = await asMember(ctx, 'write', (member) => keepPiece(member, { uploadId: id, offset: received, bytes }))
    res.writeHead(204, { 'tus-resumable': '1.0.0', 'upload-offset': now })
    res.end()
  } finally {
    arriving.delete(id)
  }
}

/** All pieces are there: they become one stored file, and that a file of the draft. Asked twice, it answers the same. */
async function finish(ctx: RouteContext): Promise<void> {
  const { storage, partials } = ctx.runtime.services
  const { id, received, size, state, fileId } = await own(ctx)
  if (state === 'done') return sendJson(ctx.res, 200, { fileId })
  if (state === 'stopped') throw new DomainError('conflict', 'designFiles.uploadStopped')
  if (received !== size || arriving.has(id)) throw new DomainError('conflict', 'designFiles.uploadMoved', { received })
  arriving.add(id)
  try {
    const blob = await storage.putFile(partials.pathOf(id))
    const made = await asMember(ctx, 'write', (member) => addFile(member, storage, { uploadId: id, blob }))
    // Not before the file is on record: whatever happens until then, its bytes are there to ask again with.
    await partials.remove(id)
    sendJson(ctx.res, 201, made)
  } finally {
    arriving.delete(id)
  }
}

async function stop(ctx: RouteContext): Promise<void> {
  await asMember(ctx, 'write', (member) => stopUpload(member, { uploadId: uploadId(ctx) }))
  await ctx.runtime.services.partials.remove(uploadId(ctx))
  ctx.res.writeHead(204)
  ctx.res.end()
}

/** A design file, whole or in part. Never shown by a browser: it is saved, whatever it holds. */
async function download(ctx: RouteContext): Promise<void> {
  const asked = ctx.req.headers.range
  const first = asked === undefined || /^bytes=0-/.test(asked)
  const file = await asMember(ctx, first ? 'write' : 'read', (member) =>
    downloadFile(member, { fileId: ctx.params.fileId ?? '', first: first && ctx.req.method !== 'HEAD' }),
  )
  await sendStoredRange(ctx, file, rangeOf(asked, file.size), new DomainError('notFound', 'designFiles.missing'))
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
