import { expect, test } from 'vitest'
import { defaultsFor } from './places'

test('a browser in Shenzhen, reading Chinese, comes for a factory', () => {
  expect(defaultsFor('zh', 'Asia/Shanghai')).toEqual({
    kind: 'manufacturer',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  })
})
test('a browser in Denver keeps its own zone', () => {
  expect(defaultsFor('en', 'America/Denver')).toEqual({
    kind: 'brand',
    country: 'US',
    timeZone: 'America/Denver',
    currency: 'USD',
  })
})
test('an unknown zone falls back to the language', () => {
  expect(defaultsFor('zh', 'UTC').country).toBe('CN')
  expect(defaultsFor('en', 'UTC').country).toBe('US')
})
