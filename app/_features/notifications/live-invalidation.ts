import type { LiveEvent } from '@/server/trpc/live'

/** What an event makes old: whole parts of the API, or everything. */
export type Stale = 'everything' | readonly string[]

/**
 * Which answers an event may have changed, by router. Access changes with products and organisations, so those make
 * everything old; they are rare.
 */
export function staleAfter({ type }: Pick<LiveEvent, 'type'>): Stale {
  const domain = type.split('.')[0] ?? ''
  switch (domain) {
    case 'threads':
      return ['threads']
    case 'notifications':
      return ['notifications']
    case 'boms':
      return ['boms', 'threads']
    case 'specs':
      return ['specs', 'threads']
    default:
      return 'everything'
  }
}

/** Of several events at once. */
export const staleAfterAll = (events: readonly Pick<LiveEvent, 'type'>[]): Stale => {
  const all = events.map(staleAfter)
  return all.includes('everything') ? 'everything' : [...new Set(all.flat())]
}

/** Whether a cached answer belongs to one of those parts; keys begin with the path of the procedure. */
export const belongsTo = (stale: Stale, queryKey: readonly unknown[]): boolean => {
  if (stale === 'everything') return true
  const [path] = queryKey
  return Array.isArray(path) && typeof path[0] === 'string' && stale.includes(path[0])
}
