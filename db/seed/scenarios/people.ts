import { eq } from 'drizzle-orm'
import { members, orgs } from '@/db/schema/orgs'
import { createOrg } from '@/server/domains/orgs/commands/create-org'
import { createPerson } from '@/server/domains/people/commands/create-person'
import { hashPassword } from '@/server/domains/people/passwords/hashing'
import type { Actor, MemberActor, MemberRole } from '@/server/kernel/actor'
import { newId } from '@/server/kernel/ids'
import { asSystem } from '@/server/platform/context'
import { backdate, type Stage } from '../stage'
import { cast, castOrgs, demoPassword, type CastKey, type CastOrg, type CastOrgKey, type CastPerson } from './cast'

export type Actors = Readonly<Record<CastKey, MemberActor>>
export type Orgs = Readonly<Record<CastOrgKey, string>>

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(record).filter((key): key is K => Object.hasOwn(record, key))

/** Everybody who plays: each owner founds their firm, the others had joined it before the story begins. */
export async function introduce(stage: Stage): Promise<{ actors: Actors; orgIds: Orgs }> {
  const passwordHash = await hashPassword(demoPassword)
  const known = { ...stage.ctx, now: () => stage.hoursAgo(foundedHoursAgo) }
  const userIds = await mapValues(cast, async (each: CastPerson) => {
    const { org: _, role: __, ...person } = each
    const made = await asSystem(known, () => createPerson(known, { ...person, verified: true, passwordHash }))
    if (!made) throw new Error(`${person.email} exists already`)
    return made.id
  })
  const orgIds = await mapValues(castOrgs, (org, key) => found(stage, org, userIds[ownerOf(key)], cast[ownerOf(key)]))
  const actors = await mapValues(cast, async (person: CastPerson, key): Promise<MemberActor> => {
    const [userId, orgId] = [userIds[key], orgIds[person.org]]
    if (person.role !== 'owner') await join(stage, orgId, userId, person.role)
    return { ...actorOf(userId, person), member: { orgId, role: person.role, orgKind: castOrgs[person.org].kind } }
  })
  return { actors, orgIds }
}

const foundedHoursAgo = 24 * 40

const ownerOf = (org: CastOrgKey): CastKey => {
  const owner = keysOf(cast).find((key) => cast[key].org === org && cast[key].role === 'owner')
  if (!owner) throw new Error(`nobody owns ${org}`)
  return owner
}

const actorOf = (userId: string, { locale, timeZone }: CastPerson) => ({
  userId,
  sessionId: newId('session'),
  locale,
  timeZone,
})

async function found(stage: Stage, org: CastOrg, ownerId: string, owner: CastPerson): Promise<string> {
  const founder: Actor = { ...actorOf(ownerId, owner), member: null }
  const { orgId } = await stage.as(founder, foundedHoursAgo, (ctx) => createOrg(ctx, org))
  await backdate(stage, foundedHoursAgo, [
    [orgs, eq(orgs.id, orgId)],
    [members, eq(members.orgId, orgId)],
  ])
  return orgId
}

const join = (stage: Stage, orgId: string, userId: string, role: MemberRole) =>
  asSystem(stage.ctx, async () => {
    await stage.ctx.db.insert(members).values({ orgId, userId, role, createdAt: stage.hoursAgo(foundedHoursAgo) })
  })

async function mapValues<K extends string, V, T>(
  record: Readonly<Record<K, V>>,
  make: (value: V, key: K) => Promise<T>,
): Promise<Record<K, T>> {
  const made: [K, T][] = []
  // One after the other: they share one connection.
  for (const key of keysOf(record)) made.push([key, await make(record[key], key)])
  // The keys are those of the record, which `fromEntries` cannot know.
  return Object.fromEntries(made) as Record<K, T>
}
