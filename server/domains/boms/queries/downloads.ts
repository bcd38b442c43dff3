import type { z } from 'zod'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { bomLines } from '@/db/schema/boms'
import { translator } from '@/locales/translator'
import { otherLanguage, readIn, type Language } from '@/server/kernel/bilingual'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { BlobStore } from '@/server/platform/storage'
import { csvText, csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import { gb18030 } from '@/server/platform/workbooks/write-gb18030'
import { exportRecords } from '../exporting/table'
import { exportWords } from '../exporting/words'
import { xlsxFile, xlsxType } from '@/server/platform/workbooks/write-xlsx'
import { readBlob } from '../reading/blob'
import { reader } from '../reading/reader'
import { withoutPrices } from '../rules/columns'
import { messageText } from '../rules/message-text'
import { revisionName } from '@/server/kernel/revision-number'
import { requireBom, requireImport, requireRevision } from './access'

/** A file made for one reader. */
export type Download = Readonly<{ fileName: string; type: string; body: Buffer }>
/** What the address of a file asks for; an address somebody made up is refused as an input is. */
export function asked<T extends z.ZodType>(input: T, given: unknown): z.output<T> {
  const read = input.safeParse(given)
  if (!read.success) throw new DomainError('invalid', 'common.invalidInput')
  return read.data
}
/** A file as it was uploaded, by its content. */
export type StoredFile = Readonly<{ fileName: string; sha256: string }>

const formats = {
  csv: { extension: 'csv', type: csvType },
  /** For tools that know no UTF-8. */
  gb18030: { extension: 'csv', type: 'text/csv; charset=gb18030' },
  xlsx: { extension: 'xlsx', type: xlsxType },
  /** Headings and descriptions in both languages. */
  bilingual: { extension: 'xlsx', type: xlsxType },
} as const
export type ExportFormat = keyof typeof formats

const { raw: _, searchText: __, flags: ___, ...exported } = getTableColumns(bomLines)

/** A revision as a spreadsheet in the reader's language. Reading it in again gives the same BOM. */
export async function exportRevision(
  ctx: MemberCtx,
  { revisionId, format, language }: Readonly<{ revisionId: string; format: ExportFormat; language: Language }>,
): Promise<Download> {
  const { revision, access } = await requireRevision(ctx, revisionId)
  const { bom } = await requireBom(ctx, revision.bomId)
  const found = await ctx.db
    .select({
      ...exported,
      // Read only where it decides what may be shown.
      raw: access.prices ? sql<Record<string, string>>`'{}'::jsonb` : bomLines.raw,
    })
    .from(bomLines)
    .where(and(eq(bomLines.revisionId, revisionId), eq(bomLines.productId, access.productId)))
    .orderBy(asc(bomLines.position))
  const columns = revision.source?.columns ?? []
  const both = format === 'bilingual'
  const records = exportRecords(
    found
      .map((line) => (access.prices ? line : withoutPrices(line, columns)))
      .map((line) => ({
        ...line,
        quantity: plain(line.quantity),
        attritionPct: plain(line.attritionPct),
        attritionExtra: plain(line.attritionExtra),
        packMultiple: plain(line.packMultiple),
      })),
    await exportWords(language),
    {
      prices: access.prices,
      variants: revision.variants.map(({ code }) => code),
      ...(both && { second: await exportWords(otherLanguage(language)) }),
    },
  )
  const { extension, type } = formats[format]
  const name = readIn(language, bom.name).text
  const body = () => {
    if (format === 'csv') return csvFile(records)
    if (format === 'gb18030') return gb18030(csvText(records))
    return xlsxFile([{ name, rows: records, headerRows: both ? 2 : 1 }])
  }
  return { fileName: `${name} ${revisionName(revision)}.${extension}`, type, body: body() }
}

/** `2.500000` → `2.5`. */
const plain = (quantity: string | null): string | null =>
  quantity === null ? null : quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity

/** The uploaded file of a revision. It shows every column, so only who may see prices may have it. */
export async function originalOfRevision(ctx: MemberCtx, revisionId: string): Promise<StoredFile> {
  const { revision, access } = await requireRevision(ctx, revisionId)
  if (!access.prices) throw new DomainError('forbidden', 'boms.originalShowsPrices')
  if (!revision.source) throw new DomainError('notFound', 'boms.fileMissing')
  return { fileName: revision.source.fileName, sha256: revision.source.sha256 }
}

export async function originalOfImport(ctx: MemberCtx, importId: string): Promise<StoredFile> {
  const { import: found } = await requireImport(ctx, importId)
  return { fileName: found.fileName, sha256: found.sha256 }
}

/** What is wrong with a file, one record per message, with the row as the spreadsheet counts it and the cell as it stands. */
export async function importReport(
  ctx: MemberCtx,
  storage: BlobStore,
  { importId, language }: Readonly<{ importId: string; language: Language }>,
): Promise<Download> {
  const { import: found } = await requireImport(ctx, importId)
  const problems = await reader.ask(readBlob(storage, found), found.settings, { kind: 'problems' })
  const t = await translator(language)
  const heading = (['row', 'column', 'severity', 'code', 'message', 'cell'] as const).map((key) =>
    t(`boms:report.${key}`),
  )
  const records = problems.map(({ row, column, severity, code, params, cell }) => [
    row === null ? '' : String(row),
    column ?? '',
    t(`bomImport:severity.${severity}`),
    code,
    messageText(t, code, params),
    cell,
  ])
  const base = found.fileName.replace(/\.[^.]{1,5}$/, '')
  return { fileName: `${base} ${t('boms:report.fileName')}.csv`, type: csvType, body: csvFile([heading, ...records]) }
}
