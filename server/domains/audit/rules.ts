import { csvRecord } from '@/server/kernel/csv'
import type { ChainedEntry } from '@/server/platform/journal'

/** Entries read at once while checking or exporting a chain: bounded memory, few round trips. */
export const chainBatch = 1_000

const columns = [
  'seq',
  'at',
  'actorUserId',
  'actorOrgId',
  'action',
  'subjectId',
  'productId',
  'params',
  'previousHash',
  'hash',
] as const
/** An entry with its place in the chain. */
export type ExportedEntry = ChainedEntry & Readonly<{ previousHash: string; hash: string }>

/** One line of JSON per entry, with all that its hash covers, so that anyone can recompute the chain. */
export const asJsonLine = (entry: ExportedEntry): string =>
  `${JSON.stringify({ ...entry, at: entry.at.toISOString() })}\n`

/** The head of a CSV file; a byte order mark, or Excel in China reads it as GBK. */
export const csvHead = `\uFEFF${csvRecord(columns)}`
export function asCsvLine(entry: ExportedEntry): string {
  const cells: Record<(typeof columns)[number], string> = {
    seq: String(entry.seq),
    at: entry.at.toISOString(),
    actorUserId: entry.actorUserId ?? '',
    actorOrgId: entry.actorOrgId ?? '',
    action: entry.action,
    subjectId: entry.subjectId,
    productId: entry.productId ?? '',
    params: JSON.stringify(entry.params),
    previousHash: entry.previousHash,
    hash: entry.hash,
  }
  return csvRecord(columns.map((column) => cells[column]))
}

/** Ids of people and organisations that an entry speaks of, so that it can be read with names. */
export function namedIn(
  entry: Readonly<{
    actorUserId: string | null
    actorOrgId: string | null
    subjectId: string
    params: Readonly<Record<string, unknown>>
  }>,
): string[] {
  const values = [entry.actorUserId, entry.actorOrgId, entry.subjectId, ...Object.values(entry.params)]
  return values.filter((value) => typeof value === 'string').filter((value) => /^(usr|org)_[0-9a-z]{26}$/.test(value))
}
