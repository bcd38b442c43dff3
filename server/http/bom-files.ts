import { pipeline } from 'node:stream/promises'
import { uploadImport } from '@/server/domains/boms/commands/upload-import'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { requireBomsWrite } from '@/server/domains/boms/queries/access'
import {
  exportRevision,
  importReport,
  originalOfImport,
  originalOfRevision,
  type Download,
  type StoredFile,
} from '@/server/domains/boms/queries/downloads'
import { DomainError, type ErrorKind } from '@/server/kernel/errors'
import { requireMember, transact, type MemberCtx } from '@/server/platform/context'
import { refuse, sendJson } from './answer'
import { limitedBody } from './body'
import type { Route, RouteContext } from './route'

type Mode = 'read' | 'write'

const statusOf: Record<ErrorKind, number> = {
  unauthenticated: 401,
  notFound: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 400,
  tooMany: 429,
}

/** Runs one step as the member behind the session, in a transaction of its own. */
async function asMember<T>({ request }: RouteContext, mode: Mode, work: (ctx: MemberCtx) => Promise<T>): Promise<T> {
  const { pool, actor, now } = await request()
  if (actor === null) throw new DomainError('unauthenticated', 'people.signInNeeded')
  return transact(pool, { actor, mode, now }, (ctx) => work(requireMember(ctx)))
}

/** Words a domain's refusal the way every route does. */
const refusing =
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
 * Takes a BOM file as the raw body: `?product=…&name=…&size=…`, with `sha256=` where the sender could compute it and
 * `bom=` for the next revision of one. What arrives must be what was declared.
 */
async function upload(ctx: RouteContext): Promise<void> {
  const { url, req, res, runtime, maxBytes } = ctx
  const wanted = (name: string) => url.searchParams.get(name) ?? ''
  const productId = wanted('product')
  // Asked before the body is read: a stranger's bytes are not stored.
  await asMember(ctx, 'read', (member) => requireBomsWrite(member, productId))
  const blob = await runtime.services.storage.put(limitedBody(req, maxBytes), { maxBytes })
  const declared = wanted('sha256')
  if (String(blob.size) !== wanted('size') || (declared !== '' && declared !== blob.sha256)) {
    throw new DomainError('invalid', 'boms.uploadDamaged')
  }
  const bomId = wanted('bom') || null
  const made = await asMember(ctx, 'write', (member) =>
    uploadImport(member, { productId, bomId, fileName: wanted('name'), blob }),
  )
  sendJson(res, 201, made)
}

/** RFC 6266: an ASCII name for old programs, the real one for the rest. */
const disposition = (fileName: string): string => {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const encoded = encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, '_')).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function sendDownload({ res }: RouteContext, { fileName, type, body }: Download): void {
  res.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'content-disposition': disposition(fileName),
    'cache-control': 'private, no-store',
  })
  res.end(body)
}

async function sendStored({ res, runtime }: RouteContext, { fileName, sha256 }: StoredFile): Promise<void> {
  const stream = await runtime.services.storage.get(sha256)
  if (!stream) throw new DomainError('notFound', 'boms.fileMissing')
  res.writeHead(200, {
    // Never shown by the browser: what a stranger wrote must not run under our origin.
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(fileName),
    'cache-control': 'private, no-store',
  })
  await pipeline(stream, res)
}

const inLanguage = async ({ request }: RouteContext) => (await request()).request.locale

const exportAs = (format: 'csv' | 'xlsx') => async (ctx: RouteContext) => {
  const language = await inLanguage(ctx)
  const revisionId = ctx.params.revisionId ?? ''
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportRevision(member, { revisionId, format, language })))
}

async function report(ctx: RouteContext): Promise<void> {
  const language = await inLanguage(ctx)
  const importId = ctx.params.importId ?? ''
  const { storage } = ctx.runtime.services
  sendDownload(ctx, await asMember(ctx, 'read', (member) => importReport(member, storage, { importId, language })))
}

const original = async (ctx: RouteContext) =>
  sendStored(ctx, await asMember(ctx, 'read', (member) => originalOfRevision(member, ctx.params.revisionId ?? '')))

const originalImport = async (ctx: RouteContext) =>
  sendStored(ctx, await asMember(ctx, 'read', (member) => originalOfImport(member, ctx.params.importId ?? '')))

const get = { methods: ['GET'], access: 'session', maxBytes: 0 } as const

/** BOM files in and out. Everything else about BOMs is a procedure. */
export const bomFileRoutes: readonly Route[] = [
  {
    methods: ['POST'],
    pattern: '/api/uploads/bom',
    access: 'session',
    maxBytes: MAX_FILE_BYTES,
    handler: refusing(upload),
  },
  { ...get, pattern: '/api/files/bom-imports/:importId/report.csv', handler: refusing(report) },
  { ...get, pattern: '/api/files/bom-imports/:importId/original', handler: refusing(originalImport) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/export.csv', handler: refusing(exportAs('csv')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/export.xlsx', handler: refusing(exportAs('xlsx')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/original', handler: refusing(original) },
]
