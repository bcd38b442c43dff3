import { describe, expect, it } from 'vitest'
import { moneyLike } from './columns'

describe('what might be a price', () => {
  it.each(['0.05', ' 1,250.00 ', 'USD 3', '3.2 CNY', '¥0.12', 'US$0.05/1k', '0.8元/个', 'RMB0.4', '12 eur per reel'])(
    '%s might be',
    (cell) => expect(moneyLike(cell)).toBe(true),
  )
  it.each(['', 'LED5050', '10k 1%', 'GRM188R71H104KA93D', '1,2-benzenediol', '3 pcs', 'C0805', 'yes'])(
    '%s is not',
    (cell) => expect(moneyLike(cell)).toBe(false),
  )
  it('takes no time over a cell made to take it', () => {
    // Time of this process on a processor, in microseconds: what else the machine does has no part in it.
    const before = process.cpuUsage()
    for (const cell of [`${' '.repeat(32_000)}x`, `1${','.repeat(32_000)}x`, '1'.repeat(32_000), '$ '.repeat(16_000)]) {
      moneyLike(cell)
    }
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
  })
})
