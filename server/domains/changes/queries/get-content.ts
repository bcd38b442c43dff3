import type { MemberCtx } from '@/server/platform/context'
import type { ChangeRef } from '../inputs'
import { requireChange } from './access'
import { readDiff } from './standing'

/** Rows of the comparison that travel with a change; all of them are on the page that compares. */
const most = 200

/** What a change does to its BOM, cell by cell; null while there is no draft. */
export async function getContent(ctx: MemberCtx, { changeId }: ChangeRef) {
  const { change } = await requireChange(ctx, changeId)
  const diff = await readDiff(ctx, change)
  return diff && { ...diff, rows: diff.rows.slice(0, most), rowCount: diff.rows.length }
}
export type ContentView = Awaited<ReturnType<typeof getContent>>
