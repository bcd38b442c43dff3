import type { LineUsage, SuppliedBy } from '../lifecycle'
import { mountOfSection } from './classify'
import { isDnpMark, isUnfittedMark } from './dnp'
import { cellMeanings, type CellMeaning, type CellMeanings, type MeantField } from './meanings'
import { working } from './text'
import type { Mount } from './types'

/** One spelling per cell text: width, case and spaces do not count. */
export const cellKey = (text: string): string => working(text).toLowerCase().replace(/\s+/g, ' ').slice(0, 200)

const FLAGGED = /^(y|yes|true|1|x|√|✓|✔|是|有)$/i
const UNFLAGGED = /^(n|no|false|0|否|无|×|✗|✘)$/i
const BRAND =
  /客供|客户提供|客户供|甲供|来料|客料|客戶|客户自供|consign|customer.?(suppl|furnish|provided)|buyer.?(suppl|furnish|provided)|free.?issue|\bcfm\b|\bbfm\b|^customer$|^brand$|^品牌(方|提供|供)?$|^oem$/i
const FACTORY =
  /厂供|工厂供|工厂|自购|自采|自备|代购|乙供|turn-?key|外购|采购|buy|purchase|factory|supplier|ems|vendor|外协|委外|自制|\bmake\b|manufactur/i
const PHANTOM = /虚拟|虚设|虚项|phantom|虚件|pseudo/i
const OPTIONAL = /选配|可选|选装|optional|^option$|特征/i
const CONSUMABLE = /消耗|辅料|辅材|耗材|易耗|consumable|expendable|auxiliary|bulk/i
const NORMAL = /标准件|普通|normal|standard|外购|自制|委外|采购件|原材料|半成品|buy|make|purchase|regular/i

/** How one cell of such a column is read; `none` where it says nothing that is understood. */
export function meaningOf(field: MeantField, raw: string, said: CellMeanings = {}): CellMeaning {
  const chosen = said[field]?.[cellKey(raw)]
  const known = cellMeanings[field].find((meaning) => meaning === chosen)
  return known ?? readMeaning(field, working(raw))
}

function readMeaning(field: MeantField, text: string): CellMeaning {
  switch (field) {
    case 'dnp':
    case 'excludeFromBom':
      return isDnpMark(text) ? 'yes' : 'no'
    case 'fitted':
      return isUnfittedMark(text) ? 'no' : 'yes'
    case 'side':
      if (/^(t(op)?|f(ront)?|顶|正|a面?)/i.test(text)) return 'top'
      return /^(b(ot(tom)?)?|back|底|反|背)/i.test(text) ? 'bottom' : 'none'
    case 'mount':
      return mountOfSection(text) ?? 'none'
    case 'sourcing':
      return unusual(text) ?? (FLAGGED.test(text) ? 'brand' : suppliedIn(text))
    case 'itemType':
      // SAP and others write X for a phantom.
      if (/^x$/i.test(text)) return 'phantom'
      return unusual(text) ?? (BRAND.test(text) ? 'brand' : text !== '' && NORMAL.test(text) ? 'normal' : 'none')
    case 'uom':
      return 'asWritten'
  }
}

const suppliedIn = (text: string): CellMeaning =>
  BRAND.test(text) ? 'brand' : text !== '' && (FACTORY.test(text) || UNFLAGGED.test(text)) ? 'factory' : 'none'

function unusual(text: string): 'phantom' | 'optional' | 'consumable' | null {
  if (PHANTOM.test(text)) return 'phantom'
  if (OPTIONAL.test(text)) return 'optional'
  return CONSUMABLE.test(text) ? 'consumable' : null
}

/** Plain words for the default, which are worth no remark of their own: a cell that says only this is not kept beside the line. */
const SAYS_ONLY =
  /^(外购|采购|采购件|外购件|buy|purchased?|factory|工厂|工厂提供|厂供|turn-?key|normal|普通|否|n|no|0|false)$/i

/** Whether the line says all that the cell says, so that the cell need not be kept beside it. */
export const isCarried = (field: MeantField, raw: string, said: CellMeanings): boolean => {
  const meaning = meaningOf(field, raw, said)
  return meaning !== 'none' && meaning !== 'factory' && meaning !== 'normal' ? true : SAYS_ONLY.test(working(raw))
}

export function mountIn(text: string, said: CellMeanings): Mount | null {
  const meaning = meaningOf('mount', text, said)
  return meaning === 'SMT' || meaning === 'TH' || meaning === 'MECH' || meaning === 'PACK' ? meaning : null
}

export function sideIn(text: string, said: CellMeanings): 'top' | 'bottom' | null {
  const meaning = meaningOf('side', text, said)
  return meaning === 'top' || meaning === 'bottom' ? meaning : null
}

/** Usage and supplier as the sourcing and type cells of one line say them; null where they say nothing. */
export function roleIn(
  cells: readonly Readonly<{ field: 'sourcing' | 'itemType'; text: string }>[],
  said: CellMeanings,
): { usage: LineUsage | null; suppliedBy: SuppliedBy | null } {
  let usage: LineUsage | null = null
  let suppliedBy: SuppliedBy | null = null
  for (const { field, text } of cells) {
    const meaning = meaningOf(field, text, said)
    if (meaning === 'phantom' || meaning === 'optional' || meaning === 'consumable') usage = meaning
    else if (meaning === 'normal') usage ??= 'normal'
    else if (meaning === 'brand') suppliedBy = 'brand'
    else if (meaning === 'factory') {
      suppliedBy ??= 'factory'
      // Bought or made, says an ERP of a part that is no phantom.
      if (/外购|自制|委外|采购件/.test(text)) usage ??= 'normal'
    }
  }
  return { usage, suppliedBy }
}
