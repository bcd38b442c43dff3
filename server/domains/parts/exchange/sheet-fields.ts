import type { MslLevel } from '../rules/limits'

/** Fields of a part itself, in the order of the columns. */
export const partSheetFields = [
  'number',
  'nameEn',
  'nameZh',
  'descriptionEn',
  'descriptionZh',
  'kind',
  'value',
  'uom',
  'package',
  'lifecycle',
  'lastTimeBuy',
  'msl',
  'rohs',
  'reach',
  'datasheet',
  'attritionPct',
  'attritionExtra',
  'note',
] as const
/** Fields of an entry of the approved list. */
export const sourceSheetFields = [
  'mpn',
  'manufacturer',
  'status',
  'effectiveFrom',
  'makerPackage',
  'makerLifecycle',
  'makerLastTimeBuy',
  'makerMsl',
  'makerRohs',
  'makerReach',
  'makerDatasheet',
] as const
/** Fields of an offer. */
export const offerSheetFields = [
  'supplier',
  'sku',
  'url',
  'currency',
  'breaks',
  'moq',
  'multiple',
  'leadTimeDays',
  'pricedOn',
  'validUntil',
] as const
export const sheetFields = [...partSheetFields, ...sourceSheetFields, ...offerSheetFields] as const
export type PartSheetField = (typeof partSheetFields)[number]
export type SourceSheetField = (typeof sourceSheetFields)[number]
export type OfferSheetField = (typeof offerSheetFields)[number]
export type SheetField = (typeof sheetFields)[number]

/** What a field holds, which says how a cell of it is read. */
export const fieldKinds = {
  number: 'text',
  nameEn: 'text',
  nameZh: 'text',
  descriptionEn: 'text',
  descriptionZh: 'text',
  kind: 'kind',
  value: 'text',
  uom: 'text',
  package: 'text',
  lifecycle: 'lifecycle',
  lastTimeBuy: 'day',
  msl: 'msl',
  rohs: 'compliance',
  reach: 'compliance',
  datasheet: 'link',
  attritionPct: 'percent',
  attritionExtra: 'amount',
  note: 'text',
  mpn: 'text',
  manufacturer: 'text',
  status: 'status',
  effectiveFrom: 'day',
  makerPackage: 'text',
  makerLifecycle: 'lifecycle',
  makerLastTimeBuy: 'day',
  makerMsl: 'msl',
  makerRohs: 'compliance',
  makerReach: 'compliance',
  makerDatasheet: 'link',
  supplier: 'text',
  sku: 'text',
  url: 'link',
  currency: 'currency',
  breaks: 'breaks',
  moq: 'quantity',
  multiple: 'quantity',
  leadTimeDays: 'days',
  pricedOn: 'day',
  validUntil: 'day',
} as const satisfies Record<SheetField, string>

/** What a header may call a column beside our own two names of it, in either language. */
export const headerNames: Readonly<Partial<Record<SheetField, readonly string[]>>> = {
  number: [
    'part no',
    'part number',
    'internal part number',
    'ipn',
    'item number',
    '料号',
    '内部料号',
    '物料编码',
    '物料编号',
    '物料号',
  ],
  nameEn: ['name', 'english name', 'name en', '英文名称', '英文品名'],
  nameZh: ['名称', '品名', '中文名称', '物料名称', 'chinese name', 'name zh'],
  descriptionEn: ['description', 'english description', '英文描述', '英文规格'],
  descriptionZh: ['描述', '规格', '规格描述', '规格型号', '中文描述', 'chinese description'],
  kind: ['kind', 'category', 'type', '类别', '分类', '物料类别'],
  value: ['value', '值', '参数', '标称值'],
  uom: ['unit', 'uom', '单位'],
  package: ['package', 'footprint', 'case', '封装'],
  lifecycle: ['lifecycle', 'part lifecycle', '生命周期'],
  lastTimeBuy: ['last time buy', 'ltb', '最后采购日', '最后订购日'],
  msl: ['msl', 'moisture sensitivity level', '湿敏等级'],
  rohs: ['rohs'],
  reach: ['reach'],
  datasheet: ['datasheet', '规格书', '数据手册'],
  attritionPct: ['attrition', 'attrition %', 'scrap %', '损耗率', '损耗'],
  attritionExtra: ['extra', 'extra pieces', '额外损耗', '固定损耗'],
  note: ['note', 'notes', 'remark', '备注'],
  mpn: ['mpn', 'manufacturer part number', 'mfr part no', '制造商料号', '厂家型号', '原厂型号', '型号'],
  manufacturer: ['manufacturer', 'mfr', 'maker', 'brand', '制造商', '厂家', '品牌', '原厂'],
  status: ['status', 'approval', 'aml status', '状态', '认可状态'],
  effectiveFrom: ['effective from', 'effective', '生效日期', '生效日'],
  supplier: ['supplier', 'vendor', 'distributor', '供应商', '渠道'],
  sku: ['sku', 'supplier part', 'supplier part number', 'order code', '供应商料号', '商品编号', '订货号'],
  url: ['url', 'link', '链接', '网址'],
  currency: ['currency', '币种', '货币'],
  breaks: ['price', 'prices', 'price breaks', 'unit price', '单价', '价格', '阶梯价', '阶梯价格'],
  moq: ['moq', 'minimum order quantity', '最小起订量', '起订量'],
  multiple: ['multiple', 'order multiple', 'pack', 'spq', '最小包装', '包装量', '订货倍数'],
  leadTimeDays: ['lead time', 'lead time days', '交期', '货期', '交期天数'],
  pricedOn: ['priced on', 'price date', '报价日期', '询价日期'],
  validUntil: ['valid until', 'valid', 'expires', '有效期', '有效期至'],
}

/** Letters, digits and Chinese characters only: `Part No. *` and `part no` are the same heading. */
export const headerKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%#]+/gu, ' ')
    .trim()

/** A row as it was read, by field: keys of choices, days as `2026-03-31`, numbers plain. Blank cells are left out. */
export type SheetCells = Readonly<Partial<Record<SheetField, string>>>
export type SheetRowInput = Readonly<{ row: number; cells: SheetCells }>

export type ChoiceField = 'kind' | 'lifecycle' | 'compliance' | 'status'
/** Words of a choice beside its own labels, by key. */
export const choiceWords: Readonly<Record<ChoiceField, Readonly<Record<string, readonly string[]>>>> = {
  kind: {
    capacitor: ['cap', '电容器'],
    resistor: ['res', '电阻器'],
    ic: ['chip', '集成电路'],
    pcb: ['线路板', '电路板'],
  },
  lifecycle: {
    active: ['in production', '量产', '正常', '在产'],
    nrnd: ['nrnd', 'not for new designs', '不推荐新设计', '不推荐用于新设计'],
    eol: ['eol', 'ltb', 'last time buy', '停产通知', '即将停产'],
    obsolete: ['discontinued', '已停产', '停产'],
  },
  compliance: {
    compliant: ['yes', 'y', 'ok', '是', '符合', '合规'],
    notCompliant: ['no', 'n', '否', '不符合', '不合规'],
    exempt: ['exempted', '豁免'],
  },
  status: { approved: ['ok', '认可', '已认可', '合格'], proposed: ['pending', '待认可', '待批准'] },
}
export const mslOf = (text: string): MslLevel | null => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:msl|level)\s*[-:]?\s*|级$/g, '')
    .replace(/\s*\(.*\)$/, '')
    .trim()
  return (['1', '2', '2a', '3', '4', '5', '5a', '6'] as const).find((level) => level === plain) ?? null
}
