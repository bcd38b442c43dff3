/** What a column of a pick-and-place file holds. */
export type PlacementColumn = 'ref' | 'x' | 'y' | 'rotation' | 'side' | 'value' | 'package'
export type LengthUnit = 'mm' | 'mil' | 'inch'

/** Headings as tools write them, folded; where a file has several, the first listed is taken: machines want the middle. */
const names: Readonly<Record<PlacementColumn, readonly string[]>> = {
  ref: [
    'designator',
    'refdes',
    'ref',
    'reference',
    'references',
    'refdesignator',
    'partreference',
    '位号',
    '元件位号',
    '器件位号',
    '标号',
    '元件编号',
  ],
  x: [
    'midx',
    'centerx',
    'centrex',
    '中心x',
    'x中心',
    '中心坐标x',
    'posx',
    'positionx',
    'xposition',
    'xpos',
    'x',
    'xcoord',
    'xcoordinate',
    'locationx',
    'xlocation',
    'x坐标',
    '坐标x',
    'x轴',
    'refx',
  ],
  y: [
    'midy',
    'centery',
    'centrey',
    '中心y',
    'y中心',
    '中心坐标y',
    'posy',
    'positiony',
    'yposition',
    'ypos',
    'y',
    'ycoord',
    'ycoordinate',
    'locationy',
    'ylocation',
    'y坐标',
    '坐标y',
    'y轴',
    'refy',
  ],
  rotation: ['rotation', 'rot', 'angle', 'orientation', 'rotationangle', '旋转', '角度', '旋转角度', '方向'],
  side: [
    'layer',
    'side',
    'tb',
    'topbottom',
    'boardside',
    'placementside',
    '层',
    '板层',
    '面',
    '面别',
    '板面',
    '贴装面',
    '贴片层',
    '所在层',
  ],
  value: ['val', 'value', 'comment', 'partvalue', '值', '参数', '注释', '规格', '型号', 'partnumber'],
  package: ['package', 'footprint', 'pattern', 'case', '封装', '封装名称'],
}

const unitIn = /[(（[]\s*(mm|毫米|mils?|thou|inch(?:es)?|in|英寸)\s*[)）\]]|[-_ ](mm|mils?|inch)$/i

/** The unit a heading names: `Center-X(mil)`. */
export function unitOf(text: string): LengthUnit | null {
  const found = unitIn.exec(text.trim())
  return found ? unitNamed(found[1] ?? found[2] ?? '') : null
}

export function unitNamed(word: string): LengthUnit | null {
  const folded = word.trim().toLowerCase()
  if (/^(mm|millimet(?:er|re)s?|毫米|公制|metric)$/.test(folded)) return 'mm'
  if (/^(mils?|thou)$/.test(folded)) return 'mil'
  return /^(in|inch|inches|英寸|")$/.test(folded) ? 'inch' : null
}

/** A line above the table that says it: `Units used: mil`, `### Unit = mm, Angle = deg.`. */
export function unitInPreamble(text: string): LengthUnit | null {
  const found = /(?:units?|单位)[^=:：]*[=:：]\s*([a-z]+|毫米|英寸)/i.exec(text)
  return found ? unitNamed(found[1] ?? '') : null
}

const folded = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(unitIn, '')
    .replace(/^[#\s'"]+/, '')
    .toLowerCase()
    .replace(/[^a-z0-9\u3400-\u9fff]/g, '')

export type FoundColumns = Readonly<Partial<Record<PlacementColumn, number>>>

/** Which cell of a heading row is what; null where it is none: without a reference and a place it is no such table. */
export function findColumns(cells: readonly string[]): FoundColumns | null {
  const keys = cells.map(folded)
  const found: Partial<Record<PlacementColumn, number>> = {}
  for (const column of Object.keys(names) as PlacementColumn[]) {
    for (const name of names[column]) {
      const at = keys.indexOf(name)
      if (at >= 0) {
        found[column] = at
        break
      }
    }
  }
  return found.ref === undefined || found.x === undefined || found.y === undefined ? null : found
}

/** Top or bottom in the words of tools: `TopLayer`, `F.Cu`, `T`, `顶层`. Empty where the word is none of them. */
export function sideOf(text: string): 'top' | 'bottom' | '' {
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s._-]/g, '')
  if (/^(top|toplayer|topside|t|f|fcu|front|componentside|顶|顶层|顶面|正面|正|a面)$/.test(word)) return 'top'
  return /^(bottom|bottomlayer|bottomside|bot|b|bcu|back|solderside|底|底层|底面|背面|反面|反|b面)$/.test(word)
    ? 'bottom'
    : ''
}

/** The side a file of one side names: `board-top.pos`, `board-bottom-pos.csv`. */
export const sideInName = (fileName: string): 'top' | 'bottom' | '' => {
  const found = /(?:^|[-_. ])(top|bottom|bot|front|back)(?=$|[-_. ])/i.exec(fileName)
  return found ? sideOf(found[1] ?? '') : ''
}
