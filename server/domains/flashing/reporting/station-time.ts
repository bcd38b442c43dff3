import { instantAt } from '@/server/domains/calendars/rules/zones'

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d{1,9})?秒?)?分? *(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * When something happened, by a clock as stations write it: ISO 8601, `2026/12/2 10:00`, or with the Chinese units. A time
 * that names no offset is of the zone `zone`, an IANA name. To the second. Null for what is no time.
 */
export function stationTime(text: string, zone: string): Date | null {
  const match = written.exec(text.normalize('NFKC').trim())
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null
  const iso = date.toISOString().slice(0, 10)
  const offset = match[7]
  if (offset === undefined) return new Date(instantAt(iso, hour, minute, zone).getTime() + second * 1_000)
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
  return new Date(Date.parse(`${iso}T00:00:00Z`) + ((hour * 60 + minute - ahead) * 60 + second) * 1_000)
}
