import { inArray } from 'drizzle-orm'
import { users } from '@/db/schema/people'
import type { MemberCtx } from '@/server/platform/context'

export type PersonName = Readonly<{ id: string; displayNameEn: string; displayNameZh: string }>

/** Names of people by their ids, in no order; whoever is shown to the reader at all. */
export async function readPeople({ db }: MemberCtx, ids: readonly (string | null)[]): Promise<PersonName[]> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (wanted.length === 0) return []
  return db
    .select({ id: users.id, displayNameEn: users.displayNameEn, displayNameZh: users.displayNameZh })
    .from(users)
    .where(inArray(users.id, wanted))
}
export const personOf = (people: readonly PersonName[], id: string | null): PersonName | null =>
  people.find((person) => person.id === id) ?? null
