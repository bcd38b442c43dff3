import { createHash } from 'node:crypto'
import { and, eq, inArray } from 'drizzle-orm'
import { manufacturerParts, parts, supplierParts } from '@/db/schema/parts'
import { canonicalJson } from '@/server/kernel/canonical-json'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { Workbook } from '@/server/platform/workbooks/read-workbook'
import { planSheet, type Library, type RowResult, type SheetPlan } from '../exchange/plan-sheet'
import { readPartSheet, type ReadRow } from '../exchange/read-sheet'
import type { SheetField, SheetRowInput } from '../exchange/sheet-fields'
import { partNumberKey } from '../rules/part-keys'
import { requireWrite, rightsOf } from './access'

/** What a file would do to the library, row by row. Nothing of it is kept: accepting sends the rows back with `digest`. */
export type SheetProposal = Readonly<{
  fields: readonly SheetField[]
  ignored: readonly string[]
  cut: number
  /** Rows that can be accepted, as they were read. */
  rows: readonly SheetRowInput[]
  results: readonly RowResult[]
  digest: string
}>

/** A file as a proposal; parts.sheetUnreadable where no sheet has a column of part numbers. */
export async function proposeSheet(ctx: MemberCtx, { sheets }: Pick<Workbook, 'sheets'>): Promise<SheetProposal> {
  requireWrite(ctx)
  const sheet = readPartSheet(sheets)
  if (!sheet) throw new DomainError('invalid', 'parts.sheetHeaderMissing')
  const { plan } = await planFor(ctx, sheet.rows, sheet.fields)
  const { rows, left } = carried(sheet.rows, plan.results)
  const { digest } = await planFor(ctx, rows, sheet.fields)
  const told = left === 0 ? plan.results : plan.results.filter(({ row }) => !isPast(row, rows))
  return {
    fields: sheet.fields,
    ignored: sheet.ignored,
    cut: sheet.cut + (plan.results.length - told.length),
    rows: rows.map(({ row, cells }) => ({ row, cells })),
    results: told,
    digest,
  }
}

/** Bytes of rows that are sent back in one question; a little below what the server takes. */
const mostBytes = 3_500_000
const isPast = (row: number, rows: readonly ReadRow[]): boolean => row > (rows.at(-1)?.row ?? 0)

/**
 * The rows that are sent back to be accepted: all of a part of which any row does something, and none that was refused.
 * `left` counts those that do not fit into one question, from the end of the file; they are imported separately.
 */
function carried(read: readonly ReadRow[], results: readonly RowResult[]): { rows: ReadRow[]; left: number } {
  const keyOf = ({ cells }: ReadRow) => partNumberKey(cells.number ?? '')
  const result = new Map(results.map(({ row, result: outcome }) => [row, outcome]))
  const due = new Set(read.filter(({ row }) => ['new', 'changed'].includes(result.get(row) ?? '')).map(keyOf))
  const wanted = read.filter((row) => due.has(keyOf(row)) && result.get(row.row) !== 'error')
  let bytes = 0
  const fits = wanted.findIndex(({ cells }) => {
    bytes += Buffer.byteLength(JSON.stringify(cells)) + 24
    return bytes > mostBytes
  })
  return fits === -1 ? { rows: wanted, left: 0 } : { rows: wanted.slice(0, fits), left: wanted.length - fits }
}

/** Plans rows against the library as it stands. `digest` changes with anything the plan rests on. */
export async function planFor(
  ctx: MemberCtx,
  rows: readonly ReadRow[],
  fields: readonly SheetField[],
): Promise<{ plan: SheetPlan; digest: string }> {
  const keys = [...new Set(rows.map(({ cells }) => partNumberKey(cells.number ?? '')).filter(Boolean))]
  const library = await libraryOf(ctx, keys)
  const plan = planSheet(rows, library, { fields, mayApprove: rightsOf(ctx).approve })
  const versions = [library.parts, library.sources, library.offers].map((list) =>
    list.map(({ id, version }) => `${id} ${version}`).toSorted(),
  )
  const accepted = plan.results.filter(({ result }) => result !== 'error')
  const digest = createHash('sha256').update(canonicalJson({ accepted, versions })).digest('hex')
  return { plan, digest }
}

const atOnce = 1_000
/** Parts of these numbers with all that belongs to them. */
async function libraryOf({ db, actor }: MemberCtx, keys: readonly string[]): Promise<Library> {
  const found: {
    parts: Library['parts'][number][]
    sources: Library['sources'][number][]
    offers: Library['offers'][number][]
  } = { parts: [], sources: [], offers: [] }
  for (let at = 0; at < keys.length; at += atOnce) {
    const rows = await db
      .select()
      .from(parts)
      .where(and(eq(parts.orgId, actor.member.orgId), inArray(parts.numberKey, keys.slice(at, at + atOnce))))
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) continue
    found.parts.push(...rows)
    found.sources.push(...(await db.select().from(manufacturerParts).where(inArray(manufacturerParts.partId, ids))))
    found.offers.push(...(await db.select().from(supplierParts).where(inArray(supplierParts.partId, ids))))
  }
  return found
}
