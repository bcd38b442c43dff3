import { and, eq, lt } from 'drizzle-orm'
import { firmwareBuilds } from '@/db/schema/firmware'
import type { AnyCtx } from '@/server/platform/context'
import { openBuildDays } from '../rules/firmware-file'

/** Forgets builds whose files stopped coming; their versions are free again. Answers with how many. */
export async function pruneBuilds({ db, now }: AnyCtx): Promise<number> {
  const stale = new Date(now().getTime() - openBuildDays * 86_400_000)
  const gone = await db
    .delete(firmwareBuilds)
    .where(and(eq(firmwareBuilds.state, 'open'), lt(firmwareBuilds.createdAt, stale)))
    .returning({ id: firmwareBuilds.id })
  return gone.length
}
