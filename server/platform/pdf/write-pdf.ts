import PDFDocument from 'pdfkit'
import { EmbeddedFont, type PdfObjects } from './embedded-font'
import { layOut, sheet } from './lay-out'
import type { Paper } from './paper'
import { typefaces, weights, type FontFiles } from './typeface'

/**
 * A paper as a PDF 1.7 file. The same paper gives the same bytes on one version of the libraries. Thousands of rows keep
 * the thread busy for seconds: on a server use `writePdfApart`.
 */
export async function writePdf(paper: Paper, files: FontFiles): Promise<Uint8Array> {
  const faces = typefaces(files)
  const fonts = {
    regular: new EmbeddedFont('F1', faces.regular),
    bold: new EmbeddedFont('F2', faces.bold),
  }
  const pages = layOut(paper, faces, fonts)
  const { title, subject, author, keywords, language, date } = paper.info
  const document = new PDFDocument({
    autoFirstPage: false,
    // No font of the library's own: its fourteen have no Chinese and need not be read.
    font: '',
    pdfVersion: '1.7',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    size: [sheet.width, sheet.height],
    margin: 0,
    info: {
      Title: title,
      Subject: subject,
      Author: author,
      Keywords: keywords,
      Creator: 'Mortise',
      Producer: 'Mortise',
      CreationDate: date,
      ModDate: date,
    },
  })
  const parts: Uint8Array[] = []
  const written = new Promise<void>((resolve, reject) => {
    document.on('data', (part: Uint8Array) => parts.push(part))
    document.on('end', resolve)
    document.on('error', reject)
  })
  const objects: PdfObjects = {
    object: (data) => {
      const reference = document.ref(data)
      reference.end(null)
      return reference
    },
    stream: (data, bytes) => {
      const reference = document.ref({ ...data })
      reference.end(bytes)
      return reference
    },
    // The library writes a plain string as a name, and a String object as a string.
    string: (text) => Object(text),
  }
  const resources = weights
    .map((weight) => fonts[weight])
    .filter(({ used }) => used)
    .map((font) => [font.name, font.write(objects)] as const)
  for (const { content, bookmarks } of pages) {
    document.addPage()
    for (const [name, reference] of resources) document.page.fonts[name] = reference
    document.addContent(content)
    for (const bookmark of bookmarks) document.outline.addItem(bookmark)
  }
  document.end()
  await written
  return Buffer.concat(parts)
}
