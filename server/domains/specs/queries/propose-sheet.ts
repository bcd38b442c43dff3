import { and, eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { productParties } from '@/db/schema/products'
import type { MemberCtx } from '@/server/platform/context'
import type { Workbook } from '@/server/platform/workbooks/read-workbook'
import { diffRows, type SheetDiff } from '../exchange/diff-rows'
import { pasteTable } from '../exchange/paste-table'
import { readSpecSheet, type SpecSheet } from '../exchange/read-spec-sheet'
import { readBase } from '../exchange/sheet-base'
import type { PreviewPaste } from '../inputs'
import { requireDraft, type SpecRow } from './access'
import { readRequirements } from './requirements'

/** What a spreadsheet would do to a draft. Nothing is stored: whoever edits the draft accepts it item by item. */
export type SheetProposal = SheetDiff &
  Readonly<{
    rows: number
    /** The revision the workbook was exported from, where it knows; then only what was edited in it is proposed. */
    exported: string | null
  }>

/** A workbook that came back, as a proposal. */
export const proposeWorkbook = async (
  ctx: MemberCtx,
  revisionId: string,
  { sheets }: Pick<Workbook, 'sheets'>,
): Promise<SheetProposal> => propose(ctx, revisionId, readSpecSheet(sheets), sheets)

/** A table out of the clipboard, as a proposal, with what each column was taken for. */
export async function previewPaste(ctx: MemberCtx, { revisionId, text, columns }: PreviewPaste) {
  const pasted = pasteTable(text, columns ?? undefined)
  const proposal = await propose(ctx, revisionId, pasted)
  return { ...proposal, columns: pasted.columns, named: pasted.named }
}

async function propose(
  ctx: MemberCtx,
  revisionId: string,
  sheet: SpecSheet,
  sheets: Workbook['sheets'] = [],
): Promise<SheetProposal> {
  const { spec } = await requireDraft(ctx, revisionId, 'look')
  const current = await readRequirements(ctx, revisionId)
  const owners = await ownersOf(ctx, spec)
  const base = readBase(sheets, spec.id)
  const diff = diffRows(current, sheet.rows, { owners, preferred: spec.governingLanguage, base })
  const problems = [...sheet.problems, ...diff.problems]
  return { ...diff, problems, rows: sheet.rows.length, exported: base?.revision ?? null }
}

/** Active members of the parties on the product, by their address in lower case. */
async function ownersOf({ db }: MemberCtx, { productId }: SpecRow): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: users.id, email: sql<string>`lower(${users.email})` })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), eq(members.state, 'active')))
    .innerJoin(
      productParties,
      and(
        eq(productParties.orgId, members.orgId),
        eq(productParties.productId, productId),
        eq(productParties.state, 'active'),
      ),
    )
  return new Map(rows.map(({ id, email }) => [email, id]))
}
