import { expect, test } from 'vitest'
import { bilingual } from '@/server/kernel/bilingual'
import type { AlternateState, PartLifecycle } from '../lifecycle'
import { partSearchText, searchWords } from './search-text'
import { isPriceValid, standingOf } from './standing'

const day = '2026-03-31'
const source = (
  status: AlternateState,
  lifecycle: PartLifecycle = 'active',
  more: Partial<{ lastTimeBuy: string; effectiveFrom: string }> = {},
) => ({ status, lifecycle, lastTimeBuy: null, effectiveFrom: null, ...more })
const part = { lifecycle: 'unknown' as const, lastTimeBuy: null }

test('only what may be bought today counts', () => {
  const sources = [
    source('approved'),
    source('approved', 'active', { effectiveFrom: '2026-04-01' }),
    source('proposed'),
    source('rejected', 'obsolete'),
    source('retired', 'obsolete'),
  ]
  expect(standingOf(part, sources, day)).toEqual({ lifecycle: 'active', lastTimeBuy: null, approved: 1 })
})
test('the gravest word and the next last day of orders are told', () => {
  const sources = [
    source('approved', 'nrnd'),
    source('approved', 'eol', { lastTimeBuy: '2026-06-30' }),
    source('approved', 'eol', { lastTimeBuy: '2026-01-31' }),
  ]
  expect(standingOf(part, sources, day)).toEqual({ lifecycle: 'eol', lastTimeBuy: '2026-06-30', approved: 3 })
})
test('a price without an end counts until it is replaced', () => {
  expect(isPriceValid({ validUntil: null }, day)).toBe(true)
  expect([isPriceValid({ validUntil: day }, day), isPriceValid({ validUntil: '2026-03-30' }, day)]).toEqual([
    true,
    false,
  ])
})

test('a part is found by every number, however it is typed, and by names of both languages', () => {
  const text = partSearchText(
    {
      number: 'WL-C-0402',
      name: bilingual('en', 'Capacitor', '电容'),
      description: bilingual('en', ''),
      value: '100nF',
      package: '0402',
    },
    [{ mpn: 'GRM155R71C104KA88D', manufacturer: 'Murata' }],
    [{ supplier: 'LCSC', sku: 'C1525' }],
  )
  const found = (query: string) => searchWords(query).every((word) => text.includes(word))
  for (const query of ['wl-c', 'WLC0402', 'grm155r71c', '电容', 'capacitor 0402', 'c1525', 'ＬＣＳＣ', '100NF murata'])
    expect([query, found(query)]).toEqual([query, true])
  expect(found('resistor')).toBe(false)
})
