import { describe, expect, test } from 'vitest'
import { normalizeUscc, usccDoubt } from './uscc'

describe('Unified Social Credit Code', () => {
  test.each([
    '914403001922038216',
    '9144030071526726XG',
    '91350200MA2YJ1XR9G',
    '91440101MA5CJQ4N59',
    '91440300MA5TE5T07D',
    '91440300MA5DEM581X',
    '91441900MA4W1X2YXB',
  ])('%s is well formed', (code) => expect(usccDoubt(code)).toBeNull())

  test.each(['91350203M0001FUE2P', '91350100M0001TGQXM'])('%s is genuine and fails its check', (code) =>
    expect(usccDoubt(code)).toBe('checksum'),
  )

  test('every single wrong digit is noticed', () => {
    const code = '914403001922038216'
    for (let place = 0; place < 18; place++) {
      const digit = code.charAt(place) === '7' ? '8' : '7'
      expect(usccDoubt(code.slice(0, place) + digit + code.slice(place + 1))).toBe('checksum')
    }
  })

  test('forbidden letters, wrong lengths and the old 15 digits are told apart', () => {
    expect(usccDoubt('9144O3001922038216')).toBe('shape')
    expect(usccDoubt('91440300192203821')).toBe('shape')
    expect(usccDoubt('440301103097413')).toBe('oldNumber')
  })

  test('typed with spaces, dashes and full-width characters it is the same code', () => {
    expect(normalizeUscc(' ９１440300-1922038216 ')).toBe('914403001922038216')
    expect(normalizeUscc('91440300ma5te5t07d')).toBe('91440300MA5TE5T07D')
  })
})
