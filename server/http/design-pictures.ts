import { downloadFile } from '@/server/domains/designFiles/commands/download-file'
import { findDrawing, type DrawnFile } from '@/server/domains/designFiles/commands/keep-drawing'
import { findPicture, keepPicture, type KeptPicture } from '@/server/domains/designFiles/commands/keep-picture'
import { paintApart, type Painted } from '@/server/domains/designFiles/painting/paint-apart'
import type { PictureRefusal } from '@/server/domains/designFiles/lifecycle'
import { pictureFormat, pictureSizes, type PictureSize } from '@/server/domains/designFiles/painting/picture'
import type { FileKind } from '@/server/domains/designFiles/reading/file-kind'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { bytesOf, contentKey, drawingOf } from './design-drawings'
import { asMember, refusing } from './files'
import { MadeOnce } from './made-once'
import type { Route, RouteContext } from './route'

/** Bytes of a mesh or a PDF that is painted. */
const largest = 64_000_000
const lastPage = 10_000

const pictures = new MadeOnce<KeptPicture>()

/** Files whose layers are drawn first. */
const drawn: readonly FileKind[] = ['gerber', 'drill', 'archive', 'kicadBoard', 'kicadSchematic']

type Asked = Readonly<{ file: DrawnFile; kind: FileKind; page: number; kept: () => ReturnType<typeof drawingOf> }>

/** What the painter is asked, or why nothing. Pictures of strangers are never decoded here. */
async function questionOf({ storage }: Services, { file, kind, page, kept }: Asked): Promise<Painted | PictureRefusal> {
  if (drawn.includes(kind)) {
    if (page !== 1) return 'nothing'
    const drawing = await kept()
    if ('packed' in drawing) return { what: 'drawing', packed: drawing.packed }
    return drawing.refused === 'failed' ? 'failed' : 'nothing'
  }
  if (file.size > largest || (kind !== 'pdf' && page !== 1)) return 'nothing'
  if (kind === 'stl') return { what: 'mesh', bytes: await bytesOf(storage, file.sha256) }
  return kind === 'pdf' ? { what: 'page', bytes: await bytesOf(storage, file.sha256), page } : 'nothing'
}

async function paint(services: Services, asked: Asked): Promise<KeptPicture> {
  const { file, page } = asked
  const question = await questionOf(services, asked)
  const painting = typeof question === 'string' ? null : await paintApart(question)
  const picture: KeptPicture = painting
    ? { small: Buffer.from(painting.small), large: Buffer.from(painting.large) }
    : { refused: question === 'failed' ? 'failed' : 'nothing' }
  await transact(services.pool, { actor: null, system: true, mode: 'write' }, (ctx) =>
    keepPicture(ctx, file, page, picture),
  )
  return picture
}

const sizeIn = (url: URL): PictureSize => pictureSizes.find((size) => size === url.searchParams.get('size')) ?? 'large'

function pageIn(url: URL): number {
  const page = Number(url.searchParams.get('page') ?? '1')
  return Number.isSafeInteger(page) && page >= 1 && page <= lastPage ? page : 1
}

/**
 * A picture of a design file as WebP, of one of its pages with `page=`, small with `size=small`; 204 where there is none. Made
 * when it is first asked for, and kept by content. A page large enough to be read is noted as a download is. Errors:
 * designFiles.fileNotFound, common.TOO_MANY_REQUESTS.
 */
async function picture(ctx: RouteContext): Promise<void> {
  const { req, res, url, runtime, params } = ctx
  const [size, page, fileId] = [sizeIn(url), pageIn(url), params.fileId ?? '']
  const { file, kind, kept } = await asMember(ctx, 'read', (member) => findPicture(member, { fileId, page }))
  const { services } = runtime
  const drawing = async () => {
    const found = await asMember(ctx, 'read', (member) => findDrawing(member, { fileId }))
    return found.kept ?? drawingOf(services, file)
  }
  const made =
    kept ??
    (kind === null
      ? null
      : await pictures.ask(services.log, `${contentKey(file)} ${page}`, () =>
          paint(services, { file, kind, page, kept: drawing }),
        ))
  res.setHeader('cache-control', 'private, no-cache')
  if (made === null || 'refused' in made) {
    res.writeHead(204)
    res.end()
    return
  }
  // Asked for again each time, as rights may have gone; sent again only where it is another one.
  const tag = `"${file.sha256.slice(0, 32)}-${size}-${page}-${pictureFormat}"`
  res.setHeader('etag', tag)
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304)
    res.end()
    return
  }
  if (kind === 'pdf' && size === 'large' && page === 1 && req.method === 'GET')
    await asMember(ctx, 'write', (member) => downloadFile(member, { fileId, noted: true, rangeOf: () => 'whole' }))
  res.writeHead(200, { 'content-type': 'image/webp', 'content-length': made[size].length })
  res.end(req.method === 'HEAD' ? undefined : made[size])
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
