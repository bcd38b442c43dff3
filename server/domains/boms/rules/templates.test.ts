import { describe, expect, it } from 'vitest'
import { rememberedCounts, rememberedReading } from './templates'

const columns = [
  { index: 0, key: '位号' },
  { index: 1, key: 'x1' },
  { index: 2, key: '' },
]

describe('what a template remembers', () => {
  it('is what the person said, by heading', () =>
    expect(
      rememberedReading(
        {
          encoding: 'gb18030',
          sheet: 2,
          headerRow: 7,
          columns: { 1: 'mpn', 2: 'note' },
          headings: { y2: 'ignore' },
          values: { sourcing: { k: 'brand' }, side: {} },
          answers: { divideBy: 100, packageCodes: 'metric' },
          mergeDuplicates: true,
        },
        columns,
      ),
    ).toEqual({
      encoding: 'gb18030',
      headings: { x1: 'mpn', y2: 'ignore' },
      values: { sourcing: { k: 'brand' } },
      answers: { packageCodes: 'metric' },
    }))
  it('is nothing where nothing was said that holds for another file', () =>
    expect(rememberedReading({ sheet: 1, answers: { divideBy: 2 }, mergeDuplicates: true }, columns)).toBeNull())
  it('is counted', () =>
    expect(
      rememberedCounts({ encoding: 'gb18030', headings: { a: 'mpn' }, values: { side: { t: 'top', b: 'bottom' } } }),
    ).toEqual({ headings: 1, values: 2, answers: 1 }))
})
