import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberActor } from '@/server/kernel/actor'
import { transact } from '@/server/platform/context'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { callerOf, makeMember, makeOrg, testServices } from '@/server/testing/factories'
import { testDatabase, type TestDatabase } from '@/server/testing/database'
import { findFacts } from './commands/find-facts'
import type { PartFields } from './inputs'
import { exportParts } from './queries/export-parts'
import { proposeSheet } from './queries/propose-sheet'
import type { PartFilter } from './rules/filters'

let database: TestDatabase
let brand: MemberActor
let purchaser: MemberActor
let quality: MemberActor
let factory: MemberActor
beforeAll(async () => {
  database = await testDatabase()
  const org = await makeOrg(database.pool)
  brand = await makeMember(database.pool, org, 'engineer')
  purchaser = await makeMember(database.pool, org, 'purchaser')
  quality = await makeMember(database.pool, org, 'quality')
  factory = await makeMember(database.pool, await makeOrg(database.pool, 'manufacturer'), 'owner')
})
afterAll(() => database.close())

const as = (actor: MemberActor) => callerOf(database.pool, actor).parts
const declared = {
  package: '0402',
  lifecycle: 'active' as const,
  lastTimeBuy: null,
  msl: '1' as const,
  rohs: 'compliant' as const,
  reach: 'unknown' as const,
  datasheet: '',
}
const fields = (number: string, more: Partial<PartFields> = {}): PartFields => ({
  ...declared,
  number,
  name: { en: 'Capacitor', zh: '电容' },
  description: { en: '', zh: '' },
  kind: 'capacitor',
  value: '100nF',
  uom: '',
  attritionPct: '0.5',
  attritionExtra: null,
  note: '',
  ...more,
})
const maker = (mpn: string, manufacturer = 'Murata') => ({ ...declared, mpn, manufacturer })
const offer = (sku: string, breaks = [{ min: '1', micros: '12500' }]) => ({
  manufacturerPartId: null,
  supplier: 'LCSC',
  sku,
  url: '',
  currency: 'CNY' as const,
  breaks,
  moq: '20',
  multiple: null,
  leadTimeDays: 3,
  pricedOn: '2026-01-01',
  validUntil: null as string | null,
})
const part = async (number: string) => (await as(brand).createPart(fields(number))).partId

test('a number stands once, however it is spelt, and each organisation has its own', async () => {
  const partId = await part('WL-C-100')
  await expect(as(brand).createPart(fields('wl c 100'))).rejects.toMatchObject({
    message: 'parts.numberTaken',
    cause: { params: { number: 'WL-C-100', partId } },
  })
  await expect(as(factory).createPart(fields('WL-C-100'))).resolves.toBeDefined()
  await expect(as(brand).createPart(fields('---'))).rejects.toThrow('parts.numberEmpty')
  await expect(as(brand).createPart(fields('X1', { name: { en: '', zh: '' } }))).rejects.toThrow('parts.nameNeeded')
  await expect(as(quality).createPart(fields('X2'))).rejects.toThrow('parts.writeNeeded')
})

test('of two who edit one loses, and what is archived stays as it is', async () => {
  const partId = await part('WL-C-200')
  const { version } = await as(brand).getPart({ partId })
  await as(purchaser).editPart({ partId, version, part: fields('WL-C-200', { value: '220nF' }) })
  await expect(as(brand).editPart({ partId, version, part: fields('WL-C-200') })).rejects.toThrow('parts.stale')
  await part('WL-C-201')
  const now = await as(brand).getPart({ partId })
  expect(now.value).toBe('220nF')
  await expect(as(brand).editPart({ partId, version: now.version, part: fields('WL-C-201') })).rejects.toThrow(
    'parts.numberTaken',
  )
  await as(brand).archivePart({ partId, version: now.version })
  await expect(as(brand).addManufacturerPart({ partId, manufacturerPart: maker('A') })).rejects.toThrow(
    'parts.archived',
  )
  await as(brand).restorePart({ partId, version: now.version + 1 })
  const { entries } = await as(brand).listPartHistory({ partId })
  expect(entries.map(({ action }) => action)).toEqual([
    'parts.restorePart',
    'parts.archivePart',
    'parts.editPart',
    'parts.createPart',
  ])
  expect(entries[2]?.params).toMatchObject({ fields: ['value'] })
})

