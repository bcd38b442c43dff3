import { extensionOf } from './file-kind'
import type { LayerRole, LayerSide, LayerType } from './layer-role'

type NamedRole = Omit<LayerRole, 'source'>
const role = (type: LayerType, side: LayerSide | null = null, order: number | null = null): NamedRole => ({
  ...{ type, side, order },
})

/**
 * Extensions as programs write them: Protel and Altium (`.GTL`, also EasyEDA and many others), EAGLE (`.cmp`), OrCAD.
 * They mean one thing only; `.gbr`, `.art`, `.ger`, `.pho` and `.txt` mean nothing and are not here.
 */
const extensions: Readonly<Record<string, NamedRole>> = {
  gtl: role('copper', 'top'),
  gbl: role('copper', 'bottom'),
  gts: role('mask', 'top'),
  gbs: role('mask', 'bottom'),
  gto: role('silk', 'top'),
  gbo: role('silk', 'bottom'),
  gtp: role('paste', 'top'),
  gbp: role('paste', 'bottom'),
  gpt: role('padMaster', 'top'),
  gpb: role('padMaster', 'bottom'),
  gko: role('outline'),
  gml: role('outline'),
  oln: role('outline'),
  bor: role('outline'),
  dim: role('outline'),
  gdd: role('drillDrawing'),
  gdl: role('drawing'),
  cmp: role('copper', 'top'),
  top: role('copper', 'top'),
  sol: role('copper', 'bottom'),
  bot: role('copper', 'bottom'),
  stc: role('mask', 'top'),
  tsm: role('mask', 'top'),
  smt: role('mask', 'top'),
  sts: role('mask', 'bottom'),
  bsm: role('mask', 'bottom'),
  smb: role('mask', 'bottom'),
  plc: role('silk', 'top'),
  tsk: role('silk', 'top'),
  sst: role('silk', 'top'),
  pls: role('silk', 'bottom'),
  bsk: role('silk', 'bottom'),
  ssb: role('silk', 'bottom'),
  crc: role('paste', 'top'),
  tsp: role('paste', 'top'),
  spt: role('paste', 'top'),
  crs: role('paste', 'bottom'),
  bsp: role('paste', 'bottom'),
  spb: role('paste', 'bottom'),
  drd: role('drill'),
  drl: role('drill'),
  xln: role('drill'),
  exc: role('drill'),
  ncd: role('drill'),
}

/** `.G2` (Protel inner), `.GP1` (plane), `.L2` and `.LY2` (EAGLE: counted from the top), `.GM13`, `.GD1`. */
function numbered(extension: string): NamedRole | null {
  const found = /^(g|gp|gin|in|l|ly|gm|gd|gg)(\d{1,2})$/.exec(extension)
  if (!found) return null
  const order = Number(found[2])
  if (found[1] === 'gm') return role('mechanical', null, order)
  if (found[1] === 'gd' || found[1] === 'gg') return role('drillDrawing')
  return role('copper', 'inner', order)
}

/** Words of a name, most telling first: a solder mask is named before the copper it lies on. */
const words: readonly (readonly [RegExp, LayerType])[] = [
  [/(drill|drl|hole) ?(drawing|dwg|map|guide|symbol)|钻孔图|孔图/, 'drillDrawing'],
  [/courtyard|crtyd/, 'courtyard'],
  [/(^| )fab( |$)|assembly|(^| )(assy|asm)( |$)|装配/, 'assembly'],
  [/adhes|(^| )glue/, 'glue'],
  [/paste|stencil|(^| )(cream|spt|spb)( |$)|钢网|锡膏|助焊/, 'paste'],
  [/sold(er)? ?mask|(^| )mask|mask( |$)|solder ?resist|(^| )(smt|smb|tsm|bsm)( |$)|阻焊|绿油/, 'mask'],
  [/silk|legend|overlay|(^| )(sst|ssb|tsk|bsk)( |$)|丝印|字符/, 'silk'],
  [
    /edge ?cuts?|outline|profile|(^| )(board ?edge|contour|border|dimension|perimeter|rout(e|ing)?)( |$)|外形|板框|边框/,
    'outline',
  ],
  [/v ?cut|v ?score/, 'vcut'],
  [/keep ?out|禁止布线/, 'keepout'],
  [/(^| )n?pth( |$)|drill|钻孔/, 'drill'],
  [/mechanical|(^| )mech/, 'mechanical'],
  [/document|drawing|(^| )(dwgs|cmts|eco\d) |comment|说明|文档/, 'drawing'],
]

