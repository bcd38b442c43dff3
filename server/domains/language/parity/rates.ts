import { over, type Ratio } from '@/server/kernel/ratio'
import type { Draft } from './drafts'
import { perKey, type Reading, readUnit } from './measures'

/** What a rate is per. */
type Rate = Readonly<{ key: string; dimension: string; factor: Ratio }>

const perAfter = /^(?:(?: [a-z]{2,14}){0,3}|[\u4E00-\u9FFF]{0,3}) ?(?:\/|\bper\b|\ban?\b|\beach\b|\bevery\b|每) ?$/i
const timePer = / ?(?:\/|per |an? |each |every |每个?)(?=[A-Za-z\u2E80-\u9FFF])/gi

/** What a rate is per: `10 times per minute`, `8 hours a day`, 每分钟20次. Only of time. */
export function perOf(text: string, draft: Draft, from: number, to: number): Rate | null {
  const after = text.slice(draft.end, Math.min(to, draft.end + 48))
  timePer.lastIndex = 0
  for (let match = timePer.exec(after); match; match = timePer.exec(after)) {
    if (
      !perAfter.test(after.slice(0, match.index + match[0].length)) &&
      !/^ ?\/ ?$|^ ?每$/.test(after.slice(0, match.index + match[0].length))
    )
      continue
    const unit = timeUnit(after, match.index + match[0].length)
    if (unit) return unit
  }
  const before = text.slice(Math.max(from, draft.start - 24), draft.start)
  const each = before.lastIndexOf('每')
  if (each < 0 || /[,，。;；、()!?\n:：]/.test(before.slice(each))) return null
  return timeUnit(before, each + 1 + (/^[一1]?个?(?=[小月])/.exec(before.slice(each + 1))?.[0].length ?? 0))
}
function timeUnit(text: string, at: number): Rate | null {
  const found = readUnit(text, at)
  const unit = found?.unit
  if (!unit || (unit.dimension !== 'time' && unit.dimension !== 'months')) return null
  return { key: perKey(unit), dimension: unit.dimension, factor: unit.factor }
}

/** The readings of a number that is said per something: as a rate first, then as it stands. */
export function withRate(readings: readonly Reading[], per: Rate | null): readonly Reading[] {
  if (!per) return readings
  const rates = readings.filter(
    (reading) => reading.per === undefined && !reading.dimension.includes('/') && reading.offset.of === 0n,
  )
  return [
    ...rates.map((reading) => ({
      ...reading,
      dimension: `${reading.dimension}/${per.dimension}`,
      factor: over(reading.factor, per.factor),
      per: per.key,
    })),
    ...readings.map((reading) => ({ ...reading, per: reading.per ?? per.key })),
  ]
}