test('who may buy what is decided by engineers, with a reason for refusing', async () => {
  const partId = await part('WL-C-300')
  const { manufacturerPartId } = await as(purchaser).addManufacturerPart({ partId, manufacturerPart: maker('GRM-1') })
  await expect(as(purchaser).addManufacturerPart({ partId, manufacturerPart: maker('grm1', '村田') })).rejects.toThrow(
    'parts.manufacturerPartTaken',
  )
  await expect(
    as(purchaser).addManufacturerPart({ partId, manufacturerPart: maker('X'), approve: true }),
  ).rejects.toThrow('parts.approveNeeded')
  await expect(as(purchaser).approveManufacturerPart({ manufacturerPartId, version: 1 })).rejects.toThrow(
    'parts.approveNeeded',
  )
  await as(brand).approveManufacturerPart({ manufacturerPartId, version: 1, effectiveFrom: '2099-01-01' })
  await expect(as(brand).approveManufacturerPart({ manufacturerPartId, version: 2 })).rejects.toThrow(
    'parts.alternate.illegalTransition',
  )
  const [source] = (await as(brand).getPart({ partId })).sources
  expect(source).toMatchObject({ status: 'approved', effective: false, effectiveFrom: '2099-01-01' })
  await expect(
    as(brand).editManufacturerPart({
      ...{ manufacturerPartId, version: 2, effectiveFrom: '2099-01-01' },
      manufacturerPart: maker('OTHER'),
    }),
  ).rejects.toThrow('parts.sourceFixed')
  await expect(
    as(purchaser).editManufacturerPart({
      ...{ manufacturerPartId, version: 2, effectiveFrom: null },
      manufacturerPart: maker('GRM-1'),
    }),
  ).rejects.toThrow('parts.approveNeeded')
  await expect(
    as(brand).retireManufacturerPart({ manufacturerPartId, version: 2, reason: { en: '', zh: '' } }),
  ).rejects.toThrow()
  await as(brand).retireManufacturerPart({ manufacturerPartId, version: 2, reason: { en: 'Cracked', zh: '' } })
  expect((await as(brand).getPart({ partId })).standing.approved).toBe(0)
})

test('the order names every maker’s part, once', async () => {
  const partId = await part('WL-C-400')
  const add = async (mpn: string) =>
    (await as(brand).addManufacturerPart({ partId, manufacturerPart: maker(mpn), approve: true })).manufacturerPartId
  const [a, b] = [await add('A'), await add('B')]
  const rank = (ids: string[], version = 1) =>
    as(brand).rankManufacturerParts({ partId, version, manufacturerPartIds: ids })
  await expect(rank([a])).rejects.toThrow('parts.rankIncomplete')
  await expect(rank([a, a])).rejects.toThrow('parts.rankIncomplete')
  await rank([b, a])
  await expect(rank([a, b])).rejects.toThrow('parts.stale')
  expect((await as(brand).getPart({ partId })).sources.map(({ mpn, rank: at }) => [mpn, at])).toEqual([
    ['B', 1],
    ['A', 2],
  ])
})

test('prices hold together and are hidden from roles that see none', async () => {
  const partId = await part('WL-C-500')
  const add = (supplierPart: ReturnType<typeof offer>) => as(purchaser).addSupplierPart({ partId, supplierPart })
  await expect(
    add(
      offer('C1', [
        { min: '1', micros: '1' },
        { min: '1.0', micros: '2' },
      ]),
    ),
  ).rejects.toThrow('parts.break.duplicate')
  await expect(add(offer('C1', [{ min: '1', micros: '0' }]))).rejects.toThrow('parts.break.priceInvalid')
  await expect(add({ ...offer('C1'), validUntil: '2025-01-01' })).rejects.toThrow('parts.validityBackwards')
  const { supplierPartId } = await add(
    offer('C1', [
      { min: '100', micros: '9' },
      { min: '1', micros: '10' },
    ]),
  )
  await expect(add(offer('c-1'))).rejects.toThrow('parts.supplierPartTaken')
  const [seen] = (await as(brand).getPart({ partId })).offers
  expect(seen).toMatchObject({
    breaks: [
      { min: '1', micros: '10' },
      { min: '100', micros: '9' },
    ],
    moq: '20',
  })
  expect((await as(quality).getPart({ partId })).offers[0]).toMatchObject({ breaks: null, breakCount: 2 })
  await as(brand).editSupplierPart({
    supplierPartId,
    version: 1,
    supplierPart: { ...offer('C1'), validUntil: '2026-01-02' },
  })
  await expect(as(brand).removeSupplierPart({ supplierPartId, version: 1 })).rejects.toThrow('parts.stale')
  expect((await as(brand).listParts({ search: 'WL-C-500' })).items[0]).toMatchObject({ pricesExpired: true })
  await as(brand).removeSupplierPart({ supplierPartId, version: 2 })
  expect((await as(brand).getPart({ partId })).offers).toEqual([])
})