const sides: readonly (readonly [RegExp, LayerSide])[] = [
  [/inner|内层/, 'inner'],
  [/(^| )(top|front|component ?side|cs)( |$)|(^| )t (layer|copper|silk|mask|paste)|(^| )top|top( |$)|顶/, 'top'],
  [
    /(^| )(bot|bottom|back|solder ?side|ss)( |$)|(^| )b (layer|copper|silk|mask|paste)|(^| )bottom|bottom( |$)|底/,
    'bottom',
  ],
  [/(^| )(in|l|layer|ly|int|inr|mid(layer)?|internal)(plane|layer)? ?\d|internal/, 'inner'],
]

const copper =
  /(^| )cu\d?( |$)|copper|signal|layer|plane|(^| )(gnd|power|vcc|in|l|inr|int|ly)\d|顶层|底层|内层|铜|cu(top|bottom)/

/**
 * KiCad ends names with its layer; what stands before is the project's name and may hold any word: `top-plate-B_Cu`.
 * Single letters mean a side here only: boards are called `b` and `f`, too.
 */
const kicadEnding = /(?:^| )(f|b|in(\d{1,2})) (cu|mask|paste|silk ?s(?:creen)?|fab|court ?yard|crt ?yd|adhes(?:ive)?)$/

const kicadTypes: readonly (readonly [string, LayerType])[] = [
  ['cu', 'copper'],
  ['mask', 'mask'],
  ['paste', 'paste'],
  ['silk', 'silk'],
  ['fab', 'assembly'],
  ['c', 'courtyard'],
  ['adhes', 'glue'],
]

function roleByKicad(text: string): NamedRole | null {
  const found = kicadEnding.exec(text)
  const type = kicadTypes.find(([start]) => found?.[3]?.startsWith(start))?.[1]
  if (!found || type === undefined) return null
  if (found[2] !== undefined) return role(type, 'inner', Number(found[2]))
  return role(type, found[1] === 'f' ? 'top' : 'bottom')
}

/** `i2c_led-F_Cu` → `i2c led f cu`, `TopSolderMaskLayer` → `top solder mask layer`. */
const asWords = (name: string): string =>
  name
    .normalize('NFKC')
    .slice(-200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[\s._\-+()[\]]+/g, ' ')
    .trim()

const lastNumber = (text: string): number | null => {
  const found = /(?:inner ?(?:layer)?|in|l|layer|ly|inr|int|mid ?(?:layer)?|plane|internal|内层) ?(\d{1,2})(?!\d)/.exec(
    text,
  )?.[1]
  return found === undefined ? null : Number(found)
}

/** The role a file's name tells, by the habits of the common programs; null where it tells none. */
export function roleByName(fileName: string): NamedRole | null {
  const base = fileName.split(/[/\\]/).at(-1) ?? fileName
  const extension = extensionOf(base)
  const byExtension = extensions[extension] ?? numbered(extension)
  if (byExtension !== null && byExtension !== undefined) return byExtension
  const stem = /^(gbr|ger|gerber|art|pho|gb|gbx|txt|drl|xln|nc|tap|phd)$/.test(extension)
    ? base.slice(0, -extension.length - 1)
    : base
  const text = asWords(stem)
  const kicad = roleByKicad(text)
  if (kicad !== null) return kicad
  const side = sides.find(([pattern]) => pattern.test(text))?.[1] ?? null
  const type = words.find(([pattern]) => pattern.test(text))?.[1]
  if (type !== undefined) return role(type, type === 'outline' || type === 'drill' ? null : side)
  if (side === 'inner') return role('copper', 'inner', lastNumber(text))
  if (side !== null && (copper.test(text) || /(^| )(top|bottom|bot)( |$)/.test(text))) return role('copper', side)
  return null
}
