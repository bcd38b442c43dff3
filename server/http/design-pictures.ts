import { downloadFile } from '@/server/domains/designFiles/commands/download-file'
import { keptDrawing, type DrawnFile } from '@/server/domains/designFiles/commands/keep-drawing'
import { findPicture, keepPictures, type Pictures } from '@/server/domains/designFiles/commands/keep-picture'
import { paintApart, type Painted } from '@/server/domains/designFiles/painting/paint-apart'
import { pictureFormat, pictureSizes, type PictureSize } from '@/server/domains/designFiles/painting/picture'
import { requireFile } from '@/server/domains/designFiles/queries/access'
import type { FileKind } from '@/server/domains/designFiles/reading/file-kind'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { bytesOf, contentOf, drawingOf } from './design-drawings'
import { asMember, refusing } from './files'
import { MadeOnce } from './made-once'
import type { Route, RouteContext } from './route'

/** Bytes of a mesh or a PDF that is painted. */
const largest = 64_000_000
/** Pages of a PDF that are painted; who wants more of it takes the file. */
const lastPage = 500
/** Asks of one company that may wait: a long list asks for all its pictures at once. */
const mostWaiting = 400

const pictures = new MadeOnce<Pictures>(mostWaiting)

/** Files whose layers or bodies are drawn first. */
const drawn: readonly FileKind[] = ['gerber', 'drill', 'archive', 'kicadBoard', 'kicadSchematic', 'step']

type Asked = Readonly<{ file: DrawnFile; kind: FileKind; page: number }>

/**
 * What the painter is asked; `nothing` where there is nothing to see, null where that may pass. Raster pictures are not
 * decoded here: what a file is worth to an attacker lies in its decoder.
 */
async function questionOf(services: Services, { file, kind, page }: Asked): Promise<Painted | 'nothing' | null> {
  const { pool, storage } = services
  if (drawn.includes(kind)) {
    const kept = await transact(pool, { actor: null, system: true, mode: 'read' }, (ctx) => keptDrawing(ctx, file))
    const drawing = kept ?? (await drawingOf(services, file))
    if ('packed' in drawing) return { what: 'drawing', packed: drawing.packed }
    return drawing.refused === 'failed' ? null : 'nothing'
  }
  if (file.size > largest || (kind !== 'stl' && kind !== 'pdf')) return 'nothing'
  const bytes = await bytesOf(storage, file.sha256)
  return kind === 'stl' ? { what: 'mesh', bytes } : { what: 'page', bytes, page }
}

/** A fault of the painter, such as a system it has no program for, leaves the place of the picture empty. */
async function paintOrTell({ log }: Services, question: Painted) {
  try {
    return await paintApart(question)
  } catch (error) {
    if (error instanceof DomainError) throw error
    log.warn({ err: error }, 'a picture could not be painted')
    return 'failed'
  }
}

/** Paints and keeps; what may pass is not kept. */
async function paint(services: Services, asked: Asked): Promise<Pictures> {
  const question = await questionOf(services, asked)
  if (question === null) return null
  const painting = question === 'nothing' ? null : await paintOrTell(services, question)
  if (painting === 'failed') return null
  const made = painting && { small: Buffer.from(painting.small), large: Buffer.from(painting.large) }
  await transact(services.pool, { actor: null, system: true, mode: 'write' }, (ctx) =>
    keepPictures(ctx, asked.file, asked.page, made),
  )
  return made
}

const sizeIn = (url: URL): PictureSize => pictureSizes.find((size) => size === url.searchParams.get('size')) ?? 'large'

function pageIn(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? '1')
  return Number.isSafeInteger(page) && page >= 1 ? page : 1
}

/**
 * A picture of a design file as WebP, of one of its pages with `page=`, small with `size=small`; 204 where there is none. Made
 * when it is first asked for, and kept by content. A page large enough to be read is noted as a download is. Errors:
 * designFiles.fileNotFound, common.TOO_MANY_REQUESTS.
 */
async function picture(ctx: RouteContext): Promise<void> {
  const { req, res, url, runtime, params } = ctx
  const { services } = runtime
  const [size, page, fileId] = [sizeIn(url), pageIn(url), params.fileId ?? '']
  const tagOf = (sha256: string) => `"${sha256.slice(0, 32)}-${size}-${page}-${pictureFormat}"`
  const has = (sha256: string) => req.headers['if-none-match'] === tagOf(sha256)
  const { file, kind, pages, kept } = await asMember(ctx, 'read', (member) =>
    findPicture(member, { fileId, page, size, has }),
  )
  res.setHeader('cache-control', 'private, no-cache')
  const nothing = () => {
    res.writeHead(204)
    res.end()
  }
  let found = kept
  if (found === null) {
    if (kind === null || page > Math.min(pages, lastPage)) return nothing()
    const part = { ...contentOf(file), part: String(page) }
    const made = await pictures.ask(services.log, part, () => paint(services, { file, kind, page }))
    found = made === null ? 'nothing' : { bytes: has(file.sha256) ? null : made[size] }
    // Rights may have gone while it was waited for.
    await asMember(ctx, 'read', (member) => requireFile(member, fileId))
  }
  if (found === 'nothing') return nothing()
  res.setHeader('etag', tagOf(file.sha256))
  if (found.bytes === null) {
    res.writeHead(304)
    res.end()
    return
  }
  if (kind === 'pdf' && size === 'large' && req.method === 'GET')
    await asMember(ctx, 'write', (member) => downloadFile(member, { fileId, noted: true, rangeOf: () => 'whole' }))
  res.writeHead(200, { 'content-type': 'image/webp', 'content-length': found.bytes.length })
  res.end(req.method === 'HEAD' ? undefined : found.bytes)
}

/** Design files as pictures the server painted. */
export const designPictureRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    pattern: '/api/files/designs/:fileId/picture',
    access: 'session',
    maxBytes: 0,
    handler: refusing(picture),
  },
]
