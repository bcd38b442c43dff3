import type { LiveEvent } from '@/server/trpc/live'

/** What an event makes old: whole parts of the API, single procedures (`language.listQueue`), or everything. */
export type Stale = 'everything' | readonly string[]

/** What waits for its translation changes with every text. */
const queue = ['language.listQueue', 'language.countQueue']

/**
 * Which answers an event may have changed, by router. Access changes with products and organisations, so those make
 * everything old; they are rare.
 */
export function staleAfter({ type }: Pick<LiveEvent, 'type'>): Stale {
  const domain = type.split('.')[0] ?? ''
  switch (domain) {
    case 'threads':
      // Pins show how their conversations stand.
      return ['threads', 'gates', 'designFiles.listPins', ...queue]
    case 'notifications':
      return ['notifications']
    case 'boms':
      return ['boms', 'changes', 'threads', 'gates', 'releases', ...queue]
    case 'parts':
      return ['parts', 'boms']
    case 'specs':
      return ['specs', 'threads', 'gates', 'releases', ...queue]
    case 'language':
      return ['language']
    case 'changes':
      return ['changes', 'boms']
    case 'designFiles':
      return ['designFiles', 'releases']
    case 'releases':
      return ['releases']
    case 'firmware':
      return ['firmware', 'flashing', 'releases']
    case 'flashing':
      return ['flashing']
    case 'apiTokens':
      return ['apiTokens']
    case 'gates':
      return ['gates']
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
  if (!Array.isArray(path) || typeof path[0] !== 'string') return false
  return stale.includes(path[0]) || stale.includes(path.join('.'))
}
