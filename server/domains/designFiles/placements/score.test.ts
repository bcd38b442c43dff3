import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readWorkbook } from '@/server/platform/workbooks/read-workbook'
import { readPlacements } from './read-placements'

const folder = process.env.MORTISE_PNP_DATA ?? resolve('../shared/data/pnp')
const row = z.array(z.string())
const expectations = z.record(z.string(), z.object({ header: row, placements: z.number(), first: row, last: row }))

// Real files live beside the checkout on machines that have them; without them there is nothing to score.
describe.runIf(existsSync(folder))('real pick-and-place files', () => {
  const expected = expectations.parse(JSON.parse(readFileSync(`${folder}-expected.json`, 'utf8')))
  test.each(readdirSync(folder))('%s', async (file) => {
    const sheet = readPlacements(await readWorkbook(readFileSync(join(folder, file))), file)
    const wanted = expected[file]
    expect(sheet?.rows.length).toBe(wanted?.placements)
    for (const [cells, found] of [
      [wanted?.first, sheet?.rows[0]],
      [wanted?.last, sheet?.rows.at(-1)],
    ] as const) {
      const cell = (name: RegExp) => (cells?.[wanted?.header.findIndex((each) => name.test(each)) ?? -1] ?? '').trim()
      expect(found?.ref).toBe(cell(/^(designator|ref)$/i))
      expect(Number(found?.x)).toBeCloseTo(Number.parseFloat(cell(/x$/i)), 9)
      expect(Number(found?.y)).toBeCloseTo(Number.parseFloat(cell(/y$/i)), 9)
      expect(Number(found?.rotation)).toBe(Number(cell(/^rot/i)))
      expect(found?.side).toBe(cell(/^(layer|side)$/i))
    }
  })
})
