import { describe, expect, test } from 'vitest'
import { fuzz } from '@/server/testing/fuzz/run'
import { designParsers } from './fixtures/fuzzed'

describe.each(designParsers)('$name', (parser) => {
  test('takes whatever a broken file holds', async () => {
    expect(await fuzz([parser], { seed: 20_261, from: 0, to: 400 })).toEqual([])
  })
})
