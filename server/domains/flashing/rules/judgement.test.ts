import { expect, test } from 'vitest'
import { isStopped, judgeResult, type FlashFlag, type JudgedBy, type Reported } from './judgement'

const at = new Date('2026-12-02T02:00:00Z')
const before = new Date('2026-12-01T02:00:00Z')
const after = new Date('2026-12-03T02:00:00Z')
const [file, image, other] = ['a1', 'b2', 'c3'].map((start) => start.repeat(32))
const by: JudgedBy = {
  expected: [file ?? '', image ?? ''],
  serials: { prefix: 'WL20-', first: 1, count: 500, digits: 6 },
  earlier: [{ prefix: 'PILOT-', first: 1, count: 20, digits: 3 }],
  foreign: [{ prefix: 'WL20-', first: 501, count: 100, digits: 6 }],
  issuedAt: new Date('2026-12-01T00:00:00Z'),
  endedAt: null,
  acknowledgedAt: before,
}
const good: Reported = { serial: 'WL20-000007', outcome: 'pass', sha256: file ?? '', at }

test.each<[string, Partial<Reported>, Partial<JudgedBy>, FlashFlag[]]>([
  ['the hash of the file', {}, {}, []],
  ['the hash of the image in another container', { sha256: image ?? '' }, {}, []],
  ['another hash, although it passed', { sha256: other ?? '' }, {}, ['wrongHash']],
  ['a pass without a hash', { sha256: '' }, {}, ['noHash']],
  ['a failure before anything could be read back', { outcome: 'fail', sha256: '' }, {}, ['failed']],
  ['a failure with another hash', { outcome: 'fail', sha256: other ?? '' }, {}, ['wrongHash', 'failed']],
  ['a number of nobody', { serial: 'WL20-000501' }, {}, ['outsideBlock']],
  ['any number where none were given out', { serial: 'X1' }, { serials: null }, []],
  ['a device of an earlier package, flashed again', { serial: 'PILOT-007' }, {}, []],
  [
    'a number of another package where this one numbers nothing',
    { serial: 'WL20-000501' },
    { serials: null },
    ['outsideBlock'],
  ],
  ['eight digits compared by eye', { sha256: (file ?? '').slice(0, 8) }, {}, []],
  ['eight other digits', { sha256: 'deadbeef' }, {}, ['wrongHash']],
  [
    'a clock that stands before the package',
    { at: new Date('2020-01-01T00:00:00Z') },
    { acknowledgedAt: null },
    ['beforePackage', 'notAcknowledged'],
  ],
  ['after another build was in force', {}, { endedAt: before }, ['packageOutdated']],
  ['before another build was in force, sent late', {}, { endedAt: after }, []],
  ['before anybody compared the hash', {}, { acknowledgedAt: after }, ['notAcknowledged']],
  ['never compared', {}, { acknowledgedAt: null }, ['notAcknowledged']],
])('%s', (_, said, judged, flags) => expect(judgeResult({ ...good, ...said }, { ...by, ...judged })).toEqual(flags))

test('a device stops for what was flashed, not for a missing signature of a person', () => {
  expect(isStopped(['notAcknowledged'])).toBe(false)
  expect(isStopped(['notAcknowledged', 'wrongHash'])).toBe(true)
})
