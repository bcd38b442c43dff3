import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq, inArray } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bomLines, bomRemovedLines, bomRevisions } from '@/db/schema/boms'
import type { MemberActor } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import { transact } from '@/server/platform/context'
import type { Services } from '@/server/platform/services'
import { asStage, callerOf, makeMember, makeOrg, makeProduct, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { putInForce } from './commands/put-in-force'
import { uploadImport } from './commands/upload-import'
import { requireBom, requireRevision } from './queries/access'
import { contentHash } from './queries/content-hash'

let database: TestDatabase
let services: Services
let dir: string
let product: { id: string; orgId: string }
let people: readonly [MemberActor, MemberActor]

const asActor = <T>(actor: MemberActor, work: Parameters<typeof transact<MemberActor, T>>[2]) =>
  transact(database.pool, { actor, mode: 'write' }, work)
const as = (actor: MemberActor) => callerOf(database.pool, actor, { services }).boms
const stage = <T>(work: Parameters<typeof asStage<T>>[1]) => asStage(database.pool, work)

const table = (values: readonly string[]) =>
  [
    'Designator,Quantity,Manufacturer Part,Manufacturer,Description',
    ...values.map((value, index) => `R${index + 1},1,${value},YAGEO,Resistor`),
  ].join('\n')

async function importInto(bomId: string | null, values: readonly string[], actor: MemberActor) {
  const blob = await services.storage.put(Buffer.from(table(values)))
  const { importId } = await asActor(actor, (ctx) =>
    uploadImport(ctx, services.storage, { productId: product.id, bomId, fileName: 'a.csv', blob }),
  )
  return as(actor).commitImport({ importId, version: 1 })
}

beforeAll(async () => {
  database = await testDatabase()
  dir = mkdtempSync(join(tmpdir(), 'mortise-frozen-'))
  services = testServices(database.pool, dir)
  const brand = await makeOrg(database.pool)
  product = await makeProduct(database.pool, brand)
  people = [await makeMember(database.pool, brand, 'engineer'), await makeMember(database.pool, brand, 'owner')]
})
afterAll(async () => {
  await database.close()
  rmSync(dir, { recursive: true, force: true })
})

const actions = [
  'edit',
  'dnp',
  'add',
  'move',
  'remove',
  'restore',
  'waive',
  'submit',
  'sendBack',
  'withdraw',
  'release',
  'start',
  'change',
  'import',
  'rename',
  'straight',
] as const
type Step = Readonly<{ action: (typeof actions)[number]; who: 0 | 1; newest: boolean; pick: number; text: string }>

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom(...actions),
  who: fc.constantFrom(0 as const, 1 as const),
  // Aims at what may be edited, or at any revision there is.
  newest: fc.boolean(),
  pick: fc.nat(50),
  text: fc.constantFrom('RC0402FR-0710KL', 'RC0402FR-071KL', 'CL05B104KO5NNNC'),
})