test('parts are found by any number of theirs and by what they need', async () => {
  const partId = await part('WL-L-600')
  await as(brand).addManufacturerPart({
    partId,
    manufacturerPart: { ...maker('LQG15HS3N3S02D'), lifecycle: 'nrnd' },
    approve: true,
  })
  await as(brand).addSupplierPart({ partId, supplierPart: offer('C98765') })
  await part('WL-L-601')
  const numbers = async (search: string, filters: PartFilter[] = []) =>
    (await as(brand).listParts({ search, filters })).items.map(({ number }) => number)
  expect(await numbers('lqg15 murata')).toEqual(['WL-L-600'])
  expect(await numbers('c98765')).toEqual(['WL-L-600'])
  expect(await numbers('WLL60')).toEqual(['WL-L-600', 'WL-L-601'])
  expect(await numbers('WL-L-6', ['noApproved'])).toEqual(['WL-L-601'])
  expect(await numbers('WL-L-6', ['singleSource', 'nrnd'])).toEqual(['WL-L-600'])
  expect(await numbers('WL-L-6', ['eol'])).toEqual([])
  expect(await numbers('100%')).toEqual([])
  const first = await as(brand).listParts({ search: 'WL-L-6', limit: 1 })
  expect(first).toMatchObject({ total: 2, nextCursor: 'WLL600' })
  const next = await as(brand).listParts({ search: 'WL-L-6', limit: 1, cursor: first.nextCursor })
  expect([next.items[0]?.number, next.nextCursor]).toEqual(['WL-L-601', null])
  expect((await as(factory).listParts({ search: 'WL-L-6' })).items).toEqual([])
})

test('a rate is noted once per day and never for tomorrow', async () => {
  const rate = { base: 'USD', quote: 'CNY', rate: '7.1234', day: '2026-01-31', source: 'BoC' } as const
  await as(brand).addExchangeRate(rate)
  await expect(as(purchaser).addExchangeRate({ ...rate, rate: '7.2' })).rejects.toThrow('parts.rateTaken')
  await expect(as(brand).addExchangeRate({ ...rate, day: '2099-01-01' })).rejects.toThrow('parts.rateAhead')
  await expect(as(brand).addExchangeRate({ ...rate, quote: 'USD' })).rejects.toThrow()
  expect((await as(brand).listExchangeRates()).rates).toMatchObject([{ rate: '7.1234', source: 'BoC' }])
  expect((await as(factory).listExchangeRates()).rates).toEqual([])
})

