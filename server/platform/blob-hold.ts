import { sql } from 'drizzle-orm'
import type { BlobStore } from './blob'
import type { AnyCtx } from './context'

const keyOf = (sha256: string) => sql`hashtextextended(${`blob ${sha256}`}, 0)`

/**
 * Keeps a stored blob from being pruned until the transaction ends, by when a row refers to it. False where it is gone:
 * pruned between its arrival and now, as only bytes that lay there unwanted before can be.
 */
export async function holdBlob({ db }: AnyCtx, storage: BlobStore, sha256: string): Promise<boolean> {
  await db.execute(sql`select pg_advisory_xact_lock_shared(${keyOf(sha256)})`)
  return storage.has(sha256)
}

/** Waits for everybody who holds a blob and lets nobody hold it until the transaction ends. */
export async function lockBlob({ db }: AnyCtx, sha256: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${keyOf(sha256)})`)
}
