import { randomOf } from '@/server/testing/fuzz/random'
import { fuzz, type FuzzedParser, inputOf } from '@/server/testing/fuzz/run'
import { describe, expect, test } from 'vitest'
import { firmwareParsers } from './fixtures/fuzzed'
import { inspectFirmware } from './inspect-firmware'

test.each(firmwareParsers.map((parser) => [parser.name, parser] as const))(
  '%s survives two thousand mutants, and accepts what they came from',
  async (_, parser) => {
    expect(await fuzz([parser], { seed: 20_260, from: 0, to: 2_000 })).toEqual([])
    for (const [at, seed] of parser.seeds().entries()) {
      const { findings } = inspectFirmware(parser.wrap ? parser.wrap(seed, randomOf(0, 0), at) : seed, 'image')
      expect(findings.map(({ code }) => code).filter((code) => code === 'FW-E001' || code === 'FW-E007')).toEqual([])
    }
  },
)

describe('the proof itself', () => {
  const broken: FuzzedParser = {
    name: 'broken',
    seeds: () => [Uint8Array.of(1, 2, 3, 4)],
    read: (bytes) => {
      if (bytes.length > 6) throw new RangeError('seven')
    },
  }
  test('leaves the well-formed inputs as they were', async () => {
    const seed = Buffer.from('as it was built')
    const untouched: FuzzedParser = { name: 'untouched', seeds: () => [seed], read: () => undefined }
    await fuzz([untouched], { seed: 1, from: 0, to: 500 })
    expect(seed.toString()).toBe('as it was built')
  })

  test('counts a throw as a crash and names the input that makes it again', async () => {
    const faults = await fuzz([broken], { seed: 1, from: 0, to: 200 })
    expect(faults.length).toBeGreaterThan(0)
    for (const { kind, parser, index } of faults) {
      expect([kind, parser]).toEqual(['crash', 'broken'])
      expect(inputOf([broken], [broken.seeds()], 1, index).bytes.length).toBeGreaterThan(6)
    }
    const again = await fuzz([broken], { seed: 1, from: 100, to: 200 })
    expect(again.map(({ index }) => index)).toEqual(faults.map(({ index }) => index).filter((index) => index >= 100))
  })
})
