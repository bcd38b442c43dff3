import { and, asc, eq, isNull, like } from 'drizzle-orm'
import { parts } from '@/db/schema/parts'
import type { MemberCtx } from '@/server/platform/context'
import { searchWords } from '../rules/search-text'

/** Parts of the organisation that have every word of a query, at most `limit`; none for a query without words. */
export async function findParts({ db, actor }: MemberCtx, query: string, limit: number) {
  const words = searchWords(query)
  // One letter means half the library.
  if (words.join('').length < 2) return []
  return db
    .select({ id: parts.id, number: parts.number, name: parts.name, value: parts.value, package: parts.package })
    .from(parts)
    .where(
      and(
        eq(parts.orgId, actor.member.orgId),
        isNull(parts.archivedAt),
        ...words.map((word) => like(parts.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
      ),
    )
    .orderBy(asc(parts.numberKey))
    .limit(limit)
}
