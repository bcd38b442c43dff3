import { csvFile } from '@/server/kernel/csv-file'
import { xlsxFile, type XlsxCell, type XlsxColumn } from '@/server/platform/workbooks/write-xlsx'
import type { ManufacturerPartRow, PartRow, SupplierPartRow } from '../queries/access'
import { cellsOfOffer, cellsOfPart, cellsOfSource } from './cells'
import { fieldKinds, sheetFields, type SheetCells, type SheetField } from './sheet-fields'
import { choiceLabel, choiceLabels, columnNames } from './sheet-words'

export type ExportedPart = Readonly<{
  part: PartRow
  /** In order of rank. */
  sources: readonly ManufacturerPartRow[]
  offers: readonly SupplierPartRow[]
}>

/** One row per offer below its maker's part, per maker's part without one, and per part with neither. */
export function* sheetRows(library: Iterable<ExportedPart>): Generator<SheetCells> {
  for (const { part, sources, offers } of library) {
    const own = cellsOfPart(part)
    let rows = 0
    for (const source of sources) {
      const maker = cellsOfSource(source)
      const sent = offers.filter(({ manufacturerPartId }) => manufacturerPartId === source.id)
      for (const offer of sent) yield { ...own, ...maker, ...cellsOfOffer(offer) }
      if (sent.length === 0) yield { ...own, ...maker }
      rows++
    }
    for (const offer of offers.filter(({ manufacturerPartId }) => manufacturerPartId === null)) {
      yield { ...own, ...cellsOfOffer(offer) }
      rows++
    }
    if (rows === 0) yield own
  }
}

type Options = Readonly<{ prices: boolean }>
const columnsFor = ({ prices }: Options): SheetField[] => sheetFields.filter((field) => prices || field !== 'breaks')
const heading = (field: SheetField): string => columnNames[field].join('\n')

/** A cell as people read it: choices in both languages. */
function written(field: SheetField, text: string): string {
  const kind = fieldKinds[field]
  return kind === 'kind' || kind === 'lifecycle' || kind === 'compliance' || kind === 'status'
    ? choiceLabel(kind, text)
    : text
}

const widths: Readonly<Partial<Record<SheetField, number>>> = {
  number: 18,
  nameEn: 26,
  nameZh: 26,
  descriptionEn: 32,
  descriptionZh: 32,
  mpn: 24,
  manufacturer: 18,
  supplier: 14,
  sku: 20,
  datasheet: 24,
  makerDatasheet: 24,
  breaks: 36,
}

/** The library as a workbook to be edited in Excel or WPS and read back by `readPartSheet`. Every cell is text or a day. */
export function partsXlsx(library: Iterable<ExportedPart>, options: Options): Buffer {
  const fields = columnsFor(options)
  const columns = fields.map((field): XlsxColumn => {
    const kind = fieldKinds[field]
    const listed = kind === 'lifecycle' || kind === 'compliance' || kind === 'status'
    return { width: widths[field] ?? 14, ...(listed && { choices: choiceLabels(kind) }) }
  })
  const cell = (field: SheetField, text: string): XlsxCell =>
    fieldKinds[field] === 'day' && text !== '' ? { date: text } : written(field, text)
  const rows = [...sheetRows(library)].map((row) => fields.map((field) => cell(field, row[field] ?? '')))
  return xlsxFile([{ name: 'Parts 料号', columns, rows: [fields.map(heading), ...rows] }])
}

/** The same as delimited text, which no spreadsheet runs and Excel on a Chinese Windows reads. */
export function partsCsv(library: Iterable<ExportedPart>, options: Options): Buffer {
  const fields = columnsFor(options)
  const rows = [...sheetRows(library)].map((row) => fields.map((field) => written(field, row[field] ?? '')))
  return csvFile([fields.map((field) => columnNames[field].join(' ')), ...rows])
}
