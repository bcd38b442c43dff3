import { translator } from '@/locales/translator'
import { readIn, type Language } from '@/server/kernel/bilingual'
import { csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { xlsxFile, xlsxType } from '@/server/platform/workbooks/write-xlsx'
import { explosionColumns, explosionRecord, isCountedColumn } from '../exporting/explosion-table'
import { explosionInput } from '../inputs'
import { requireBom, requireRevision } from './access'
import type { Download, ExportFormat } from './downloads'
import { explosion } from './explosion'

type Asked = Readonly<{ revisionId: string; format: ExportFormat; language: Language; query: URLSearchParams }>

/** What a build takes, as a spreadsheet in the reader's language: `?quantity=500&variant=EU&optional=1&factory=org_…`. */
export async function explosionFile(ctx: MemberCtx, { revisionId, format, language, query }: Asked): Promise<Download> {
  const { revision } = await requireRevision(ctx, revisionId)
  const asked = explosionInput.safeParse({
    revisionId,
    quantity: query.get('quantity') ?? '1',
    variant: query.get('variant') || null,
    includeOptional: query.get('optional') === '1',
    partnerOrgId: query.get('factory') || null,
  })
  if (!asked.success) throw new DomainError('invalid', 'boms.quantityInvalid')
  const { bom } = await requireBom(ctx, revision.bomId)
  const { totals } = await explosion(ctx, asked.data)
  const t = await translator(language)
  const words = {
    role: (role: (typeof totals)[number]['role']) => t(`boms:structure.role.${role}`),
    text: (description: Parameters<typeof readIn>[1]) => readIn(language, description).text,
    asRequired: t('boms:structure.asRequired'),
  }
  const headings = explosionColumns.map((column) => t(`boms:structure.column.${column}`))
  const records = totals.map((total) => explosionRecord(total, words))
  const built = [asked.data.quantity, asked.data.variant].filter(Boolean).join(' ')
  const name = `${readIn(language, bom.name).text} ${revision.letter ?? revision.number} × ${built}`
  if (format === 'csv') return { fileName: `${name}.csv`, type: csvType, body: csvFile([headings, ...records]) }
  const cells = records.map((record) =>
    record.map((cell, index) => {
      const column = explosionColumns[index]
      return column && isCountedColumn(column) && /^\d+(\.\d+)?$/.test(cell) ? { number: cell } : cell
    }),
  )
  const widths = { description: 36, refs: 28, mpn: 22 } as const
  const columns = explosionColumns.map((column) => ({ width: widths[column as keyof typeof widths] ?? 13 }))
  const sheet = { name: t('boms:tab.structure'), rows: [headings, ...cells], columns }
  return { fileName: `${name}.xlsx`, type: xlsxType, body: xlsxFile([sheet]) }
}
