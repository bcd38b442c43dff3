import { and, eq, isNull, sql } from 'drizzle-orm'
import { partMatches, parts } from '@/db/schema/parts'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { learnedKeyOf, type MatchLine } from '../rules/match'

/** Proves that a live entry is in the library of the acting organisation; a stranger's does not exist. */
export async function requireOwnPart({ db, actor }: MemberCtx, partId: string): Promise<Readonly<{ number: string }>> {
  const [part] = await db
    .select({ number: parts.number })
    .from(parts)
    .where(and(eq(parts.id, partId), eq(parts.orgId, actor.member.orgId), isNull(parts.archivedAt)))
  if (!part) throw new DomainError('notFound', 'parts.notFound')
  return part
}

/** Keeps what a person answered, for this organisation alone; a later answer to the same replaces it. */
export async function learnMatch({ db, actor, now }: MemberCtx, line: MatchLine, partId: string): Promise<void> {
  const key = learnedKeyOf(line)
  if (key === null) return
  const answer = { partId, userId: actor.userId, createdAt: now() }
  await db
    .insert(partMatches)
    .values({ id: newId('partMatch'), orgId: actor.member.orgId, ...key, ...answer })
    .onConflictDoUpdate({ target: [partMatches.orgId, partMatches.kind, partMatches.key], set: answer })
}

/** Forgets what was learned of such a line, where it leads to this entry. */
export async function forgetMatch({ db, actor }: MemberCtx, line: MatchLine, partId: string): Promise<void> {
  const key = learnedKeyOf(line)
  if (key === null) return
  await db
    .delete(partMatches)
    .where(
      and(
        eq(partMatches.orgId, actor.member.orgId),
        eq(partMatches.kind, key.kind),
        eq(partMatches.key, key.key),
        sql`${partMatches.partId} = ${partId}`,
      ),
    )
}
