import { sheetLayerTypes, type DrawingBox, type DrawnLayer, type SheetLayerType } from '../drawing/drawing'
import type { PreparedLayer } from './prepared-layer'
import { boardScene, layersScene, type Scene } from './scenes'

type Role = DrawnLayer['role']

/** A layer in its place on a board; `prepared` once it is there. */
export type StackedLayer = Readonly<{ name: string; role: Role; prepared: PreparedLayer | null }>

const ofTop = ['silk', 'paste', 'mask', 'copper']
const through = ['outline', 'drill', 'vcut']

const onSheets: readonly string[] = sheetLayerTypes
export const isOnSheet = (type: Role['type']): type is SheetLayerType => onSheets.includes(type)

/** From the top of a board to its bottom, then what goes through it, then the rest. */
function depth({ type, side, order }: Role): number {
  if (isOnSheet(type)) return onSheets.indexOf(type)
  const place = ofTop.indexOf(type)
  if (side === 'top' && place >= 0) return place
  if (type === 'copper' && side !== 'bottom') return 10 + (order ?? 50)
  if (side === 'bottom' && place >= 0) return 100 + ofTop.length - place
  return through.includes(type) ? 200 + through.indexOf(type) : 300
}

export const sortLayers = <Layer extends StackedLayer>(layers: readonly Layer[]): Layer[] =>
  layers.toSorted((a, b) => depth(a.role) - depth(b.role) || (a.name < b.name ? -1 : 1))

const inner = ['#d7a63c', '#6fbf73', '#c678b6', '#5fb3b3', '#e08a5b', '#9aa7e8']

/** Ink on paper: each is told from the others, and read on white and on the fill of a body. */
const sheetColours: Readonly<Record<SheetLayerType, string>> = {
  notes: '#1f46b5',
  labels: '#6b3f00',
  fields: '#005f6b',
  marks: '#b8391a',
  wires: '#0b7a2b',
  buses: '#17368f',
  pins: '#8a1c1c',
  symbols: '#8a1c1c',
  sheets: '#6b2a85',
  bodies: '#fff5c9',
  frame: '#7d858b',
}

/** Colours people know from their programs: red on top, blue below. */
export function colourOf({ type, side, order }: Role): string {
  if (isOnSheet(type)) return sheetColours[type]
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
const paintOrder = (layers: readonly StackedLayer[]): StackedLayer[] => {
  const goesThrough = ({ role }: StackedLayer) => through.includes(role.type)
  const stacked = layers.filter((layer) => !goesThrough(layer)).toReversed()
  return [...stacked, ...layers.filter(goesThrough).toReversed()]
}

/** The layers as they are, each in its colour. */
export const stackScene = (layers: readonly StackedLayer[]): Scene =>
  layersScene(
    paintOrder(layers).flatMap(({ prepared, role }) => (prepared ? [{ layer: prepared, colour: colourOf(role) }] : [])),
  )

/** The board as it comes out of production, seen at one of its sides. */
export function sideScene(layers: readonly StackedLayer[], seen: 'top' | 'bottom'): Scene {
  const of = (type: string) =>
    layers.find(({ role }) => role.type === type && (role.side === seen || role.side === null))?.prepared ?? null
  return boardScene({
    ...{ copper: of('copper'), mask: of('mask'), silk: of('silk'), outline: of('outline') },
    drills: layers.flatMap(({ role, prepared }) => (role.type === 'drill' && prepared ? [prepared] : [])),
  })
}

/** What a board covers: its outline where there is one, else everything that is made of it. */
export function boxOf(layers: readonly StackedLayer[]): DrawingBox | null {
  const boxes = (wanted: (type: string) => boolean) =>
    layers.flatMap(({ role, prepared }) => (prepared?.box && wanted(role.type) ? [prepared.box] : []))
  const outline = boxes((type) => type === 'outline')
  const made = outline.length > 0 ? outline : boxes((type) => type === 'copper' || type === 'mask')
  const all = made.length > 0 ? made : boxes(() => true)
  const [start, ...rest] = all
  if (!start) return null
  return rest.reduce<DrawingBox>(
    (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])],
    start,
  )
}
