import type { GerberFacts } from './gerber'

export const layerTypes = [
  'copper',
  'mask',
  'silk',
  'paste',
  'outline',
  'drill',
  'drillDrawing',
  'mechanical',
  'glue',
  'padMaster',
  'courtyard',
  'assembly',
  'keepout',
  'vcut',
  'drawing',
  'unknown',
] as const
export type LayerType = (typeof layerTypes)[number]
export type LayerSide = 'top' | 'bottom' | 'inner'

/** `order`: among inner copper layers or mechanical layers, as the file or its name counts; null where neither does. */
export type LayerRole = Readonly<{
  type: LayerType
  side: LayerSide | null
  order: number | null
  /** The file said so itself, or only its name does. */
  source: 'attribute' | 'comment' | 'name' | 'content'
}>

export type BoardLayer = Readonly<{ name: string; role: LayerRole; facts: GerberFacts }>
