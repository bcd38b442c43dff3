import { users } from '@/db/schema/people'
import type { Language } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'
import { displayNames, personSortKey, type Names } from '../rules/names'

export type NewPerson = Names &
  Readonly<{
    email: string
    /** Whether their access to the mailbox is proven. */
    verified: boolean
    passwordHash: string | null
    honorific?: string
    image?: string | null
    locale: Language
    timeZone: string
  }>

/** Adds a person; null when somebody with this address was there first, also under a race. */
export async function createPerson(ctx: AnyCtx, person: NewPerson): Promise<{ id: string } | null> {
  const now = ctx.now()
  const { verified, passwordHash, honorific = '', image = null, ...rest } = person
  const [made] = await ctx.db
    .insert(users)
    .values({
      id: newId('user'),
      ...rest,
      honorific,
      image,
      ...displayNames(person, person.email),
      sortKey: personSortKey(person, person.email),
      emailVerified: verified ? now : null,
      passwordHash,
      passwordChangedAt: passwordHash === null ? null : now,
      createdAt: now,
    })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id })
  return made ?? null
}
