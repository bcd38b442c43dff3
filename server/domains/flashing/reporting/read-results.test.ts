import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { gb18030 } from '@/server/platform/workbooks/write-gb18030'
import { readResults, unitsInSheets, type SaidOfUnit } from './read-results'
import { stationTime } from './station-time'

const zone = 'Asia/Shanghai'
const now = new Date('2026-12-02T12:00:00Z')
const hash = 'A1'.repeat(32)
const unit: SaidOfUnit = {
  ...{ row: 2, serial: 'wl20-000007', station: 'ST-03', at: '2026-12-02 10:00:05' },
  ...{ outcome: 'PASS', sha256: hash, note: '' },
}
const read = (over: Partial<SaidOfUnit>) => readResults([{ ...unit, ...over }], zone, now)

describe('times of stations', () => {
  test.each([
    ['2026-12-02 10:00:05', '2026-12-02T02:00:05.000Z'],
    ['2026/12/2 10:00', '2026-12-02T02:00:00.000Z'],
    ['2026年12月2日 10:00:05', '2026-12-02T02:00:05.000Z'],
    ['2026年12月2日 10时05分', '2026-12-02T02:05:00.000Z'],
    ['２０２６－１２－０２　10：00', '2026-12-02T02:00:00.000Z'],
    ['2026-12-02T10:00:05.250+08:00', '2026-12-02T02:00:05.000Z'],
    ['2026-12-02T02:00:05Z', '2026-12-02T02:00:05.000Z'],
    ['2026-12-01T18:00:05-0800', '2026-12-02T02:00:05.000Z'],
  ])('%s', (text, instant) => expect(stationTime(text, zone)?.toISOString()).toBe(instant))
  test.each(['', '10:00', '2026-02-30 10:00', '2026-13-01 10:00', '2026-12-02 24:00', '2026-12-02', '45992.41', 'now'])(
    'no time: %s',
    (text) => expect(stationTime(text, zone)).toBeNull(),
  )
  test('what a clock wrote in ISO is read as it was', () =>
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: now, noInvalidDate: true }), (date) => {
        expect(stationTime(date.toISOString(), zone)?.getTime()).toBe(Math.floor(date.getTime() / 1_000) * 1_000)
      }),
    ))
})

test('a device is read', () =>
  expect(read({}).rows).toEqual([
    {
      ...{ row: 2, serial: 'WL20-000007', station: 'ST-03', at: new Date('2026-12-02T02:00:05Z') },
      ...{ outcome: 'pass', sha256: hash.toLowerCase(), note: '' },
    },
  ]))

test.each<[string, Partial<SaidOfUnit>, string]>([
  ['no serial', { serial: ' ' }, 'noSerial'],
  ['a serial nobody prints', { serial: 'A'.repeat(41) }, 'longSerial'],
  ['no time', { at: '上午' }, 'noTime'],
  ['a clock ahead', { at: '2027-01-01 00:00' }, 'future'],
  ['no result', { outcome: '待定' }, 'noOutcome'],
  ['half a hash', { sha256: 'a1b2' }, 'badHash'],
])('%s is told with its row', (_, over, code) =>
  expect(read(over)).toMatchObject({ rows: [], refused: [{ row: 2, code }] }),
)

test('the same said twice in one report is told, and kept once', () => {
  const { rows, refused } = readResults([unit, { ...unit, row: 3, serial: 'WL20-000007' }], zone, now)
  expect([rows.length, refused]).toEqual([1, [{ row: 3, code: 'repeated', said: 'WL20-000007' }]])
})

test.each<[string, Partial<SaidOfUnit>]>([
  ['another outcome', { outcome: 'FAIL' }],
  ['another hash', { sha256: 'B2'.repeat(32) }],
])('%s for the same device, station and time is passed on', (_, over) => {
  const { rows, refused } = readResults([unit, { ...unit, ...over, row: 3 }, { ...unit, ...over, row: 4 }], zone, now)
  expect([rows.map(({ row }) => row), refused.map(({ row }) => row)]).toEqual([[2, 3], [4]])
})

test('a sheet of a Chinese station in GBK, with a title above its heading', async () => {
  const text = [
    '烧录记录,,,,,',
    '序列号,工位,烧录时间,结果,固件哈希,备注',
    `WL20-000001,3号工位,2026/12/2 10:00,合格,${hash},`,
    `WL20-000002,3号工位,2026/12/2 10:01,不良,,连接超时`,
    ',,,,,',
  ].join('\r\n')
  const { sheets } = await readWorkbook(gb18030(text))
  const { rows, refused } = readResults(unitsInSheets(sheets) ?? [], zone, now)
  expect(refused).toEqual([])
  expect(rows.map(({ row, serial, station, outcome, note }) => [row, serial, station, outcome, note])).toEqual([
    [3, 'WL20-000001', '3号工位', 'pass', ''],
    [4, 'WL20-000002', '3号工位', 'fail', '连接超时'],
  ])
})

test('a sheet of something else has no heading of results', async () => {
  const { sheets } = await readWorkbook(Buffer.from('Reference,Quantity\nC1,1\n'))
  expect(unitsInSheets(sheets)).toBeNull()
})
