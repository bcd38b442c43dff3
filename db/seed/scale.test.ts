import { expect, test } from 'vitest'
import { scaleBom } from './scale'

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
