import { translator } from '@/locales/translator'
import { readIn, type Language } from '@/server/kernel/bilingual'
import { csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import { microsText } from '@/server/kernel/micros'
import type { MemberCtx } from '@/server/platform/context'
import { xlsxFile, xlsxType, type XlsxCell } from '@/server/platform/workbooks/write-xlsx'
import { costBuildInput } from '../inputs'
import { revisionName } from '@/server/kernel/revision-number'
import { perUnit } from '../rules/roll-up'
import { requireBom } from './access'
import { dearestFirst, rowOf, wholeRollUp } from './cost-roll-up'
import { asked, type Download, type ExportFormat } from './downloads'

const number = (text: string | bigint | null): XlsxCell =>
  text === null ? null : { number: typeof text === 'bigint' ? microsText(text) : text }
const plain = (cell: XlsxCell): string =>
  cell === null ? '' : typeof cell === 'string' ? cell : 'number' in cell ? cell.number : cell.date

/** A roll-up as a spreadsheet in the reader's language, dearest first: every part, and what it was reckoned with. */
export async function exportCost(
  ctx: MemberCtx,
  given: Readonly<{ build: unknown; format: ExportFormat; language: Language }>,
): Promise<Download> {
  const build = asked(costBuildInput, given.build)
  const { basis, summary, parts } = await wholeRollUp(ctx, build)
  const { bom } = await requireBom(ctx, basis.revision.bomId)
  const t = await translator(given.language)
  const { owner } = basis.access
  const columns: readonly [string, (row: ReturnType<ReturnType<typeof rowOf>>) => XlsxCell][] = [
    [t('boms:cost.column.part'), (row) => row.label],
    [t('boms:cost.column.manufacturer'), (row) => row.manufacturer],
    [t('boms:cost.column.ipn'), (row) => row.ipn],
    [t('boms:cost.column.value'), (row) => row.value],
    [t('boms:cost.column.package'), (row) => row.package],
    [t('boms:cost.column.refs'), (row) => row.refs],
    [t('boms:cost.column.lines'), (row) => number(String(row.lineCount))],
    [t('boms:cost.column.suppliedBy'), (row) => t(`boms:supply.by.${row.suppliedBy}`)],
    [t('boms:cost.column.uom'), (row) => row.uom],
    [t('boms:cost.column.gross'), (row) => number(row.gross)],
    [t('boms:cost.column.need'), (row) => number(row.need)],
    [t('boms:cost.column.order'), (row) => number(row.order)],
    [t('boms:cost.column.source'), (row) => t(`boms:cost.sourceWord.${row.source}`)],
    ...(owner
      ? ([
          [t('boms:cost.column.supplier'), (row) => row.supplier],
          [t('boms:cost.column.sku'), (row) => row.sku],
        ] satisfies typeof columns)
      : []),
    [t('boms:cost.column.break'), (row) => number(row.break?.min ?? null)],
    [t('boms:cost.column.offerUnit'), (row) => number(row.asked?.unit.micros ?? null)],
    [t('boms:cost.column.offerCurrency'), (row) => row.asked?.unit.currency ?? ''],
    [`${t('boms:cost.column.unit')} (${basis.currency})`, (row) => number(row.unitMicros)],
    [`${t('boms:cost.column.amount')} (${basis.currency})`, (row) => number(row.amountMicros)],
    [`${t('boms:cost.column.excess')} (${basis.currency})`, (row) => number(row.excessMicros)],
    [t('boms:cost.column.lead'), (row) => number(row.leadTimeDays === null ? null : String(row.leadTimeDays))],
    [t('boms:cost.column.validUntil'), (row) => (row.validUntil === null ? null : { date: row.validUntil })],
  ]
  const rows = parts.toSorted(dearestFirst).map(rowOf(basis))
  const table = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, cell]) => cell(row)))]
  const name = readIn(given.language, bom.name).text
  const fileName = `${name} ${revisionName(basis.revision)} ${t('boms:cost.fileName')} ${build.quantity}.${given.format}`
  if (given.format === 'csv') return { fileName, type: csvType, body: csvFile(table.map((cells) => cells.map(plain))) }
  const facts: XlsxCell[][] = [
    [t('boms:cost.quantity'), number(build.quantity)],
    ...(build.variant === null ? [] : [[t('boms:cost.variant'), build.variant]]),
    [`${t('boms:cost.total')} (${basis.currency})`, number(summary.totalMicros)],
    [`${t('boms:cost.perUnit')} (${basis.currency})`, number(perUnit(summary.totalMicros, build.quantity))],
    [`${t('boms:cost.excess')} (${basis.currency})`, number(summary.excessMicros)],
    [`${t('boms:cost.consigned')} (${basis.currency})`, number(summary.consignedMicros)],
    [t('boms:cost.coverage'), t('boms:cost.coverageOf', { priced: summary.pricedCount, count: summary.partCount })],
    ...summary.rates.map((rate) => [
      t('boms:cost.rates'),
      t(rate.source === '' ? 'boms:cost.rateOnly' : 'boms:cost.rate', rate),
    ]),
  ]
  const body = xlsxFile([
    { name: t('boms:cost.title'), rows: table },
    { name: t('boms:cost.total'), rows: facts, headerRows: 0, columns: [{ width: 34 }, { width: 40 }] },
  ])
  return { fileName, type: xlsxType, body }
}
