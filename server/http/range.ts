import type { ByteRange } from '@/server/platform/storage'

/** `whole`: no range, or one this server does not take apart; `none`: beyond the end (RFC 9110 §14). */
export type AskedRange = ByteRange | 'whole' | 'none'

/** The one range of a `Range` header within so many bytes: `bytes=0-99`, `bytes=100-`, `bytes=-50`. Several are sent whole. */
export function rangeOf(header: string | undefined, size: number): AskedRange {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  const [, from = '', to = ''] = asked ?? []
  if (!asked || (from === '' && to === '')) return 'whole'
  if (from === '') {
    const length = Math.min(Number(to), size)
    return length === 0 ? 'none' : { first: size - length, last: size - 1 }
  }
  const first = Number(from)
  if (to !== '' && Number(to) < first) return 'whole'
  if (first >= size) return 'none'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}
