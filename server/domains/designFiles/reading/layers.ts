import type { DrillFacts } from './drill'
import type { GerberFacts } from './gerber'
import { roleByName } from './layer-names'
import type { LayerRole, LayerSide, LayerType } from './layer-role'

const sideWord = (word: string | undefined): LayerSide | null =>
  word === 'Top' ? 'top' : word === 'Bot' ? 'bottom' : word === 'Inr' ? 'inner' : null

const byFunction: Readonly<Record<string, LayerType>> = {
  Copper: 'copper',
  Soldermask: 'mask',
  Legend: 'silk',
  Paste: 'paste',
  Profile: 'outline',
  Plated: 'drill',
  NonPlated: 'drill',
  Drillmap: 'drillDrawing',
  Glue: 'glue',
  Keepout: 'keepout',
  Keepoutlayer: 'keepout',
  Vcut: 'vcut',
  Vcutmap: 'vcut',
  Pads: 'padMaster',
  AssemblyDrawing: 'assembly',
  Component: 'assembly',
  Fabricationdrawing: 'drawing',
  FabricationDrawing: 'drawing',
  ArrayDrawing: 'drawing',
  OtherDrawing: 'drawing',
  Other: 'drawing',
}

/**
 * The role an X2 file function names (Gerber layer format 2024.05, 5.6.3): `['Copper', 'L2', 'Inr']`. Null where it
 * names none we know.
 */
export function roleByFunction(fileFunction: readonly string[]): LayerRole | null {
  const type = byFunction[fileFunction[0] ?? '']
  if (type === undefined) return null
  const side = fileFunction.map(sideWord).find((each) => each !== null) ?? null
  const layer = /^L(\d{1,3})$/.exec(fileFunction[1] ?? '')?.[1]
  const order = layer === undefined ? null : Number(layer)
  return { type, side, order: type === 'copper' ? order : null, source: 'attribute' }
}

/** The role of a Gerber file: by X2 first, then by the layer its program names in a comment, then by its own name. */
export function gerberRole(facts: GerberFacts, fileName: string): LayerRole {
  const told = roleByFunction(facts.fileFunction)
  if (told !== null) return told
  const commented = facts.layerComment === '' ? null : roleByName(facts.layerComment)
  const named = roleByName(fileName)
  const role: LayerRole = commented
    ? { ...commented, source: 'comment' }
    : named
      ? { ...named, source: 'name' }
      : { type: 'unknown', side: null, order: null, source: 'name' }
  // Altium counts copper layers through the stack; its extensions count planes and signal layers apart.
  if (role.type === 'copper' && facts.physicalOrder !== null) return { ...role, order: facts.physicalOrder }
  return role
}

/** Whether holes are plated: as the file says, else as its name does, else unknown. */
export function isPlated(facts: Pick<DrillFacts, 'plated'>, fileName: string): boolean | null {
  if (facts.plated !== null) return facts.plated
  if (/non[-_ ]?plated|(^|[^a-z])npth([^a-z]|$)|非金属化|非镀/i.test(fileName)) return false
  return /(^|[^a-z])(pth|plated)([^a-z]|$)|via|金属化|沉铜/i.test(fileName) ? true : null
}
