import { members, orgs } from '@/db/schema/orgs'
import { createPerson } from '@/server/domains/people/commands/create-person'
import { hashPassword } from '@/server/domains/people/passwords/hashing'
import { sortable } from '@/server/domains/people/rules/names'
import type { MemberActor } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import { cast, castOrgs, demoPassword, type CastKey, type CastOrg, type CastOrgKey, type CastPerson } from './cast'

export type Actors = Readonly<Record<CastKey, MemberActor>>
export type Orgs = Readonly<Record<CastOrgKey, string>>

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(record).filter((key): key is K => Object.hasOwn(record, key))

/** Everybody who plays and the firms they work for, all of which existed before the story begins. */
export const introduce = (stage: Stage): Promise<{ actors: Actors; orgIds: Orgs }> =>
  asSystem(stage.ctx, () => enterAll(stage))

async function enterAll(stage: Stage): Promise<{ actors: Actors; orgIds: Orgs }> {
  const { db } = stage.ctx
  const founded = stage.hoursAgo(24 * 40)
  const orgIds = await mapValues(castOrgs, async (org: CastOrg) => {
    const id = newId('org')
    const { about, ...rest } = org
    const sortKey = sortable(org.kind === 'brand' ? org.legalNameEn : org.legalNameZh)
    const written = bilingual(about.source, about[about.source], about[about.source === 'en' ? 'zh' : 'en'])
    await db.insert(orgs).values({ id, ...rest, about: written, sortKey, createdAt: founded, updatedAt: founded })
    return id
  })
  const passwordHash = await hashPassword(demoPassword)
  const actors = await mapValues(cast, async (person: CastPerson): Promise<MemberActor> => {
    const { org, role, ...known } = person
    const made = await createPerson({ ...stage.ctx, now: () => founded }, { ...known, verified: true, passwordHash })
    if (!made) throw new Error(`${person.email} exists already`)
    const orgId = orgIds[org]
    await db.insert(members).values({ orgId, userId: made.id, role, createdAt: founded, updatedAt: founded })
    return {
      userId: made.id,
      sessionId: newId('session'),
      locale: person.locale,
      timeZone: person.timeZone,
      member: { orgId, role, orgKind: castOrgs[org].kind },
    }
  })
  return { actors, orgIds }
}

async function mapValues<K extends string, V, T>(
  record: Readonly<Record<K, V>>,
  make: (value: V) => Promise<T>,
): Promise<Record<K, T>> {
  const made: [K, T][] = []
  // One after the other: they share one connection.
  for (const key of keysOf(record)) made.push([key, await make(record[key])])
  // The keys are those of the record, which `fromEntries` cannot know.
  return Object.fromEntries(made) as Record<K, T>
}
