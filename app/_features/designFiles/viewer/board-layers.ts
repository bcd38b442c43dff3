import type { DrawnLayer } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'
import type { PreparedLayer } from './prepared-layer'

type Role = DrawnLayer['role']

/** One layer of a board as a list shows it; `prepared` once it was fetched. */
export type BoardLayer = Readonly<{
  /** Of a layer in this view. */
  key: string
  fileId: string
  /** Of a member of a ZIP file; '' where the file is the layer. */
  member: string
  name: string
  role: Role
  plated: boolean | null
  prepared: PreparedLayer | null
}>

export const layerKey = (fileId: string, member: string): string => `${fileId} ${member}`

/** What is known of a layer before it is drawn. */
export function roleOf({ reading }: Pick<ViewedFile, 'reading'>): Role {
  const shown = reading?.shown
  if (reading?.kind === 'drill') return { type: 'drill', side: null, order: null }
  return shown?.fact === 'layer'
    ? { type: shown.type, side: shown.side, order: null }
    : { type: 'unknown', side: null, order: null }
}

const ofTop = ['silk', 'paste', 'mask', 'copper']
const through = ['outline', 'drill', 'vcut']

/** From the top of a board to its bottom, then what goes through it, then the rest. */
function depth({ type, side, order }: Role): number {
  const place = ofTop.indexOf(type)
  if (side === 'top' && place >= 0) return place
  if (type === 'copper' && side !== 'bottom') return 10 + (order ?? 50)
  if (side === 'bottom' && place >= 0) return 100 + ofTop.length - place
  return through.includes(type) ? 200 + through.indexOf(type) : 300
}

export const sortLayers = (layers: readonly BoardLayer[]): BoardLayer[] =>
  layers.toSorted((a, b) => depth(a.role) - depth(b.role) || (a.name < b.name ? -1 : 1))

const inner = ['#d7a63c', '#6fbf73', '#c678b6', '#5fb3b3', '#e08a5b', '#9aa7e8']

/** Colours people know from their programs: red on top, blue below. */
export function colourOf({ type, side, order }: Role): string {
  switch (type) {
    case 'copper':
      if (side === 'bottom') return '#4f86e8'
      return side === 'inner' ? (inner[((order ?? 1) - 1) % inner.length] ?? '#d7a63c') : '#e2574c'
    case 'mask':
      return side === 'bottom' ? '#2f9e8f' : '#a35bc4'
    case 'silk':
      return side === 'bottom' ? '#c9b8e8' : '#f0ead2'
    case 'paste':
      return '#98a2ab'
    case 'outline':
      return '#ffd43b'
    case 'drill':
      return '#7ee0ea'
    default:
      return '#b7a78a'
  }
}

/** What is painted first lies lowest: the reader looks from above, and what goes through the board is on top. */
export const paintOrder = (layers: readonly BoardLayer[]): BoardLayer[] => {
  const goesThrough = ({ role }: BoardLayer) => through.includes(role.type)
  const stacked = layers.filter((layer) => !goesThrough(layer)).toReversed()
  return [...stacked, ...layers.filter(goesThrough).toReversed()]
}

/** What is switched on when a file is opened: the file itself with the outline; of a whole board its upper side. */
export function shownAtFirst(layers: readonly BoardLayer[], opened: string): string[] {
  const own = layers.filter(({ fileId }) => fileId === opened)
  const always = layers.filter(({ role: { type } }) => type === 'outline')
  const chosen =
    own.length === 1
      ? own
      : own.filter(
          ({ role: { type, side } }) => type === 'drill' || (side === 'top' && (type === 'copper' || type === 'silk')),
        )
  return [...new Set([...(chosen.length > 0 ? chosen : own), ...always].map(({ key }) => key))]
}