/** One action on one of the revisions. What is refused has changed nothing. */
async function act(bomId: string, { action, who, newest, pick, text }: Step): Promise<void> {
  const actor = people[who]
  const caller = as(actor)
  const bom = await caller.getBom({ bomId })
  const aimed = newest ? bom.revisions[0] : bom.revisions[pick % bom.revisions.length]
  if (!aimed) return
  const { id: revisionId, version } = aimed
  const lines = await stage(({ db }) =>
    db.select().from(bomLines).where(eq(bomLines.revisionId, revisionId)).orderBy(asc(bomLines.position)),
  )
  const line = lines[pick % Math.max(1, lines.length)]
  const lineId = line?.id ?? 'none'
  const reason = { en: 'Because.', zh: '' }
  const edit = (patch: object) =>
    caller.editLines({ revisionId, edits: [{ lineId, version: line?.version ?? 1, patch }] })
  switch (action) {
    case 'edit':
      return void (await edit({ mpn: text, refs: `R${pick + 100}`, quantity: '1' }))
    case 'dnp':
      return void (await edit({ dnp: !line?.dnp }))
    case 'add':
      return void (await caller.addLine({
        revisionId,
        place: { at: pick % 2 === 0 ? 'after' : 'under', target: line?.id ?? null },
        patch: { mpn: text, refs: `C${pick + 100}`, quantity: '1' },
      }))
    case 'move':
      return caller.moveLine({ revisionId, lineId, place: { at: 'before', target: lines[0]?.id ?? null } })
    case 'remove':
      return void (await caller.removeLines({ revisionId, lineIds: [lineId] }))
    case 'restore': {
      const [gone] = await stage(({ db }) =>
        db.select().from(bomRemovedLines).where(eq(bomRemovedLines.bomId, bomId)).limit(1),
      )
      return void (await caller.restoreLines({ revisionId, batchId: gone?.batchId ?? 'none' }))
    }
    case 'waive':
      return caller.waiveCheck({ revisionId, check: 'singleSource', lineIds: [lineId], reason })
    case 'submit':
      return void (await caller.submitRevision({ revisionId, version }))
    case 'sendBack':
      return caller.sendBackRevision({ revisionId, version, reason })
    case 'withdraw':
      return caller.withdrawRevision({ revisionId, version, reason })
    case 'release':
      return void (await caller.releaseRevision({ revisionId, version }))
    case 'start':
      return void (await caller.startRevision({ bomId }))
    case 'change':
      return void (await asActor(actor, async (ctx) => {
        const { bom: row } = await requireBom(ctx, bomId)
        const { revision } = await requireRevision(ctx, revisionId)
        return putInForce(ctx, { bom: row, revision, changeId: revision.changeId ?? 'chg_1' })
      }))
    case 'import':
      return void (await importInto(bomId, [text, `${text}${pick}`], actor))
    case 'rename':
      return caller.renameBom({ bomId, version: bom.version, name: { en: `Board ${pick}`, zh: '' } })
    case 'straight':
      // Past the commands, as a mistake in one of them would: the database refuses it.
      return void (await stage(({ db }) => db.update(bomLines).set({ mpn: text }).where(eq(bomLines.id, lineId))))
  }
}

describe('a released revision', () => {
  it('is edited by no sequence of actions', async () => {
    let frozen = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const { bomId } = await importInto(null, ['RC0402FR-0710KL', 'RC0402FR-0722KL'], people[0])
        const hashes = new Map<string, string>()
        const release: Step[] = [
          { action: 'submit', who: 0, newest: true, pick: 0, text: '' },
          { action: 'release', who: 1, newest: true, pick: 0, text: '' },
          { action: 'start', who: 0, newest: true, pick: 0, text: '' },
        ]
        // Half of the sequences begin after a release.
        for (const each of [...(steps.length % 2 === 0 ? release : []), ...steps]) {
          await act(bomId, each).catch(known)
          await stage(async (ctx) => {
            const out = await ctx.db
              .select({ id: bomRevisions.id, hash: bomRevisions.contentHash })
              .from(bomRevisions)
              .where(inArray(bomRevisions.state, ['released', 'superseded']))
            for (const { id, hash } of out) {
              const now = await contentHash(ctx, id)
              expect(now).toBe(hash)
              expect(now).toBe(hashes.get(id) ?? now)
              hashes.set(id, now)
            }
          })
        }
        frozen += hashes.size
      }),
      { numRuns: 12 },
    )
    expect(frozen).toBeGreaterThan(5)
  }, 300_000)
})

/** A refusal with a reason, or the database's own. Anything else is a mistake here. */
function known(error: unknown): void {
  if (!(error instanceof Error)) throw error
  const said = error instanceof DomainError ? error.code : error.message
  const cause = error.cause instanceof Error ? error.cause.message : ''
  if (!/^(boms|products|language)\.|BAD_REQUEST|is not a draft/.test(`${said}`) && !/is not a draft/.test(cause))
    throw error
}
