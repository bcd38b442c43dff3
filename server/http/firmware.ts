import { buffer } from 'node:stream/consumers'
import { downloadFile } from '@/server/domains/firmware/commands/download-file'
import { keepFile, refuseOther, requireDeclared } from '@/server/domains/firmware/commands/keep-file'
import { mostFirmwareBytes } from '@/server/domains/firmware/formats/limits'
import { inspectFirmwareApart } from '@/server/domains/firmware/formats/read-apart'
import { DomainError } from '@/server/kernel/errors'
import { sendJson } from './answer'
import { announcedSize, limitedBody } from './body'
import { asMember, refusing, sendStoredRange } from './files'
import { rangeOf } from './range'
import type { Route, RouteContext } from './route'

const missing = () => new DomainError('notFound', 'firmware.fileMissing')

/** Takes the bytes of a declared file as the raw body. What arrives must be what was declared, and sound. */
async function upload(ctx: RouteContext): Promise<void> {
  const { req, res, runtime, maxBytes } = ctx
  const { storage } = runtime.services
  const named = { buildId: ctx.params.buildId ?? '', name: ctx.params.name ?? '' }
  // Asked before the body is read: a stranger's bytes are not stored.
  const { file } = await asMember(ctx, 'read', (member) => requireDeclared(member, named))
  const announced = announcedSize(req)
  if (announced !== null) refuseOther(file, { size: announced })
  const blob = await storage.put(limitedBody(req, maxBytes), { maxBytes })
  refuseOther(file, blob)
  // Read here, so that no transaction waits for it.
  const stream = await storage.get(blob.sha256)
  if (stream === null) throw new DomainError('conflict', 'firmware.uploadLost')
  const inspection = await inspectFirmwareApart({ bytes: await buffer(stream), fileName: file.name })
  sendJson(
    res,
    201,
    await asMember(ctx, 'write', (member) => keepFile(member, storage, { ...named, blob, inspection })),
  )
}

/** A file of a build, whole or in part. Never shown by a browser: it is saved, whatever it holds. */
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
  await sendStoredRange(ctx, file, range, missing())
}

/** Files of firmware builds in, once they are declared, and out. */
export const firmwareRoutes: readonly Route[] = [
  {
    methods: ['PUT'],
    pattern: '/api/uploads/firmware/:buildId/:name',
    access: 'session',
    maxBytes: mostFirmwareBytes,
    handler: refusing(upload),
  },
  {
    methods: ['GET'],
    pattern: '/api/files/firmware/:fileId',
    access: 'session',
    maxBytes: 0,
    handler: refusing(download),
  },
]
