import { and, asc, eq, getTableColumns, gt, gte, or } from 'drizzle-orm'
import { translator } from '@/locales/translator'
import { flashResults } from '@/db/schema/flashing'
import type { Language } from '@/server/kernel/bilingual'
import { csvText, csvType } from '@/server/kernel/csv'
import { csvFile } from '@/server/kernel/csv-file'
import type { MemberCtx } from '@/server/platform/context'
import { resultColumns } from '../reporting/columns'
import { requirePackage } from './access'
import { isCovered } from './standings'

const atOnce = 5_000
type Place = Readonly<{ at: Date; id: string }>
type Asked = Readonly<{ packageId: string; language: Language; after: Place | null }>

/**
 * The results of a package as a table, a piece at a time, times in UTC: what was exported can be read in again. The first
 * piece, `after` nothing, has the heading; `next` is what the next one follows, null after the last.
 */
export async function exportResults(ctx: MemberCtx, { packageId, language, after }: Asked) {
  const { found } = await requirePackage(ctx, packageId)
  const t = await translator(language)
  const rows = await ctx.db
    .select({ ...getTableColumns(flashResults), covered: isCovered })
    .from(flashResults)
    .where(
      and(
        eq(flashResults.packageId, packageId),
        // Begun with `gte`, which the index by package and time can follow.
        after === null
          ? undefined
          : and(gte(flashResults.at, after.at), or(gt(flashResults.at, after.at), gt(flashResults.id, after.id))),
      ),
    )
    .orderBy(asc(flashResults.at), asc(flashResults.id))
    .limit(atOnce + 1)
  const heading = [
    ...resultColumns.map((column) => t(`flashing:template.${column}`)),
    t('flashing:results.flags'),
    t('flashing:results.setAside'),
  ]
  const piece = rows.slice(0, atOnce)
  const cells = piece.map(({ serial, station, at, outcome, sha256, note, flags, covered }) => [
    ...[serial, station, at.toISOString(), t(`flashing:outcome.${outcome}`), sha256, note],
    flags.map((flag) => t(`flashing:flag.${flag}`)).join('; '),
    covered ? t('flashing:results.isSetAside') : '',
  ])
  const last = piece.at(-1)
  return {
    ...{ fileName: `${found.number}_results.csv`, type: csvType },
    body: after === null ? csvFile([heading, ...cells]) : Buffer.from(csvText(cells)),
    next: rows.length > atOnce && last ? { at: last.at, id: last.id } : null,
  }
}
