import { join } from 'node:path'
import type { Pool } from '@/db/client'
import { members, orgs } from '@/db/schema/orgs'
import { users } from '@/db/schema/people'
import { productParties, products } from '@/db/schema/products'
import { grants as allGrants, type Grant } from '@/server/domains/products/rules'
import type { PartyState } from '@/server/domains/products/lifecycle'
import type { MemberActor, MemberRole, OrgKind } from '@/server/kernel/actor'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { transact, type AnyCtx } from '@/server/platform/context'
import { createLog } from '@/server/platform/log'
import { createLiveSignal } from '@/server/platform/services'
import type { Services } from '@/server/platform/services'
import { readSettings } from '@/server/platform/settings'
import { partialFiles } from '@/server/platform/partial-files'
import { createStorage } from '@/server/platform/storage'
import type { RequestContext } from '@/server/trpc/init'
import { createCaller } from '@/server/trpc/root'

/** Runs one step past row-level security, as a test's stage hand. */
export const asStage = <T>(pool: Pool, work: (ctx: AnyCtx) => Promise<T>): Promise<T> =>
  transact(pool, { actor: null, mode: 'write', system: true }, work)

let counter = 0
const unique = () => `${process.pid}-${++counter}`

type Made = { id: string }

export async function makeUser(
  pool: Pool,
  given: Partial<typeof users.$inferInsert> = {},
): Promise<Made & { email: string }> {
  const id = newId('user')
  const email = given.email ?? `person-${unique()}@example.com`
  await asStage(pool, ({ db }) =>
    db.insert(users).values({
      id,
      emailVerified: new Date(),
      displayNameEn: 'Alex Rivera',
      displayNameZh: 'Alex Rivera',
      sortKey: 'rivera alex',
      ...given,
      email,
    }),
  )
  return { id, email }
}

export async function makeOrg(
  pool: Pool,
  kind: OrgKind = 'brand',
  given: Partial<typeof orgs.$inferInsert> = {},
): Promise<Made & { kind: OrgKind }> {
  const id = newId('org')
  const here =
    kind === 'brand'
      ? { country: 'US', timeZone: 'America/Los_Angeles', currency: 'USD', legalNameEn: `Brand ${unique()} Inc.` }
      : { country: 'CN', timeZone: 'Asia/Shanghai', currency: 'CNY', legalNameZh: `深圳测试${unique()}电子有限公司` }
  await asStage(pool, ({ db }) => db.insert(orgs).values({ id, kind, sortKey: id, ...here, ...given }))
  return { id, kind }
}

/** A member of an organisation, a fresh person unless one is given, as the actor of calls. */
export async function makeMember(
  pool: Pool,
  org: Made & { kind: OrgKind },
  role: MemberRole = 'owner',
  user?: Made,
): Promise<MemberActor> {
  const { id } = user ?? (await makeUser(pool))
  await asStage(pool, ({ db }) => db.insert(members).values({ orgId: org.id, userId: id, role }))
  return actorOf({ id }, org, role)
}

export const actorOf = (user: Made, org: Made & { kind: OrgKind }, role: MemberRole = 'owner'): MemberActor => ({
  userId: user.id,
  sessionId: newId('session'),
  locale: org.kind === 'brand' ? 'en' : 'zh',
  timeZone: org.kind === 'brand' ? 'America/Los_Angeles' : 'Asia/Shanghai',
  member: { orgId: org.id, role, orgKind: org.kind },
})

/** A product with its owner's party. */
export async function makeProduct(
  pool: Pool,
  brand: Made,
  given: Partial<typeof products.$inferInsert> = {},
): Promise<Made & { orgId: string }> {
  const id = newId('product')
  await asStage(pool, async ({ db }) => {
    await db.insert(products).values({
      id,
      orgId: brand.id,
      code: `P-${unique()}`,
      name: bilingual('en', 'Door sensor', '门磁传感器'),
      vertical: 'home',
      subVertical: 'sensor',
      ...given,
    })
    await db.insert(productParties).values({
      id: newId('party'),
      productId: id,
      ownerOrgId: brand.id,
      orgId: brand.id,
      role: 'owner',
      state: 'active',
      grants: [...allGrants],
      ndaVersion: 'v1',
    })
  })
  return { id, orgId: brand.id }
}

/** A manufacturer's place on a product, active with all grants unless told otherwise. */
export async function makePartner(
  pool: Pool,
  product: Made & { orgId: string },
  org: Made,
  { grants = allGrants, state = 'active' }: { grants?: readonly Grant[]; state?: PartyState } = {},
): Promise<Made> {
  const id = newId('party')
  await asStage(pool, ({ db }) =>
    db.insert(productParties).values({
      id,
      productId: product.id,
      ownerOrgId: product.orgId,
      orgId: org.id,
      role: 'manufacturer',
      state,
      grants: [...grants],
      ndaVersion: 'v1',
    }),
  )
  return { id }
}

/** What the process lends in tests: files under `dir`, silent log. */
export function testServices(pool: Pool, dir = '/tmp'): Services {
  const declared = readSettings({ MORTISE_DATA: dir, LOG_LEVEL: 'silent' }, dir)
  const settings = { ...declared, databaseUrl: '', authSecret: 'a test secret of more than thirty-two characters' }
  return {
    pool,
    settings,
    log: createLog('silent'),
    storage: createStorage(settings.storage),
    partials: partialFiles(join(settings.dataDir, 'uploads')),
    live: createLiveSignal(),
  }
}

/** Calls procedures exactly as a request of this actor would. */
export function callerOf(pool: Pool, actor: RequestContext['actor'], given: Partial<RequestContext> = {}) {
  return createCaller({
    pool,
    actor,
    request: { ip: '192.0.2.1', userAgent: 'vitest', locale: actor?.locale ?? 'en', cookies: {} },
    services: testServices(pool),
    setCookie: () => undefined,
    now: () => new Date(),
    ...given,
  })
}
