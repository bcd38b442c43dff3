import type { MemberCtx } from '@/server/platform/context'
import type { ExportEntries } from '../inputs'
import { asCsvLine, asJsonLine, chainBatch, csvHead } from '../rules'
import { readChain } from './read-chain'
import { requireAuditor } from './require-auditor'

/** A part of the log as text; the caller asks on from `next` until it is null and joins the parts. */
export async function exportEntries(
  ctx: MemberCtx,
  { format, after }: ExportEntries,
): Promise<{ text: string; next: number | null }> {
  requireAuditor(ctx)
  const rows = await readChain(ctx, after)
  const lines = rows.map(format === 'csv' ? asCsvLine : asJsonLine).join('')
  const text = format === 'csv' && after === 0 ? csvHead + lines : lines
  return { text, next: rows.length === chainBatch ? (rows.at(-1)?.seq ?? null) : null }
}
