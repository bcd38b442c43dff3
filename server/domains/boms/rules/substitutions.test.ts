import { describe, expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import type { LineAlternate } from './alternates'
import { checkSubstitute, ranked, substituteKey, substitutionCode, withApproved, type AskedLine } from './substitutions'

const line: AskedLine = {
  refs: 'C1-C4',
  ipn: 'WL-C-0001',
  mpn: 'CL05B104KO5NNNC',
  manufacturer: 'Samsung',
  package: '0402',
  footprint: 'C_0402_1005Metric',
  value: '100nF',
  name: '',
  description: bilingual('en', 'Capacitor 100nF'),
  alternates: [],
}
const part = { ipn: '', mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata', package: '0402', description: '电容 100nF' }
const alternate = (mpn: string, priority: number, status: LineAlternate['status']): LineAlternate => ({
  mpn,
  manufacturer: 'Murata',
  priority,
  status,
})

describe('a substitute is checked against its line', () => {
  test('and nothing is found where everything fits', () => {
    expect(checkSubstitute(line, part)).toEqual([])
  })
  test('for another package, in whatever notation', () => {
    expect(checkSubstitute(line, { ...part, package: '0603' })).toEqual(['packageDiffers'])
    expect(checkSubstitute(line, { ...part, package: 'C0402' })).toEqual([])
    expect(checkSubstitute(line, { ...part, package: '' })).toEqual(['packageUnknown'])
  })
  test('for another kind of part', () => {
    expect(checkSubstitute(line, { ...part, description: '电阻 10k' })).toEqual(['kindDiffers'])
  })
  test('for the part that is there already, by the maker’s other name too', () => {
    const same = { ...part, mpn: 'cl05b104-ko5nnnc', manufacturer: '三星' }
    expect(checkSubstitute(line, same)).toEqual(['samePart'])
  })
  test('for what was decided about it as an alternate', () => {
    const known = { ...line, alternates: [alternate('GRM155R71C104KA88D', 1, 'rejected')] }
    expect(checkSubstitute(known, part)).toEqual(['rejectedBefore'])
  })
})

test('approving puts a part after the others, or approves the one that was there', () => {
  const others = [alternate('A-1', 2, 'approved')]
  expect(withApproved(others, part).at(-1)).toEqual({
    mpn: 'GRM155R71C104KA88D',
    manufacturer: 'Murata',
    priority: 3,
    status: 'approved',
  })
  const there = [alternate('GRM155R71C104KA88D', 1, 'proposed')]
  expect(withApproved(there, part)).toEqual([alternate('GRM155R71C104KA88D', 1, 'approved')])
})

test('alternates stand in their rank, those that are out last', () => {
  const all = [alternate('B', 2, 'approved'), alternate('A', 1, 'rejected'), alternate('C', 3, 'proposed')]
  expect(ranked(all).map(({ mpn }) => mpn)).toEqual(['B', 'C', 'A'])
})

test('a part without a maker’s number is known by one’s own', () => {
  expect(substituteKey({ mpn: '', manufacturer: '', ipn: ' wl c-0001' })).toBe(
    substituteKey({ mpn: '', manufacturer: 'X', ipn: 'WL-C-0001' }),
  )
  expect(substitutionCode(3)).toBe('SUB-003')
})
