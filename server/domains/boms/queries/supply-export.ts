import { translator } from '@/locales/translator'
import { readIn, type Language } from '@/server/kernel/bilingual'
import { csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import type { MemberCtx } from '@/server/platform/context'
import { supplyInput } from '../inputs'
import { requireBom } from './access'
import { asked, type Download } from './downloads'
import { supply } from './supply'

/** What the brand brings and what was sent of it, one record per shipment, in the reader's language. */
export async function exportSupply(
  ctx: MemberCtx,
  { build, language }: Readonly<{ build: unknown; language: Language }>,
): Promise<Download> {
  const input = asked(supplyInput, build)
  const { bomId, number, rows } = await supply(ctx, input)
  const { bom } = await requireBom(ctx, bomId)
  const t = await translator(language)
  const heading = (
    ['part', 'refs', 'gross', 'need', 'received', 'inTransit', 'short', 'shippedOn', 'quantity'] as const
  ).map((key) => t(`boms:supply.column.${key}`))
  const sent = (['carrier', 'tracking', 'receivedOn', 'received', 'note'] as const).map((key) =>
    t(`boms:supply.column.${key}`),
  )
  const records = rows.flatMap((row) => {
    const standing = [row.label, row.line?.refs ?? '', row.gross, row.need, row.received, row.inTransit, row.short]
    if (row.consignments.length === 0) return [standing]
    return row.consignments.map((each) => [
      ...standing,
      ...[each.shippedOn, each.quantity, each.carrier, each.tracking],
      ...[each.receivedOn ?? '', each.receivedQuantity ?? '', each.note],
    ])
  })
  const name = readIn(language, bom.name).text
  return {
    fileName: `${name} ${number} ${t('boms:supply.fileName')} ${input.quantity}.csv`,
    type: csvType,
    body: csvFile([[...heading, ...sent], ...records]),
  }
}
