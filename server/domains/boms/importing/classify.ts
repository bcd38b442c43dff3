import type { CanonicalField } from './fields'
import type { ColumnMap } from './columns'
import { isHeader, mayBeHeader, scoreHeader } from './header-detect'
import { looksLikeRefs } from './refdes'
import { cellOf, type SheetRow } from '@/server/platform/workbooks/sheet'
import { isBlank, working } from './text'
import type { Mount } from './types'

export type RowClass =
  | { kind: 'blank' | 'ruler' | 'total' | 'footer' | 'other' | 'line' }
  | { kind: 'header'; repeat: boolean }
  | { kind: 'section'; section: string; mount: Mount | null }

const RULER = /^[_=\-—–*+|:\s]{3,}$/
const TOTAL =
  /^(grand ?total|sub ?total|totals?|sum|合计|总计|小计|共计|总数|合計|gesamt|summe|celkem|razem|итого)\b|^(合计|总计|小计|共计|合計)/i
const FOOTER =
  /^(拟制|审核|批准|会签|编制|校对|核准|制表|以下空白|end of bom|end of list|remarks?\s*[:：]|备注\s*[:：]|说明\s*[:：]|注\s*[:：]|notes?\s*[:：]|approved|prepared|checked|generated|created)/i
const MOUNTS: [RegExp, Mount][] = [
  [/smt|smd|贴片|表贴/i, 'SMT'],
  [/dip|tht|through|插件|后焊|直插|手焊/i, 'TH'],
  [/结构|mechanical|五金|塑胶|机构|外壳/i, 'MECH'],
  [/包装|packag|packing|标签|说明书/i, 'PACK'],
]

export const mountOfSection = (text: string): Mount | null =>
  MOUNTS.find(([pattern]) => pattern.test(text))?.[1] ?? null

const LINE_FIELDS: readonly CanonicalField[] = [
  'refdes',
  'mpn',
  'ipn',
  'cpn',
  'value',
  'description',
  'name',
  'supplierPn',
  'lcscPn',
  'symbol',
]

const CODE_FIELDS: readonly CanonicalField[] = ['mpn', 'ipn', 'cpn', 'supplierPn', 'lcscPn', 'manufacturer', 'uom']

/** What a row under the header is (rules §3). `map` is that header's. */
export function classifyRow(row: SheetRow, map: ColumnMap): RowClass {
  let first = ''
  let filled = 0
  let allRuler = true
  let firstColumn = -1
  for (let column = 0; column < row.cells.length; column++) {
    const text = (row.cells[column] ?? '').trim()
    if (text === '') continue
    if (filled === 0) {
      first = text
      firstColumn = column
    }
    filled++
    if (allRuler && !RULER.test(text)) allRuler = false
  }
  if (filled === 0) return { kind: 'blank' }
  if (allRuler) return { kind: 'ruler' }
  const text = working(first)
  const get = (field: CanonicalField): string => {
    const column = map.byField.get(field)
    return column === undefined ? '' : working(cellOf(row, column.index))
  }
  const qty = get('qty')
  const refs = get('refdes')
  const hasRefs = refs !== '' && looksLikeRefs(refs)
  if (!hasRefs) {
    if (TOTAL.test(text) || TOTAL.test(working(firstText(row)))) return { kind: 'total' }
    if (filled <= 3 && FOOTER.test(text) && (qty === '' || !/^\d/.test(qty))) return { kind: 'footer' }
    // `Component Count:` and its number, below a KiCad table.
    if (filled <= 2 && /[:：]$/.test(text) && !/^\d/.test(qty)) return { kind: 'other' }
  }
  if (filled >= 2 && mayBeHeader(row)) {
    const scored = scoreHeader(row.cells)
    if (isHeader(scored)) return { kind: 'header', repeat: isRepeat(row, map) }
  }
  if (filled === 1 && !hasRefs) {
    const isLineCell = (map.columns[firstColumn]?.field === 'refdes' && /\d/.test(text)) || /^[\d.,]+$/.test(text)
    if (map.byField.size > 2 && !isLineCell && text.length <= 60)
      return { kind: 'section', section: text, mount: mountOfSection(text) }
    if (map.byField.size > 2 && !hasLetters(refs)) return { kind: 'other' }
  }
  // A sentence below or between the lines: no quantity, no code, no reference.
  const isRemark = filled <= 2 && qty === '' && text.length > 40 && CODE_FIELDS.every((field) => isBlank(get(field)))
  if (isRemark && map.byField.has('qty')) return { kind: 'other' }
  for (const field of LINE_FIELDS) if (!isBlank(get(field))) return { kind: 'line' }
  // A numbered row with a quantity is a line even when the drawing says nothing more.
  return /^\d/.test(qty) && get('lineNo') !== '' ? { kind: 'line' } : { kind: 'other' }
}

const hasLetters = (text: string): boolean => /[A-Za-z\u3400-\u9fff]/.test(text)

/** First cell with letters: the total's label may stand after an empty or numbered first column. */
function firstText(row: SheetRow): string {
  for (const cell of row.cells) if (/[A-Za-z\u3400-\u9fff]/.test(cell)) return cell
  return ''
}

function isRepeat(row: SheetRow, map: ColumnMap): boolean {
  return map.columns.every(
    ({ index, header }) => working(cellOf(row, index)).replace(/\s+/g, ' ') === working(header).replace(/\s+/g, ' '),
  )
}
