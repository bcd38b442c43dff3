import type { StackedLayer } from '@/server/domains/designFiles/painting/layer-stack'
import type { DrawnLayer } from '@/server/domains/designFiles/drawing/drawing'
import type { ViewedFile } from '@/server/domains/designFiles/queries/view-file'

type Role = DrawnLayer['role']

/** One layer of a board as a list shows it; `prepared` once it was fetched. */
export type BoardLayer = StackedLayer &
  Readonly<{
    /** Of a layer in this view. */
    key: string
    fileId: string
    /** Of a member of a ZIP file; '' where the file is the layer. */
    member: string
    plated: boolean | null
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
