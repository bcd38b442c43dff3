import { describe, expect, test } from 'vitest'
import { breaksOf, notesOf } from './breaks'
import { readFilters, writeFilters } from './filters'

describe('typed price breaks', () => {
  test('are sorted, and empty rows do not count', () => {
    const rows = [
      { min: '100', price: '0.08' },
      { min: '', price: '' },
      { min: '1', price: '¥0.10' },
    ]
    expect(breaksOf(rows)).toEqual([
      { min: '1', micros: '100000' },
      { min: '100', micros: '80000' },
    ])
    expect(notesOf(rows)).toEqual([])
    expect(breaksOf([])).toEqual([])
  })
  test('say which row is wrong', () => {
    const rows = [
      { min: '0', price: '1' },
      { min: '5', price: 'x' },
      { min: '5.0', price: '1' },
    ]
    expect(notesOf(rows)).toEqual([
      { kind: 'badMin', row: 1 },
      { kind: 'badPrice', row: 2 },
      { kind: 'twice', row: 3 },
    ])
    expect(breaksOf(rows)).toBeNull()
  })
  test('may rise, which is said', () => {
    const rows = [
      { min: '1', price: '1' },
      { min: '10', price: '2' },
    ]
    expect(notesOf(rows)).toEqual([{ kind: 'rises', row: 2 }])
    expect(breaksOf(rows)).toHaveLength(2)
  })
})

test('what is shown stands in the address and comes back from it', () => {
  const filters = { search: '0402 村田', filters: ['singleSource' as const, 'eol' as const], archived: true }
  expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters)
  expect(readFilters(new URLSearchParams('filter=nonsense'))).toEqual({ search: '', filters: [], archived: false })
  expect(writeFilters({ search: '', filters: [], archived: false })).toBe('')
})
