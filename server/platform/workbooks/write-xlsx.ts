import { MAX_CELL_CHARS } from '@/server/kernel/workbook-limits'
import { zipOf } from '../zip'

/**
 * What stands in a cell. Text stays text: no leading zero is dropped, no date or formula is found in it. A `number` is
 * plain decimal text (`0.0125`), a `date` a business day (`2026-03-31`); both can be counted with.
 */
export type XlsxCell = string | Readonly<{ number: string }> | Readonly<{ date: string }> | null

export type XlsxColumn = Readonly<{
  /** In characters of the default font; a Chinese character takes two. Absent = as the program opens it. */
  width?: number
  /** Long text runs over several lines and the row grows with it. */
  wrap?: boolean
  /** Not shown, but kept and sorted with the rest of its row. */
  hidden?: boolean
  /** What a cell below the header offers to choose from; anything else can still be written. At most 255 characters in all. */
  choices?: readonly string[]
}>

export type XlsxSheet = Readonly<{
  /** Made fit for a tab: 31 characters, none that a tab forbids, unlike every other name. */
  name: string
  rows: Iterable<readonly XlsxCell[]>
  /** By position; columns past the last have no width of their own. */
  columns?: readonly XlsxColumn[]
  /** Rows at the top that are bold and stay in sight; 1 when absent. */
  headerRows?: number
  /** How it leaves a printer: on A4 across, as wide as the paper, rows of the header and these words on every page. */
  print?: Readonly<{ left: string; right: string }>
  /** Has no tab until somebody asks for it. Never the first one. */
  hidden?: boolean
}>

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A workbook that Excel, WPS and LibreOffice open as it is: no formula, no macro, no link in it. */
export function xlsxFile(sheets: readonly XlsxSheet[]): Buffer {
  const names = tabNames(sheets.map(({ name }) => name))
  const members: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${contentType('workbook', 'sheet.main')}${names.map((_, i) => contentType(`worksheets/sheet${i + 1}`, 'worksheet')).join('')}${contentType('styles', 'styles')}</Types>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${names.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}"${i > 0 && sheets[i]?.hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets>${printTitles(sheets, names)}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...names.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
  }
  sheets.forEach((sheet, i) => {
    members[`xl/worksheets/sheet${i + 1}.xml`] = worksheet(sheet, i === 0)
  })
  return zipOf(members)
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const pack = 'http://schemas.openxmlformats.org/package/2006'

const contentType = (part: string, kind: string): string =>
  `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`
const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${head}<Relationships xmlns="${pack}/relationships">${targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`

const xmlText = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** `_x0041_` in a cell is how a workbook writes `A`, so a text that looks like it has its first `_` written that way. */
const cellText = (text: string): string =>
  xmlText(text.slice(0, MAX_CELL_CHARS).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))

/** Formats of a cell, in the order of `cellXfs`: what it holds × bold × wrapped. */
const formats = (['text', 'number', 'date'] as const).flatMap((kind) =>
  [false, true].flatMap((bold) => [false, true].map((wrap) => ({ kind, bold, wrap }))),
)
type Format = (typeof formats)[number]
/** Text format (49), so that text stays text when somebody edits it; General; a date in the order both shores read. */
const numberFormats: Readonly<Record<Format['kind'], number>> = { text: 49, number: 0, date: 164 }

const formatXml = ({ kind, bold, wrap }: Format): string =>
  `<xf numFmtId="${numberFormats[kind]}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"${wrap ? ' wrapText="1"' : ''}/></xf>`
// Chinese text falls to the font the reader's system keeps for it.
const font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${formats.map(formatXml).join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

function worksheet({ rows, columns = [], headerRows = 1, print }: XlsxSheet, first: boolean): string {
  const written: string[] = []
  for (const cells of rows) {
    const bold = written.length < headerRows
    const row = cells.map((cell, at) => cellXml(cell, bold, columns[at]?.wrap ?? false))
    written.push(`<row>${row.join('')}</row>`)
  }
  const widths = columns.flatMap(({ width, hidden }, i) => {
    if (width === undefined && !hidden) return []
    const shown = width === undefined ? '' : ` width="${width}" customWidth="1"`
    return [`<col min="${i + 1}" max="${i + 1}"${shown}${hidden ? ' hidden="1"' : ''}/>`]
  })
  const pane =
    headerRows > 0
      ? `<pane ySplit="${headerRows}" topLeftCell="A${headerRows + 1}" activePane="bottomLeft" state="frozen"/>`
      : ''
  return `${head}<worksheet xmlns="${main}">${print ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''}<sheetViews><sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>${written.join('')}</sheetData>${validations(columns, headerRows)}${print ? pageSetup(print) : ''}</worksheet>`
}

/** Rows of the header on every printed page (ECMA-376 part 1, 18.2.6: a built-in name). */
function printTitles(sheets: readonly XlsxSheet[], names: readonly string[]): string {
  const titles = sheets.flatMap(({ print, headerRows = 1 }, at) =>
    print && headerRows > 0
      ? `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${xmlText(`'${names[at] ?? ''}'!$1:$${headerRows}`)}</definedName>`
      : [],
  )
  return titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`
}

