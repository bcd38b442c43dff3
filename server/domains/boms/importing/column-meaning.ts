import {
  isDistributor,
  isOutline,
  isSequence,
  looksLikeMpn,
  looksLikeOrderCode,
  share,
  type ColumnSample,
} from './column-content'
import { isDnpMark, saysDnp } from './dnp'
import type { CanonicalField } from './fields'
import { looksLikeChipSize } from './packages'
import { looksLikeRefs } from './refdes'
import { isNumericValue } from './value-shape'
import { hasSignedRule, looksLikeVariantRule } from './variants'

const LIFECYCLE =
  /^(active|obsolete|eol|nrnd|not recommended|preferred|discontinued|last time buy|ltb|production|量产|停产|在产|活跃)/i
const DIELECTRIC = /^(C0G|COG|NP0|NPO|X[5678][RST]|X7R|Y5V|Z5U)$/i
const MOUNT = /^(smd|smt|tht?|dip|through[- ]?hole|surface[- ]?mount|贴片|插件|直插|后焊)$/i

export type ColumnContext = {
  sample: ColumnSample
  /** Fields other columns claim with certainty. */
  has: (field: CanonicalField) => boolean
  /** Any column header with one of these keys. */
  hasKey: (...keys: string[]) => boolean
  /** Sample of the column that holds the field. */
  other: (field: CanonicalField) => ColumnSample | null
}

export type Resolution = { field: CanonicalField | 'ignore' | null; also?: CanonicalField }

type Resolver = (context: ColumnContext) => Resolution

const only = (field: CanonicalField | 'ignore' | null): Resolution => ({ field })

function partNumber({ sample, has }: ColumnContext): Resolution {
  if (share(sample, looksLikeOrderCode) >= 0.5 && (has('mpn') || share(sample, (text) => /-ND$/i.test(text)) >= 0.5))
    return only('supplierPn')
  if (has('mpn')) return only('ipn')
  if (has('manufacturer')) return only('mpn')
  if (has('ipn')) return only('mpn')
  const isInternal = share(sample, (text) => /^[\d.\-_]+$/.test(text) || /^[A-Z]{2,4}-\d{3,}-\d{3,}/.test(text)) >= 0.6
  if (isInternal || !has('refdes')) return only('ipn')
  return only(share(sample, looksLikeMpn) >= 0.4 ? 'mpn' : 'ipn')
}

/** Chinese 型号: a part number, or in hobby and assembly sheets the whole description of the part. */
function model({ sample, has }: ColumnContext): Resolution {
  if (has('mpn')) return only(has('description') ? 'name' : 'description')
  if (has('value') || has('package')) return only('mpn')
  return share(sample, looksLikeMpn) >= 0.6 ? { field: 'mpn', also: 'value' } : { field: 'value', also: 'mpn' }
}

function comment(context: ColumnContext): Resolution {
  const { sample, has, other } = context
  if (!has('value')) return only('value')
  const values = other('value')
  const byRow = new Map(values?.cells.map((text, i) => [values.rows[i], text] as const))
  let both = 0
  let same = 0
  sample.cells.forEach((text, i) => {
    const value = byRow.get(sample.rows[i])
    if (value === undefined) return
    both++
    if (value.toLowerCase() === text.toLowerCase()) same++
  })
  if (both > 0) return only(same >= both * 0.5 ? 'name' : 'note')
  return only(sample.cells.length > (values?.cells.length ?? 0) ? 'name' : 'note')
}

function part({ sample, has, hasKey }: ColumnContext): Resolution {
  if (share(sample, looksLikeRefs) >= 0.7) return only('refdes')
  if (has('refdes')) {
    if (hasKey('partlib')) return only('symbol')
    if (!has('value')) return only('value')
    return only('symbol')
  }
  if (has('ipn') && hasKey('bomid', 'ipn')) return only('parentPn')
  return only('ipn')
}

function counter(context: ColumnContext, otherwise: CanonicalField | null): Resolution {
  const { sample, has } = context
  if (isSequence(sample) || share(sample, isOutline) >= 0.9) {
    if (isSequence(sample) || share(sample, (text) => text.includes('.')) > 0) return only('lineNo')
  }
  if (share(sample, looksLikeRefs) >= 0.6 && !has('refdes')) return only('refdes')
  return only(otherwise)
}

function item(context: ColumnContext): Resolution {
  const { sample, has } = context
  const counted = counter(context, null)
  if (counted.field !== null) return counted
  if (sample.cells.length === 0) return only('lineNo')
  if (share(sample, (text) => /^\d+$/.test(text)) >= 0.8) return only(has('ipn') ? 'lineNo' : 'ipn')
  if (!has('ipn') && share(sample, looksLikeMpn) >= 0.6 && (has('description') || has('name'))) return only('ipn')
  return only(has('description') || !has('refdes') ? 'name' : 'description')
}

