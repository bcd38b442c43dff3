import { asc, eq, getTableColumns } from 'drizzle-orm'
import { translator } from '@/locales/translator'
import { flashResults } from '@/db/schema/flashing'
import type { Language } from '@/server/kernel/bilingual'
import { csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import type { MemberCtx } from '@/server/platform/context'
import { resultColumns } from '../reporting/columns'
import { requirePackage } from './access'
import { isCovered } from './standings'

/** Every result of a package as a table, times in UTC: what was read back in can be read in again. */
export async function exportResults(
  ctx: MemberCtx,
  { packageId, language }: Readonly<{ packageId: string; language: Language }>,
) {
  const { found } = await requirePackage(ctx, packageId)
  const t = await translator(language)
  const rows = await ctx.db
    .select({ ...getTableColumns(flashResults), covered: isCovered })
    .from(flashResults)
    .where(eq(flashResults.packageId, packageId))
    .orderBy(asc(flashResults.at), asc(flashResults.id))
  const heading = [
    ...resultColumns.map((column) => t(`flashing:template.${column}`)),
    t('flashing:results.flags'),
    t('flashing:results.setAside'),
  ]
  const cells = rows.map(({ serial, station, at, outcome, sha256, note, flags, covered }) => [
    ...[serial, station, at.toISOString(), t(`flashing:outcome.${outcome}`), sha256, note],
    flags.map((flag) => t(`flashing:flag.${flag}`)).join('; '),
    covered ? t('flashing:results.isSetAside') : '',
  ])
  return { fileName: `${found.number}_results.csv`, type: csvType, body: csvFile([heading, ...cells]) }
}
