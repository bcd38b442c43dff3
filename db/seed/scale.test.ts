import { expect, test } from 'vitest'
import { scaleBom, scaleTree } from './scale'

test('the same lines come out every time, and each reference once', () => {
  const text = scaleBom(500)
  expect(scaleBom(500)).toBe(text)
  const rows = text.trimEnd().split('\r\n').slice(1)
  expect(rows).toHaveLength(500)
  const refs = rows.flatMap((row) => (row.split(',')[0] ?? '').split(' '))
  expect(new Set(refs).size).toBe(refs.length)
  const counted = rows.reduce((sum, row) => sum + Number(row.split(',')[3]), 0)
  expect(counted).toBe(refs.length)
})

test('fifty thousand lines stay below the limit of an upload', () => {
  expect(Buffer.byteLength(scaleBom(50_000))).toBeLessThan(10 * 1024 * 1024)
})

test('the tree has every level, and none without one above it', () => {
  const levels = scaleTree(2_000)
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((row) => Number(row.split(',').at(-1)))
  expect(new Set(levels)).toEqual(new Set([1, 2, 3, 4, 5, 6]))
  expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true)
})
