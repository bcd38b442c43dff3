import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { deflateSync } from 'node:zlib'
import { breakLines, type SetLine } from './break-lines'
import { Canvas } from './canvas'
import { EmbeddedFont, type PdfObjects } from './embedded-font'
import { plainText } from './plain-text'
import { typefaces, type FontFiles, type Typefaces } from './typeface'
import type { Language } from '@/server/kernel/bilingual'

/** What is written across and at the foot of every page. `language` is that of what says it. */
export type PdfMark = Readonly<{ across: string; foot: string; language: Language }>
export type PdfMarking = Readonly<
  { state: 'marked'; bytes: Uint8Array } | { state: 'refused'; reason: 'locked' | 'damaged' }
>

const ink = '#6b7280'
const paleness = 0.22
const degrees = 35

/**
 * Puts a mark on every page of a PDF, in characters of any language, so that whoever shows it on says whose copy it was:
 * pale across the page and small at its foot, over the drawing and seen through. The rest of the file stays; the same file
 * and mark give the same bytes. A file that is locked by a password, or that is not whole, is refused.
 */
export async function markPdf(bytes: Uint8Array, mark: PdfMark, files: FontFiles): Promise<PdfMarking> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true })
    const pages = document.getPages()
    if (pages.length === 0) return { state: 'refused', reason: 'damaged' }
    const faces = typefaces(files)
    const fonts = {
      regular: new EmbeddedFont('MortiseMark1', faces.regular),
      bold: new EmbeddedFont('MortiseMark2', faces.bold),
    }
    const drawn = pages.map((page) => ({ page, content: contentOf(page, mark, faces, fonts) }))
    const objects = objectsOf(document)
    const resources = [fonts.regular, fonts.bold]
      .filter(({ used }) => used)
      .map((font) => ({ name: font.name, reference: font.write(objects) as PDFRef }))
    const pale = document.context.register(document.context.obj({ Type: 'ExtGState', ca: paleness, CA: paleness }))
    for (const { page, content } of drawn) draw(document, page, { content, resources, pale })
    return { state: 'marked', bytes: await document.save({ useObjectStreams: false, updateFieldAppearances: false }) }
  } catch (error) {
    return {
      state: 'refused',
      reason: error instanceof EncryptedPDFError || (await isLocked(bytes)) ? 'locked' : 'damaged',
    }
  }
}

/** What is behind a password reads as nonsense, which is told before the password is. */
const isLocked = (bytes: Uint8Array): Promise<boolean> =>
  PDFDocument.load(bytes, { updateMetadata: false }).then(
    () => false,
    (error: unknown) => error instanceof EncryptedPDFError,
  )

/** Width and height of a page as it is seen, and how its paper lies under that (ISO 32000-1, 8.3 and 14.11). */
function placeOf(page: PDFPage) {
  const { x, y, width, height } = page.getCropBox()
  const turned = (((page.getRotation().angle % 360) + 360) % 360) as 0 | 90 | 180 | 270
  const seen = turned === 90 || turned === 270 ? { width: height, height: width } : { width, height }
  const matrix = {
    0: `1 0 0 1 ${x} ${y}`,
    90: `0 1 -1 0 ${x + width} ${y}`,
    180: `-1 0 0 -1 ${x + width} ${y + height}`,
    270: `0 -1 1 0 ${x} ${y + height}`,
  }[turned]
  return { ...seen, matrix }
}

function contentOf(
  page: PDFPage,
  { across, foot, language }: PdfMark,
  faces: Typefaces,
  fonts: ConstructorParameters<typeof Canvas>[0],
): string {
  const { width, height, matrix } = placeOf(page)
  const canvas = new Canvas(fonts, language)
  const set = (text: string, size: number, weight: 'regular' | 'bold'): SetLine | undefined =>
    breakLines([{ text: plainText(text), style: { weight, size, tone: 'quiet', language } }], 1e6, faces)[0]
  const fitted = (text: string, widest: number, size: number, weight: 'regular' | 'bold') => {
    const first = set(text, size, weight)
    return first && first.width > widest ? set(text, (size * widest) / first.width, weight) : first
  }
  const smaller = Math.min(width, height)
  const slanted = fitted(across, Math.hypot(width, height) * 0.72, smaller / 11, 'bold')
  const line = fitted(foot, width * 0.92, Math.max(6, smaller / 90), 'regular')
  canvas.aside(() => {
    const slope = width >= height ? degrees - 8 : degrees + 15
    if (slanted) canvas.across(slanted, width / 2, height / 2, slope, ink)
  })
  const pale = `q ${matrix} cm 1 0 0 -1 0 ${height} cm /MortiseMarkPale gs\n${canvas.content()}\nQ`
  const below = new Canvas(fonts, language)
  below.aside(() => {
    if (line) below.line(line, width * 0.04, height - smaller * 0.012)
  })
  return `${pale}\nq ${matrix} cm 1 0 0 -1 0 ${height} cm\n${below.content()}\nQ`
}

type Drawn = Readonly<{
  content: string
  resources: readonly Readonly<{ name: string; reference: PDFRef }>[]
  pale: PDFRef
}>

/** What was drawn comes after the page's own drawing, whose settings are put back before. */
function draw(document: PDFDocument, page: PDFPage, { content, resources, pale }: Drawn): void {
  const { context } = document
  page.node.normalize()
  // Resources may be shared with other pages: the mark gets its names in a copy of the page's own.
  const own = page.node.Resources()?.clone(context) ?? context.obj({})
  for (const [kind, entries] of [
    ['Font', resources.map(({ name, reference }) => [name, reference] as const)],
    ['ExtGState', [['MortiseMarkPale', pale] as const]],
  ] as const) {
    const names = own.lookupMaybe(PDFName.of(kind), PDFDict)?.clone(context) ?? context.obj({})
    for (const [name, reference] of entries) names.set(PDFName.of(name), reference)
    own.set(PDFName.of(kind), names)
  }
  page.node.set(PDFName.of('Resources'), own)
  const before = context.register(context.stream('q\n'))
  const after = context.register(context.stream(`\nQ\n${content}`))
  if (!page.node.wrapContentStreams(before, after)) page.node.set(PDFName.of('Contents'), context.obj([before, after]))
}

/** How fonts are written into this library's documents. */
function objectsOf({ context }: PDFDocument): PdfObjects {
  const valueOf = (value: unknown): PDFObject => {
    if (value instanceof PDFRef || value instanceof PDFString) return value
    if (Array.isArray(value)) {
      const array = PDFArray.withContext(context)
      for (const each of value) array.push(valueOf(each))
      return array
    }
    if (typeof value === 'number') return PDFNumber.of(value)
    if (typeof value === 'string') return PDFName.of(value)
    if (typeof value === 'object' && value !== null) return dictionary(value)
    throw new TypeError('not a value of a PDF')
  }
  const dictionary = (data: object): PDFDict => {
    const made = PDFDict.withContext(context)
    for (const [key, value] of Object.entries(data)) made.set(PDFName.of(key), valueOf(value))
    return made
  }
  return {
    object: (data) => context.register(dictionary(data)),
    stream: (data, bytes) => {
      const packed = deflateSync(bytes)
      const head = dictionary({ ...data, Length: packed.length, Filter: 'FlateDecode' })
      return context.register(PDFRawStream.of(head, packed))
    },
    string: (text) => PDFString.of(text),
  }
}