/** A catalogue's number is the maker's unless the file names the maker's elsewhere; `Catalog` alone may name the shop. */
const catalog: Resolver = ({ sample, has }) => {
  if (share(sample, (text) => /\d/.test(text)) < 0.3) return only(has('manufacturer') ? 'supplier' : 'manufacturer')
  return only(has('mpn') || has('supplier') ? 'supplierPn' : 'mpn')
}

const customerReference: Resolver = ({ sample, has }) =>
  only(!has('refdes') && share(sample, looksLikeRefs) >= 0.5 ? 'refdes' : 'cpn')

/** Rules such as `+868`, or few short codes that come again and again. */
function isVariantColumn(sample: ColumnSample): boolean {
  if (share(sample, looksLikeVariantRule) < 0.9) return false
  if (sample.cells.some(hasSignedRule)) return true
  const distinct = new Set(sample.cells).size
  return sample.cells.every((text) => !isDnpMark(text)) && distinct <= 8 && distinct < sample.cells.length
}

/** A column called only `Number` holds item numbers (Windchill) when its cells look like them. */
const numberedItems = (sample: ColumnSample): 'ipn' | null =>
  sample.cells.length >= 2 &&
  share(sample, (text) => /^(?=.*\d)[\w.-]{4,}$/.test(text) && /[-_.A-Za-z]/.test(text)) >= 0.8
    ? 'ipn'
    : null

const RESOLVERS: Record<string, Resolver> = {
  customerreference: customerReference,
  catalog,
  part,
  bauteil: ({ sample, has }) => only(share(sample, looksLikeRefs) >= 0.6 ? 'refdes' : has('value') ? 'name' : 'value'),
  comment,
  name: ({ has }) => only(!has('value') && has('refdes') ? 'value' : 'name'),
  型号: model,
  规格型号: ({ sample, has }) => {
    const isMpn = share(sample, looksLikeMpn) >= 0.6
    if (isMpn && !has('mpn'))
      return has('description') || has('name') ? only('mpn') : { field: 'mpn', also: 'description' }
    return has('description') ? { field: 'value' } : { field: 'description', also: has('mpn') ? undefined : 'mpn' }
  },
  规格: ({ sample, has }) => {
    if (!has('value') && share(sample, isNumericValue) >= 0.5) return only('value')
    if (!has('description')) return only('description')
    return only(has('value') ? 'note' : 'value')
  },
  编号: ({ sample }) => {
    if (share(sample, (text) => /^C\d{3,}$/.test(text)) >= 0.9) return only('lcscPn')
    return only(isSequence(sample) ? 'lineNo' : 'ipn')
  },
  尺寸: ({ sample }) => only(share(sample, looksLikeChipSize) >= 0.5 ? 'package' : null),
  vendor: ({ sample, has }) =>
    only(has('manufacturer') || share(sample, isDistributor) >= 0.5 ? 'supplier' : 'manufacturer'),
  libref: ({ sample, has }) => {
    const distinct = new Set(sample.cells).size
    const isUnique = sample.cells.length > 3 && distinct >= sample.cells.length * 0.8
    return isUnique && !has('mpn') && share(sample, looksLikeMpn) >= 0.4
      ? { field: 'mpn', also: 'symbol' }
      : only('symbol')
  },
  status: ({ sample }) => {
    if (share(sample, (text) => LIFECYCLE.test(text)) >= 0.5) return only('lifecycle')
    return only(share(sample, (text) => isDnpMark(text)) >= 0.5 ? 'dnp' : null)
  },
  config: ({ sample }) => {
    if (isVariantColumn(sample)) return only('variants')
    return only(sample.cells.some((text) => saysDnp(text, null)) ? 'dnp' : null)
  },
  variant: ({ sample }) => only(isVariantColumn(sample) ? 'variants' : null),
  partnumber: partNumber,
  designation: ({ has }) => only(has('value') ? 'description' : has('refdes') ? 'value' : 'description'),
  item,
  itemno: (context) => counter(context, context.has('ipn') ? 'lineNo' : 'ipn'),
  component: (context) => {
    const found = item(context)
    return found.field === 'description' ? only('name') : found
  },
  id: (context) => counter(context, null),
  no: (context) => counter(context, context.has('ipn') || context.has('lineNo') ? null : numberedItems(context.sample)),
  position: (context) =>
    counter(
      context,
      context.has('refdes') ? 'lineNo' : share(context.sample, (text) => /\d/.test(text)) > 0.3 ? 'refdes' : null,
    ),
  location: ({ sample, has }) => only(has('refdes') && share(sample, looksLikeRefs) < 0.5 ? null : 'refdes'),
  device: ({ sample, has }) => {
    if (!has('description') && share(sample, (text) => /\s/.test(text)) >= 0.3)
      return { field: 'symbol', also: 'description' }
    return only('symbol')
  },
  type: ({ sample, has }) => {
    if (share(sample, (text) => MOUNT.test(text)) >= 0.5) return only('mount')
    if (!has('package') && share(sample, looksLikeChipSize) >= 0.3) return only('package')
    return only('name')
  },
  material: ({ sample }) => only(share(sample, (text) => DIELECTRIC.test(text)) >= 0.5 ? 'dielectric' : null),
  rating: ({ sample }) => only(share(sample, (text) => /\dV/i.test(text)) >= 0.5 ? 'voltage' : null),
  说明: ({ has }) => only(has('description') ? 'note' : 'description'),
  specification: ({ sample, has }) => {
    if (!has('value') && share(sample, isNumericValue) >= 0.5) return only('value')
    return only(has('description') ? 'note' : 'description')
  },
  title: ({ has }) => only(has('description') ? 'name' : 'name'),
  层: ({ sample }) =>
    only(share(sample, (text) => /^(top|bottom|t|b|顶|底|正|反)/i.test(text)) >= 0.6 ? 'side' : 'level'),
  model: ({ sample, has }) =>
    has('mpn') ? only('name') : share(sample, looksLikeMpn) >= 0.3 ? only('mpn') : only('name'),
  nc: ({ sample }) => only(sample.cells.every((text) => text.length <= 5) ? 'dnp' : null),
  assembly: ({ sample, has }) => {
    if (share(sample, (text) => MOUNT.test(text)) >= 0.5) return only('mount')
    return only(has('ipn') || has('name') || has('description') ? 'parentPn' : null)
  },
  total: ({ has }) => only(has('unitPrice') ? 'extPrice' : null),
  source: ({ sample, has }) =>
    only(has('supplier') ? null : share(sample, isDistributor) >= 0.3 || has('supplierPn') ? 'supplier' : null),
  类型: ({ sample, has }) => {
    if (share(sample, (text) => MOUNT.test(text)) >= 0.5) return only('mount')
    return only(has('name') ? null : 'name')
  },
  articlenumber: (context) =>
    context.has('ipn')
      ? partNumber(context)
      : context.has('mpn') || !context.has('manufacturer')
        ? only('ipn')
        : only('mpn'),
  codigo: ({ has }) => only(has('ipn') ? null : 'ipn'),
  info: ({ has }) => only(has('note') ? null : 'note'),
  process: ({ sample }) => only(share(sample, (text) => MOUNT.test(text)) >= 0.3 ? 'mount' : null),
  load: ({ sample }) =>
    only(share(sample, (text) => /^(y|n|yes|no|x|true|false|0|1|dnp|dni)$/i.test(text)) >= 0.6 ? 'fitted' : null),
  placement: ({ sample, has }) => only(!has('refdes') && share(sample, looksLikeRefs) >= 0.6 ? 'refdes' : null),
  存在替代关系: ({ sample }) => only(share(sample, looksLikeMpn) >= 0.5 ? 'alternates' : null),
}

