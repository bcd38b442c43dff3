import { uploadImport } from '@/server/domains/boms/commands/upload-import'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { requireBomsWrite } from '@/server/domains/boms/queries/access'
import { exportComparison } from '@/server/domains/boms/queries/comparison-file'
import {
  exportRevision,
  type ExportFormat,
  importReport,
  originalOfImport,
  originalOfRevision,
} from '@/server/domains/boms/queries/downloads'
import { explosionFile } from '@/server/domains/boms/queries/explosion-file'
import { shapeOf } from '@/server/domains/boms/queries/templates'
import { DomainError } from '@/server/kernel/errors'
import { cleanFileName } from '@/server/kernel/file-name'
import { sendJson } from './answer'
import { asMember, refusing, sendDownload, sendStored, storeBody } from './files'
import type { Route, RouteContext } from './route'

/**
 * Takes a BOM file as the raw body: `?product=…&name=…&size=…`, with `sha256=` where the sender could compute it and
 * `bom=` for the next revision of one. What arrives must be what was declared.
 */
async function upload(ctx: RouteContext): Promise<void> {
  const { url, res } = ctx
  const wanted = (name: string) => url.searchParams.get(name) ?? ''
  const productId = wanted('product')
  // Asked before the body is read: a stranger's bytes are not stored.
  await asMember(ctx, 'read', (member) => requireBomsWrite(member, productId))
  const blob = await storeBody(ctx, new DomainError('invalid', 'boms.uploadDamaged'))
  const bomId = wanted('bom') || null
  const { storage } = ctx.runtime.services
  const fileName = cleanFileName(wanted('name'), 'bom')
  // Read here, so that no transaction waits for it; the preview finds the file read.
  const shape = blob.size === 0 ? null : await shapeOf(storage, { sha256: blob.sha256, fileName })
  const made = await asMember(ctx, 'write', (member) =>
    uploadImport(member, storage, { productId, bomId, fileName, blob, shape }),
  )
  sendJson(res, 201, made)
}

const fileMissing = () => new DomainError('notFound', 'boms.fileMissing')

const inLanguage = async ({ request }: RouteContext) => (await request()).request.locale

const exportAs = (format: ExportFormat) => async (ctx: RouteContext) => {
  const language = await inLanguage(ctx)
  const revisionId = ctx.params.revisionId ?? ''
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportRevision(member, { revisionId, format, language })))
}

const explosionAs = (format: 'csv' | 'xlsx') => async (ctx: RouteContext) => {
  const language = await inLanguage(ctx)
  const revisionId = ctx.params.revisionId ?? ''
  const query = ctx.url.searchParams
  sendDownload(
    ctx,
    await asMember(ctx, 'read', (member) => explosionFile(member, { revisionId, format, language, query })),
  )
}

async function comparison(ctx: RouteContext): Promise<void> {
  const language = await inLanguage(ctx)
  const { before = '', after = '' } = ctx.params
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportComparison(member, { before, after, language })))
}

async function report(ctx: RouteContext): Promise<void> {
  const language = await inLanguage(ctx)
  const importId = ctx.params.importId ?? ''
  const { storage } = ctx.runtime.services
  sendDownload(ctx, await asMember(ctx, 'read', (member) => importReport(member, storage, { importId, language })))
}

const original = async (ctx: RouteContext) =>
  sendStored(
    ctx,
    await asMember(ctx, 'read', (member) => originalOfRevision(member, ctx.params.revisionId ?? '')),
    fileMissing(),
  )

const originalImport = async (ctx: RouteContext) =>
  sendStored(
    ctx,
    await asMember(ctx, 'read', (member) => originalOfImport(member, ctx.params.importId ?? '')),
    fileMissing(),
  )

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
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/explosion.csv', handler: refusing(explosionAs('csv')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/explosion.xlsx', handler: refusing(explosionAs('xlsx')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/bilingual.xlsx', handler: refusing(exportAs('bilingual')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/gb18030.csv', handler: refusing(exportAs('gb18030')) },
  { ...get, pattern: '/api/files/bom-comparisons/:before/:after/comparison.xlsx', handler: refusing(comparison) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/original', handler: refusing(original) },
]
