import { inArray } from 'drizzle-orm'
import { orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import type { AnyCtx } from '@/server/platform/context'
import type { OrgKind } from '@/server/kernel/actor'

/** How a person is named to both shores. */
export type PersonName = Readonly<{ id: string; displayNameEn: string; displayNameZh: string; honorific: string }>

/** Columns of a PersonName. */
export const personName = {
  id: users.id,
  displayNameEn: users.displayNameEn,
  displayNameZh: users.displayNameZh,
  honorific: users.honorific,
}

/** How an organisation is named to both shores, and which clock is on its wall. */
export type OrgName = Readonly<{
  id: string
  legalNameEn: string
  legalNameZh: string
  kind: OrgKind
  timeZone: string
}>

/** Columns of an OrgName. */
export const orgName = {
  id: orgs.id,
  legalNameEn: orgs.legalNameEn,
  legalNameZh: orgs.legalNameZh,
  kind: orgs.kind,
  timeZone: orgs.timeZone,
}

/** Names by id. People who left keep their names on what they wrote. */
export async function namePeople({ db }: AnyCtx, ids: readonly string[]): Promise<Record<string, PersonName>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return {}
  const found = await db.select(personName).from(users).where(inArray(users.id, wanted))
  return Object.fromEntries(found.map((person) => [person.id, person]))
}

/** Names of organisations by id, of those the reader may know. */
export async function nameOrgs({ db }: AnyCtx, ids: readonly string[]): Promise<Record<string, OrgName>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return {}
  const found = await db.select(orgName).from(orgs).where(inArray(orgs.id, wanted))
  return Object.fromEntries(found.map((org) => [org.id, org]))
}
