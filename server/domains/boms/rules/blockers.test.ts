import { describe, expect, it } from 'vitest'
import { message } from '../importing/messages'
import { findBlockers, isBlocked, keepLines } from './blockers'

describe('findBlockers', () => {
  const bad = message('BOM-E041', { t: '2+1' }, { row: 7 })
  it('blocks on an error until its row is left out', () => {
    expect(findBlockers([bad], new Set()).rows).toEqual([7])
    expect(isBlocked(findBlockers([bad], new Set([7])))).toBe(false)
  })
  it('cannot leave out what concerns the file or what was not listed', () => {
    expect(findBlockers([message('BOM-E010')], new Set([1])).file).toEqual(['BOM-E010'])
    const flood = { ...bad, params: { more: 3 } }
    expect(isBlocked(findBlockers([flood], new Set([7])))).toBe(true)
  })
  it('waits for answers and lets warnings pass', () => {
    expect(findBlockers([message('BOM-Q047', { n: 100 })], new Set()).questions).toEqual(['BOM-Q047'])
    expect(isBlocked(findBlockers([message('BOM-W094', {}, { row: 3 })], new Set()))).toBe(false)
  })
})

describe('keepLines', () => {
  const lines = [
    { row: 2, parentRow: null },
    { row: 3, parentRow: 5 },
    { row: 4, parentRow: 3 },
    { row: 5, parentRow: 2 },
    { row: 6, parentRow: 2 },
  ]
  it('takes what hangs below a left-out row with it, wherever it stands', () =>
    expect(keepLines(lines, new Set([5]))).toEqual({ kept: [lines[0], lines[4]], gone: [3, 4, 5] }))
  it('keeps all when nothing is left out', () => expect(keepLines(lines, new Set()).kept).toHaveLength(5))
})