describe('a sheet', () => {
  const within = <T>(actor: MemberActor, work: Parameters<typeof transact<MemberActor, T>>[2]) =>
    transact(database.pool, { actor, mode: 'read' }, work)
  const propose = async (text: string | Uint8Array, actor = brand) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
    const { sheets } = await readWorkbook(bytes)
    return within(actor, (ctx) => proposeSheet(ctx, { sheets }))
  }
  const accept = async (proposal: Awaited<ReturnType<typeof propose>>, actor = brand) =>
    as(actor).applySheet({
      fields: [...proposal.fields],
      rows: proposal.rows.map(({ row, cells }) => ({ row, cells: { ...cells } })),
      digest: proposal.digest,
    })
  const text = [
    '料号,名称,描述,制造商料号,制造商,供应商,供应商料号,币种,单价,起订量',
    'SH-1,电阻,贴片,RC0402FR-0710KL,国巨,立创,C60490,CNY,1: 0.01; 1000: 0.004,100',
    'SH-1,,,RC0402FR-0710KL,YAGEO,Digi-Key,311-10KLRCT-ND,USD,0.1,',
    'SH-2,螺丝,,,,,,,,',
    ',,,,,,,,,',
    'SH-3,,,,,,,,,',
  ].join('\n')

  test('is proposed, accepted in one go, and says nothing the second time', async () => {
    const proposal = await propose(text)
    expect(proposal.results.map(({ result }) => result)).toEqual(['new', 'new', 'new', 'error'])
    expect((await as(brand).listParts({ search: 'SH-' })).items).toEqual([])
    expect(await accept(proposal)).toEqual({ added: 2, changed: 0 })
    expect(await accept(proposal)).toEqual({ added: 0, changed: 0 })
    const [first] = (await as(brand).listParts({ search: 'SH-1 311-10KLRCT' })).items
    expect(first).toMatchObject({ number: 'SH-1', sources: 1, suppliers: 2 })
    const { offers, sources } = await as(brand).getPart({ partId: first?.id ?? '' })
    expect(sources[0]?.status).toBe('proposed')
    expect(offers.map(({ manufacturerPartId }) => manufacturerPartId)).toEqual([sources[0]?.id, sources[0]?.id])
    const exported = await within(brand, (ctx) => exportParts(ctx, { format: 'xlsx' }))
    const back = await propose(exported.body)
    expect(back.results.filter(({ result }) => result !== 'unchanged')).toEqual([])
    expect(back.rows).toEqual([])
  })

  test('larger than one question may be is taken in part, and the rest is told', async () => {
    const note = 'x'.repeat(1_900)
    const many = Array.from({ length: 2_100 }, (_, at) => `BIG-${at},Part,${note}`)
    const proposal = await propose(`Part number,Name,Note\n${many.join('\n')}\n`)
    expect(proposal.cut).toBeGreaterThan(0)
    expect(proposal.results).toHaveLength(proposal.rows.length)
    expect(proposal.rows.length + proposal.cut).toBe(2_100)
  })

  test('is refused when the library moved under it', async () => {
    const change = '料号,名称,参数值\nSH-2,螺丝,M2\n'
    const proposal = await propose(change)
    expect(proposal.results[0]?.changes).toEqual([{ field: 'value', from: '', to: 'M2' }])
    const [row] = (await as(brand).listParts({ search: 'SH-2' })).items
    const { version } = await as(brand).getPart({ partId: row?.id ?? '' })
    await as(brand).archivePart({ partId: row?.id ?? '', version })
    await as(brand).restorePart({ partId: row?.id ?? '', version: version + 1 })
    await expect(accept(proposal)).rejects.toThrow('parts.sheetStale')
    expect(await accept(await propose(change))).toEqual({ added: 0, changed: 1 })
    await expect(propose(change, quality)).rejects.toThrow('parts.writeNeeded')
  })
})

test('facts are proposed cell by cell and taken over when somebody accepts', async () => {
  const partId = await part('WL-C-900')
  const { manufacturerPartId } = await as(brand).addManufacturerPart({ partId, manufacturerPart: maker('GRM900') })
  await as(brand).addSupplierPart({ partId, supplierPart: offer('C900') })
  const dir = mkdtempSync(join(tmpdir(), 'mortise-facts-'))
  try {
    const file = join(dir, 'facts.json')
    const offers = [
      { supplier: 'LCSC', sku: 'C900', currency: 'CNY', breaks: [['1', '0.02']] },
      { supplier: 'Mouser', sku: '81-900', currency: 'USD', breaks: [['1', '0.1']] },
    ]
    writeFileSync(file, JSON.stringify([{ mpn: 'GRM900', manufacturer: '村田', msl: '1', lifecycle: 'eol', offers }]))
    const services = testServices(database.pool)
    const settings = { ...services.settings, parts: { file, lcsc: null, mouser: null, digiKey: null } }
    const steps = { actor: brand, services: { ...services, settings }, now: () => new Date('2026-03-31T12:00:00Z') }
    const { answers, version } = await findFacts(steps, { manufacturerPartId })
    const [proposal] = answers[0]?.proposals ?? []
    expect(proposal?.changes).toEqual([{ field: 'lifecycle', from: 'active', to: 'eol' }])
    expect(
      proposal?.offers.map(({ replaces, changes }) => [replaces !== null, changes.map(({ field }) => field)]),
    ).toEqual([
      [true, ['breaks']],
      [false, ['currency', 'breaks']],
    ])
    await as(brand).acceptFacts({
      ...{ manufacturerPartId, version, provider: 'File' },
      facts: proposal?.facts ?? {},
      offers: (proposal?.offers ?? []).map(({ offer: given, replaces }) => ({
        replaces,
        offer: { ...given, breaks: [...given.breaks] },
      })),
    })
    const after = await as(brand).getPart({ partId })
    expect(after.standing).toMatchObject({ approved: 0 })
    expect(after.sources[0]?.lifecycle).toBe('eol')
    expect(after.offers.map(({ sku, moq }) => [sku, moq])).toEqual([
      ['C900', '20'],
      ['81-900', null],
    ])
  } finally {
    rmSync(dir, { recursive: true })
  }
  const services = testServices(database.pool)
  await expect(findFacts({ actor: brand, services, now: () => new Date() }, { manufacturerPartId })).rejects.toThrow(
    'parts.providersOff',
  )
})
