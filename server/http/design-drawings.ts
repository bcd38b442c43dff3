import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  findDrawing,
  keepDrawing,
  type DrawnFile,
  type KeptDrawing,
} from '@/server/domains/designFiles/commands/keep-drawing'
import { drawDesignApart } from '@/server/domains/designFiles/drawing/draw-apart'
import { drawingFormat } from '@/server/domains/designFiles/drawing/drawing'
import type { DesignTable } from '@/server/domains/designFiles/drawing/drawing'
import type { DrawingRefusal } from '@/server/domains/designFiles/lifecycle'
import { modelFormat } from '@/server/domains/designFiles/modelling/model'
import { requireFile } from '@/server/domains/designFiles/queries/access'
import { DomainError } from '@/server/kernel/errors'
import { MAX_FILE_BYTES } from '@/server/kernel/workbook-limits'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { Shared, Turns } from '@/server/platform/threads/turns'
import { readWorkbookApart } from '@/server/platform/workbooks/read-apart'
import { WorkbookRefusal } from '@/server/platform/workbooks/refusal'
import { sendJson } from './answer'
import { asMember, refusing } from './files'
import type { Route, RouteContext } from './route'

/** Bytes of a file that is drawn; packed boards stay far below, and assemblies of a thousand parts. */
const largest = 100_000_000
const unpack = promisify(gunzip)

/** Two at once, one being drawn while the bytes of the next are read; several people open a new release together. */
const drawers = new Turns(2, 30)
const readers = new Turns(2, 30)
const drawings = new Shared<KeptDrawing>()
const tables = new Shared<DesignTable>()

/** Files over which the drawer was ended lately, by content and name: tried again later, as the machine may have been busy. */
const overtaxed = new Set<string>()
const restMs = 600_000

function drawOnce(services: Services, file: DrawnFile): Promise<KeptDrawing> {
  const key = `${file.orgId} ${file.sha256} ${file.nameKey}`
  if (overtaxed.has(key)) return Promise.resolve({ format: drawingFormat, refused: 'failed' })
  return drawings.do(key, () => drawers.take(() => draw(services, file, key)))
}

/** What the drawer itself answers is kept; that it could not answer is not. */
async function draw({ pool, storage, log }: Services, file: DrawnFile, key: string): Promise<KeptDrawing> {
  if (file.size > largest) return { format: drawingFormat, refused: 'tooMuch' }
  const stream = await storage.get(file.sha256)
  if (stream === null) throw new DomainError('notFound', 'designFiles.missing')
  const bytes = await buffer(stream)
  const answer = await drawDesignApart({ bytes, fileName: file.name }).catch((error: unknown) => {
    log.warn({ err: error, sha256: file.sha256 }, 'a design file could not be drawn')
    if (!(error instanceof DomainError)) throw error
    overtaxed.add(key)
    setTimeout(() => overtaxed.delete(key), restMs).unref()
    return null
  })
  if (answer === null) return { format: drawingFormat, refused: 'failed' }
  const format = answer.isModel ? modelFormat : drawingFormat
  const drawing =
    'refused' in answer ? { format, refused: answer.refused } : { format, packed: Buffer.from(answer.packed) }
  await transact(pool, { actor: null, system: true, mode: 'write' }, (ctx) => keepDrawing(ctx, file, drawing))
  return drawing
}

const refusals: Readonly<Record<DrawingRefusal, string>> = {
  noLayers: 'designFiles.noLayers',
  noBodies: 'designFiles.noBodies',
  tooMuch: 'designFiles.drawingTooMuch',
  failed: 'designFiles.drawingTooMuch',
}

/**
 * The layers of a Gerber or drill file, of the members of a ZIP file, or of a KiCad board, as `Drawing`, or the bodies of a
 * STEP file as `Model`: JSON, never markup. Made when it is first asked for, and kept by content. Errors:
 * designFiles.noLayers, designFiles.noBodies, designFiles.drawingTooMuch, common.TOO_MANY_REQUESTS.
 */
async function drawing(ctx: RouteContext): Promise<void> {
  const { req, res, runtime, params } = ctx
  const { file, kept } = await asMember(ctx, 'read', (member) => findDrawing(member, { fileId: params.fileId ?? '' }))
  const made = kept ?? (await drawOnce(runtime.services, file))
  if ('refused' in made) throw new DomainError('invalid', refusals[made.refused])
  // Asked for again each time, as rights may have gone; sent again only where it is another one.
  const tag = `"${file.sha256.slice(0, 32)}-${made.format}"`
  res.setHeader('cache-control', 'private, no-cache')
  res.setHeader('etag', tag)
  res.setHeader('vary', 'accept-encoding')
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304)
    res.end()
    return
  }
  const packed = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''))
  const body = packed ? made.packed : await unpack(made.packed)
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}

/** Rows and columns of a sheet that are shown; the rest is in the download. */
const [mostRows, mostColumns] = [2_000, 60]

/**
 * A spreadsheet or table as rows of text, each sheet cut to what a page can show. Errors: designFiles.noTable,
 * common.fileTooHeavy, common.TOO_MANY_REQUESTS.
 */
async function table(ctx: RouteContext): Promise<void> {
  const { res, runtime, params } = ctx
  const { file } = await asMember(ctx, 'read', (member) => requireFile(member, params.fileId ?? ''))
  if (file.size > MAX_FILE_BYTES) throw new DomainError('invalid', 'designFiles.drawingTooMuch')
  const read = () => readers.take(() => readTable(runtime.services, file.sha256))
  sendJson(res, 200, await tables.do(`${file.orgId} ${file.sha256}`, read))
}

async function readTable({ storage }: Services, sha256: string): Promise<DesignTable> {
  const stream = await storage.get(sha256)
  if (stream === null) throw new DomainError('notFound', 'designFiles.missing')
  const { sheets } = await readWorkbookApart(await buffer(stream)).catch((error: unknown) => {
    throw error instanceof WorkbookRefusal ? new DomainError('invalid', 'designFiles.noTable') : error
  })
  return {
    sheets: sheets
      .filter(({ hidden }) => !hidden)
      .map(({ name, rows }) => ({
        name,
        rows: rows.slice(0, mostRows).map(({ row, cells }) => ({ row, cells: cells.slice(0, mostColumns) })),
        cut: rows.length > mostRows || rows.some(({ cells }) => cells.length > mostColumns),
      })),
  }
}

/** Design files as they are looked at. */
export const designDrawingRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    pattern: '/api/files/designs/:fileId/drawing',
    access: 'session',
    maxBytes: 0,
    handler: refusing(drawing),
  },
  {
    methods: ['GET'],
    pattern: '/api/files/designs/:fileId/table',
    access: 'session',
    maxBytes: 0,
    handler: refusing(table),
  },
]
