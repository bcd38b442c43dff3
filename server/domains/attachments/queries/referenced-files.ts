import { inArray } from 'drizzle-orm'
import { attachments } from '@/db/schema/attachments'
import type { AnyCtx } from '@/server/platform/context'

/** Which of these files are kept as evidence. For the system. */
export async function referencedAttachments({ db }: AnyCtx, names: readonly string[]): Promise<string[]> {
  const found = await db
    .select({ sha256: attachments.sha256 })
    .from(attachments)
    .where(inArray(attachments.sha256, [...names]))
  return found.map(({ sha256 }) => sha256)
}
