import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { translator } from '@/locales/translator'
import { byCodePoint, manifestText } from '@/server/domains/designFiles/rules/manifest'
import { DomainError } from '@/server/kernel/errors'
import { markPdfApart } from '@/server/platform/pdf/mark-apart'
import type { PdfMark } from '@/server/platform/pdf/mark-pdf'
import type { BlobStore, ByteRange, StoredBlob } from '@/server/platform/storage'
import { zipStream, type ZipMember } from '@/server/platform/zip-stream'
import {
  isPdf,
  pdfHead,
  recipientLine,
  type PackageFailure,
  type PackageItem,
  type UnmarkableReason,
} from '../rules/package-item'
import { packagePaths } from '../rules/package-path'
import { readmeText, type ReadmeKey, type SayReadme } from '../rules/readme'
import type { Collected, Ingredient } from './collect'

/** Bytes of a PDF that is marked: it is held in memory meanwhile. */
const largestMarked = 150_000_000

export const manifestName = 'MANIFEST.sha256'
export const readmeName = 'README.txt'

export type Packed = Readonly<{ items: readonly PackageItem[]; contentHash: string; blob: StoredBlob }>
/** Files could not be marked, and nobody said that they may go unmarked. */
export class PackageRefusal extends Error {
  constructor(readonly failure: PackageFailure) {
    super(failure.code)
    this.name = 'PackageRefusal'
  }
}
type Options = Readonly<{ watermark: boolean; unmarked: boolean }>

/**
 * Makes the archive of a package and stores it: marks what is to be marked, writes the read-me and the manifest, and packs
 * all in the order of their paths. The same package is the same bytes, so making it again after a stop harms nothing.
 */
export async function pack(storage: BlobStore, { ingredients, facts }: Collected, options: Options): Promise<Packed> {
  const mark = options.watermark ? await markOf(facts) : null
  const paths = packagePaths(ingredients)
  const ready: { item: PackageItem; content: ZipMember['content'] }[] = []
  const refused: { name: string; reason: UnmarkableReason }[] = []
  for (const [index, ingredient] of ingredients.entries()) {
    const path = paths[index] ?? ingredient.name
    const { content, ...made } = await prepared(storage, ingredient, mark)
    ready.push({ item: { path, ...made }, content })
    if (made.unmarked !== undefined) refused.push({ name: path, reason: made.unmarked })
  }
  if (refused.length > 0 && !options.unmarked)
    throw new PackageRefusal({ code: 'releases.notMarkable', params: { count: refused.length }, files: refused })
  const sorted = ready.toSorted((a, b) => byCodePoint(a.item.path, b.item.path))
  const items = sorted.map(({ item }) => item)
  const readme = Buffer.from(
    readmeText({ ...facts, items }, { en: await readmeWords('en'), zh: await readmeWords('zh') }),
  )
  const all = [...items, { path: readmeName, source: null, issued: sha256(readme), size: readme.length, marked: false }]
  const manifest = Buffer.from(manifestText(all.map(({ path, issued }) => ({ name: path, sha256: issued }))))
  const members = [
    { path: manifestName, content: manifest },
    { path: readmeName, content: readme },
    ...sorted.map(({ item, content }) => ({ path: item.path, content })),
  ].toSorted((a, b) => byCodePoint(a.path, b.path))
  const blob = await storage.put(zipStream(members))
  return { items: all.toSorted((a, b) => byCodePoint(a.path, b.path)), contentHash: sha256(manifest), blob }
}

type Prepared = Omit<PackageItem, 'path'> & Readonly<{ content: ZipMember['content'] }>

/** A file as it goes in. Marked copies are stored until the archive is written: many large ones never lie in memory together. */
async function prepared(storage: BlobStore, ingredient: Ingredient, mark: PdfMark | null): Promise<Prepared> {
  const marking = mark !== null && isPdf(ingredient.name, await headOf(storage, ingredient)) ? mark : null
  if ('write' in ingredient) {
    const bytes = await ingredient.write()
    const source = sha256(bytes)
    const marked = marking === null ? null : await markPdfApart(bytes, marking)
    if (marked?.state === 'marked') return { ...(await kept(storage, marked.bytes)), source, marked: true }
    return { ...(await kept(storage, bytes)), source, marked: false, ...(marked && { unmarked: marked.reason }) }
  }
  const { sha256: source, size } = ingredient
  const plain = { source, issued: source, size, marked: false, content: () => open(storage, source) }
  if (marking === null) return plain
  if (size > largestMarked) return { ...plain, unmarked: 'tooLarge' }
  const marked = await markPdfApart(await buffer(await open(storage, source)), marking).catch((error: unknown) => {
    if (error instanceof DomainError) return { state: 'refused', reason: 'tooLarge' } as const
    throw error
  })
  if (marked.state === 'refused') return { ...plain, unmarked: marked.reason }
  return { ...(await kept(storage, marked.bytes)), source, marked: true }
}

/** How a file begins. What is written for the package is what its name says. */
async function headOf(storage: BlobStore, ingredient: Ingredient): Promise<Uint8Array> {
  if ('write' in ingredient || ingredient.size === 0) return Buffer.alloc(0)
  const { sha256: name, size } = ingredient
  return buffer(await open(storage, name, { first: 0, last: Math.min(pdfHead, size) - 1 }))
}

async function kept(storage: BlobStore, bytes: Uint8Array) {
  const { sha256: issued, size } = await storage.put(bytes)
  return { issued, size, content: () => open(storage, issued) }
}

async function open(storage: BlobStore, name: string, range?: ByteRange) {
  const stream = await storage.get(name, range)
  if (stream === null) throw new DomainError('notFound', 'releases.missing')
  return stream
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function readmeWords(language: 'en' | 'zh'): Promise<SayReadme> {
  const t = await translator(language)
  return (key: ReadmeKey, params = {}) => t(`releases:readme.${key}`, params)
}

async function markOf({ number, recipient, day }: Collected['facts']): Promise<PdfMark> {
  const to = recipientLine(recipient)
  const [en, zh] = [await translator('en'), await translator('zh')]
  const said = { recipient: to, number, day }
  return {
    across: `${to} · ${number}`,
    foot: `${en('releases:mark.foot', said)} · ${zh('releases:mark.foot', said)}`,
    language: 'zh',
  }
}