/** Names resolved the same way as another. */
const SAME: Record<string, string> = {
  variants: 'variant',
  configuration: 'variant',
  配置: 'variant',
  机种: 'variant',
  适用机型: 'variant',
  catalogpartnumber: 'catalog',
  catalogno: 'catalog',
  catalognumber: 'catalog',
  cataloguenumber: 'catalog',
  size: '尺寸',
  元件编号: '编号',
  零件编号: '编号',
  商品编码: '编号',
  型号规格: '规格型号',
  pn: 'partnumber',
  partno: 'partnumber',
  partnum: 'partnumber',
  productnumber: 'partnumber',
  partnumbers: 'partnumber',
  partnumbertype: 'partnumber',
  teilenummer: 'partnumber',
  部品番号: 'partnumber',
  编码: 'codigo',
  codice: 'codigo',
  itemid: 'codigo',
  图号: 'codigo',
  부품번호: 'partnumber',
  vendorpartno: 'partnumber',
  artikelnummer: 'articlenumber',
  artikelnr: 'articlenumber',
  articleno: 'articlenumber',
  itemnumber: 'itemno',
  itemnr: 'itemno',
  number: 'no',
  num: 'no',
  serialno: 'no',
  row: 'no',
  pos: 'position',
  bomid: 'id',
  元件序号: 'no',
  locations: 'location',
  specifications: 'specification',
  spec: 'specification',
  specs: 'specification',
  characteristics: 'specification',
  category: '类型',
  family: '类型',
  类别: '类型',
  种类: '类型',
  材质: 'material',
  产品名称: 'title',
  状态: 'status',
  属性: 'status',
  assy: 'assembly',
  information: 'info',
}

/** Meaning of a column whose name allows several, from its cells and its neighbours (rules §4, second table). */
export function resolveByContent(key: string, context: ColumnContext, fallback: CanonicalField): Resolution {
  const resolver = RESOLVERS[SAME[key] ?? key]
  return resolver === undefined ? only(fallback) : resolver(context)
}