/** A spreadsheet takes 255 characters of a header, codes included. */
const longestHeader = 255
function pageSetup({ left, right }: NonNullable<XlsxSheet['print']>): string {
  const plain = (words: string) => words.replaceAll('&', '&&')
  const header = `&L&B${plain(left)}&R&B${plain(right)}`
  return `<pageMargins left="0.4" right="0.4" top="0.9" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddHeader>${xmlText(header.slice(0, longestHeader))}</oddHeader><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`
}

/** Lists to choose from (ECMA-376 part 1, 18.3.1.32), down to the last row a spreadsheet has. */
function validations(columns: readonly XlsxColumn[], headerRows: number): string {
  const lists = columns.flatMap(({ choices = [] }, at) => {
    const list = choices.join(',')
    if (list === '' || list.length > 255) return []
    const range = `${columnName(at)}${headerRows + 1}:${columnName(at)}1048576`
    return [
      `<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>"${xmlText(list)}"</formula1></dataValidation>`,
    ]
  })
  return lists.length === 0 ? '' : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

/** `A` for the first column, `AA` for the 27th. */
const columnName = (at: number): string =>
  `${at < 26 ? '' : columnName(Math.floor(at / 26) - 1)}${String.fromCharCode(65 + (at % 26))}`

function cellXml(cell: XlsxCell, bold: boolean, wrap: boolean): string {
  const style = (kind: Format['kind']) =>
    formats.findIndex((format) => format.kind === kind && format.bold === bold && format.wrap === wrap) + 1
  const text = (words: string) =>
    words === ''
      ? '<c/>'
      : `<c t="inlineStr" s="${style('text')}"><is><t xml:space="preserve">${cellText(words)}</t></is></c>`
  if (cell === null || typeof cell === 'string') return text(cell ?? '')
  if ('number' in cell)
    return isExact(cell.number) ? `<c s="${style('number')}"><v>${cell.number}</v></c>` : text(cell.number)
  const day = serialDay(cell.date)
  return day === null ? text(cell.date) : `<c s="${style('date')}"><v>${day}</v></c>`
}

/** A spreadsheet keeps 15 digits of a number and makes zeros of the rest; longer ones are written as text. */
const isExact = (number: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(number) && number.replace(/^-?0*\.?0*|\./g, '').length <= 15

/** Days since 1899-12-30; null before March 1900, where spreadsheets count a 29 February that never was. */
function serialDay(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const days = Date.parse(date) / 86_400_000 + 25_569
  return Number.isInteger(days) && days > 60 ? days : null
}

const longestTab = 31
/** Excel calls a workbook damaged in which two tabs are the same but for their case. */
function tabNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name, i) => {
    const plain = name.replace(/[\\/?*[\]:']/g, ' ').trim() || `Sheet${i + 1}`
    for (let copy = 1; ; copy++) {
      const mark = copy === 1 ? '' : ` (${copy})`
      const tab = `${plain.slice(0, longestTab - mark.length).replace(/[\ud800-\udbff]$/, '')}${mark}`
      if (taken.has(tab.toLowerCase())) continue
      taken.add(tab.toLowerCase())
      return tab
    }
  })
}
