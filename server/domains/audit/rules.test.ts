import { expect, test } from 'vitest'
import { asCsvLine, asJsonLine, csvHead, namedIn } from './rules'

const entry = {
  orgId: 'org_1',
  seq: 7,
  at: new Date('2026-11-22T10:00:00Z'),
  actorUserId: 'usr_01k9zzzzzzzzzzzzzzzzzzzzzz',
  actorOrgId: null,
  action: 'products.createProduct',
  subjectId: 'prd_1',
  productId: 'prd_1',
  params: { nameZh: '门磁, "A" 版', partnerOrgId: 'org_01k9zzzzzzzzzzzzzzzzzzzzzz', count: 3 },
  previousHash: 'a',
  hash: 'b',
}

test('a line of CSV has one quoted cell per column', () => {
  expect(csvHead.startsWith('\uFEFF"seq","at",')).toBe(true)
  expect(asCsvLine(entry)).toContain('"{""nameZh"":""门磁, \\""A\\"" 版""')
  expect(asCsvLine(entry).endsWith(',"a","b"\r\n')).toBe(true)
})

test('a cell that a spreadsheet would run becomes text', () => {
  expect(asCsvLine({ ...entry, subjectId: '=HYPERLINK("x")' })).toContain(`"'=HYPERLINK(""x"")"`)
})

test('a line of JSON is one line and reads back', () => {
  const line = asJsonLine(entry)
  expect(line.trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(line)).toEqual({ ...entry, at: '2026-11-22T10:00:00.000Z' })
})

test('people and organisations are found wherever an entry names them', () => {
  expect(namedIn(entry)).toEqual(['usr_01k9zzzzzzzzzzzzzzzzzzzzzz', 'org_01k9zzzzzzzzzzzzzzzzzzzzzz'])
})
