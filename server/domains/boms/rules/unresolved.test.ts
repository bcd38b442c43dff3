import { expect, test } from 'vitest'
import { dayIn, isOverdue, isUnresolved } from './unresolved'

const open = { mpn: '', partId: null, dnp: false, excludeFromBom: false, childBomId: null, waivers: [] }

test.each([
  ['nothing is known of its part', {}, true],
  ['blanks are nothing', { mpn: '  ' }, true],
  ['a maker’s part', { mpn: 'X' }, false],
  ['an entry of the library', { partId: 'prt_1' }, false],
  ['not placed', { dnp: true }, false],
  ['not bought', { excludeFromBom: true }, false],
  ['a BOM of its own', { childBomId: 'bom_1' }, false],
  ['somebody answers for it', { waivers: [{ check: 'noManufacturerPart' as const }] }, false],
  ['somebody answers for something else', { waivers: [{ check: 'singleSource' as const }] }, true],
])('%s', (_, given, expected) => expect(isUnresolved({ ...open, ...given })).toBe(expected))

test('a day is over when the next has begun there', () => {
  const at = new Date('2026-11-29T17:00:00Z')
  expect(dayIn(at, 'Asia/Shanghai')).toBe('2026-11-30')
  expect(isOverdue('2026-11-29', dayIn(at, 'Asia/Shanghai'))).toBe(true)
  expect(isOverdue('2026-11-29', dayIn(at, 'America/Denver'))).toBe(false)
  expect(isOverdue(null, '2026-11-29')).toBe(false)
})
