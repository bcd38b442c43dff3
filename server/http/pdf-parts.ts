import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import type { Route, RouteContext } from './route'

/** What the PDF reader of the pages fetches when a document needs it, and how each is called to a browser. */
const types: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cmaps: { '.bcmap': 'application/octet-stream' },
  standard_fonts: { '.pfb': 'application/octet-stream', '.ttf': 'font/ttf' },
  // Pictures in JPEG 2000, read without WebAssembly.
  wasm: { '.js': 'text/javascript; charset=utf-8' },
}

const folderOf = (folder: string): string => join(projectRoot(), 'node_modules', 'pdfjs-dist', folder)
const parts = new Map<string, readonly string[]>()

/** The names in a folder; read once. */
function namesIn(folder: string): readonly string[] {
  let names = parts.get(folder)
  if (!names) parts.set(folder, (names = readdirSync(folderOf(folder))))
  return names
}

/** One part: Chinese character maps, the fonts any PDF may name without carrying them. */
async function pdfPart({ req, res, params }: RouteContext): Promise<void> {
  const { folder = '', name = '' } = params
  const type = Object.hasOwn(types, folder) ? types[folder]?.[/\.[a-z]+$/.exec(name)?.[0] ?? ''] : undefined
  if (type === undefined || !namesIn(folder).includes(name)) {
    res.writeHead(404)
    res.end()
    return
  }
  const body = await readFile(join(folderOf(folder), name))
  res.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'public, max-age=604800',
  })
  res.end(req.method === 'HEAD' ? undefined : body)
}

/** The same for everybody, like the pages' own scripts. */
export const pdfPartRoutes: readonly Route[] = [
  {
    methods: ['GET'],
    pattern: '/api/viewer/pdf/:folder/:name',
    access: 'public',
    maxBytes: 0,
    handler: pdfPart,
  },
]
