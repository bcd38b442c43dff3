import { meaningOf, mountIn, roleIn, sideIn } from './cell-values'
import { readAttributes } from './attributes'
import type { ColumnMap } from './columns'
import { saysDnp, withoutDnp } from './dnp'
import { hasValueParser, findValue, parseValue, type ParsedValue } from './values'
import { isNotPurchased, kindOfRef, kindOfText, type ValueKind } from './kinds'
import { looksLikeMpn } from './column-content'
import { readDescription } from './description'
import { readLosses } from './losses'
import type { CellMeanings } from './meanings'
import type { MessageList } from './messages'
import { mountOfPackage, parsePackage } from './packages'
import { readParts } from './part-cells'
import { currencyIn, parsePrice } from './price'
import { divided, parseQuantity, wholeNumber, type ParsedQuantity } from './quantity'
import { parseRefs } from './refdes'
import { RowReader } from './row-reader'
import type { SheetRow } from '@/server/platform/workbooks/sheet'
import { orNull, saysNothing, working } from './text'
import type { ImportedLine, ImportedRef, ImportSettings, Mount } from './types'
import { isLeftOutMark, readVariantRule, variantOfHeader, type VariantRule } from './variants'

export type LineContext = {
  map: ColumnMap
  messages: MessageList
  settings: ImportSettings
  decimalComma: boolean
  currency: string
  section: string | null
  mount: Mount | null
  /** The section's title says its parts are not placed. */
  sectionDnp: boolean
  metricColumn: boolean
  upperCaseValues: boolean
  /** Attrition stands as a share of one, not in percent. */
  attritionShares: boolean
}

const PASSIVES: ReadonlySet<ValueKind> = new Set(['resistor', 'capacitor', 'inductor'])

function readSupplier(reader: RowReader): { supplier: string | null; supplierPart: string | null } {
  const lcsc = reader.text('lcscPn')
  let part: string | null = null
  let header = ''
  for (const column of reader.columns('supplierPn')) {
    const text = orNull(reader.cell(column))
    if (text === null) continue
    part = text
    header = column.header
    break
  }
  const named = reader.text('supplier')
  if (part === null) return { supplier: named ?? (lcsc === null ? null : 'LCSC'), supplierPart: lcsc }
  const implied = /digi-?key|mouser|farnell|newark|arrow|avnet|tme|lcsc/i.exec(header)?.[0] ?? null
  return { supplier: named ?? implied, supplierPart: part }
}

type PackageReading = { footprint: string | null; package: string | null }

function readPackage(reader: RowReader, context: LineContext): PackageReading {
  const footprint = reader.text('package')
  if (footprint === null) return { footprint: null, package: null }
  const answer = context.settings.answers?.packageCodes
  const parsed = parsePackage(footprint, { metricColumn: context.metricColumn, answer })
  if (parsed.restored) context.messages.add('BOM-W030', { a: footprint, b: parsed.name }, place(reader, 'package'))
  return { footprint, package: parsed.name }
}

const place = (reader: RowReader, field: Parameters<RowReader['column']>[0]): { row: number; column?: string } => ({
  row: reader.row.row,
  column: reader.column(field)?.letter,
})

function readQuantity(reader: RowReader, context: LineContext): ParsedQuantity {
  // A file that states totals only is read as it states them; E049 asks for the number of units.
  const column = reader.column('qty') ?? reader.column('qtyTotal')
  const parsed = parseQuantity(column === undefined ? '' : reader.cell(column), context.decimalComma)
  if (parsed.note !== null) context.messages.add(parsed.note.code, parsed.note.params, place(reader, 'qty'))
  const per = reader.column('qtyPer')
  const base = per === undefined ? null : parseQuantity(reader.cell(per), context.decimalComma).quantity
  return base === null || base === '1' || parsed.quantity === null
    ? parsed
    : { ...parsed, quantity: divided(parsed.quantity, base) ?? parsed.quantity }
}

type ValueReading = { value: string | null; parsed: ParsedValue | null; fromDescription: boolean }

function readValue(
  text: string | null,
  kind: ValueKind | null,
  description: string | null,
  note: string | null,
  mpn: string | null,
  reader: RowReader,
  context: LineContext,
): ValueReading {
  if (kind === null || !hasValueParser(kind)) return { value: text, parsed: null, fromDescription: false }
  if (text !== null) {
    const hint = `${description ?? ''} ${note ?? ''}`
    const parsed =
      parseValue(text, kind, { upperCaseOnly: context.upperCaseValues, hint }) ?? findValue(text, kind)?.value ?? null
    if (parsed?.note) context.messages.add(parsed.note.code, parsed.note.params, place(reader, 'value'))
    const isUnreadable =
      parsed === null &&
      PASSIVES.has(kind) &&
      mpn === null &&
      reader.has('value') &&
      !saysDnp(text, kind) &&
      !saysNothing(text) &&
      !looksLikeMpn(working(text))
    if (isUnreadable) context.messages.add('BOM-E055', { t: text, kind }, place(reader, 'value'))
    return { value: text, parsed, fromDescription: false }
  }
  if (description === null) return { value: null, parsed: null, fromDescription: false }
  const found = findValue(description, kind)
  return found === null
    ? { value: null, parsed: null, fromDescription: false }
    : { value: found.token, parsed: found.value, fromDescription: true }
}

/**
 * One table row as a BOM line, and what it says about variants: which of them leave it out follows once the whole file is
 * read. Every doubt goes to `context.messages`; nothing throws.
 */
export function readLine(row: SheetRow, context: LineContext): { line: ImportedLine; variants: VariantRule | null } {
  const { messages } = context
  const said: CellMeanings = context.settings.values ?? {}
  const reader = new RowReader(row, context.map, messages, said)
  const quantity = readQuantity(reader, context)
  const refCell = reader.column('refdes')
  const parsedRefs =
    refCell === undefined ? { refs: [], notes: [] } : parseRefs(reader.cell(refCell), wholeNumber(quantity.quantity))
  for (const { code, params } of parsedRefs.notes) messages.add(code, params, place(reader, 'refdes'))

  const name = reader.text('name')
  const { mpn, manufacturer, alternates } = readParts(reader)
  const written = reader.text('value') ?? name
  // A Chinese 型号 column that describes the part is its value and its description at once.
  const spoken = reader.column('value')?.also === 'mpn' ? written : null
  const title = name !== null && name !== reader.text('value') && name !== mpn ? name : null
  const described = readDescription(reader)
  const description =
    described.text ?? title ?? (reader.has('description') ? null : (spoken ?? wordy(reader.text('symbol'))))
  const note = reader.joined('note')
  const firstRef = parsedRefs.refs[0]?.ref
  const kind =
    (firstRef === undefined ? null : kindOfRef(firstRef)) ??
    kindOfText([description, name, written, context.section].filter((text) => text !== null).join(' '))
  const marked = context.sectionDnp || [written, description, note].some((text) => text !== null && saysDnp(text, kind))
  const stated = statedValue(reader.text('value'), name, kind)
  const { value, parsed, fromDescription } = readValue(
    stated === null ? null : withoutDnp(stated, kind),
    kind,
    description,
    note,
    mpn,
    reader,
    context,
  )
  const { footprint, package: packageName } = readPackage(reader, context)
  const { supplier, supplierPart } = readSupplier(reader)

  const isZero = quantity.quantity === '0'
  if (isZero) messages.add('BOM-W044', {}, place(reader, 'qty'))
  const dnpCell = reader.column('dnp')
  const fittedCell = reader.column('fitted')
  const variants = readVariants(reader)
  const allMarked = parsedRefs.refs.length > 0 && parsedRefs.refs.every(({ dnp }) => dnp)
  const dnp =
    isZero ||
    allMarked ||
    marked ||
    variants?.dnp === true ||
    (dnpCell !== undefined && meaningOf('dnp', reader.cell(dnpCell), said) === 'yes') ||
    (fittedCell !== undefined && meaningOf('fitted', reader.cell(fittedCell), said) === 'no')
  const refs: ImportedRef[] = dnp ? parsedRefs.refs.map(({ ref }) => ({ ref, dnp: true })) : parsedRefs.refs

  let count = quantity.quantity
  if (quantity.blank) {
    if (refs.length > 0) count = String(dnp ? refs.length : refs.filter((item) => !item.dnp).length)
    else messages.add('BOM-E040', {}, place(reader, 'qty'))
  }
  const excludeCell = reader.column('excludeFromBom')
  // `H` is a pin header in many Chinese schematics, and some test points are bought: a part number or a name decides.
  const namedKind = kindOfText([written, description].filter((text) => text !== null).join(' '))
  const isAid =
    refs.length > 0 &&
    isNotPurchased(kind) &&
    mpn === null &&
    supplierPart === null &&
    (namedKind === null || isNotPurchased(namedKind))
  if (isAid) messages.add('BOM-I040', { ref: refs[0]?.ref ?? '' }, { row: row.row })
  const attributes = readAttributes([
    reader.text('tolerance'),
    reader.text('voltage'),
    reader.text('power'),
    reader.text('current'),
    reader.text('dielectric'),
    value,
    description,
    note,
  ])
  const priceCell = reader.column('unitPrice')
  const priceCurrency =
    priceCell === undefined
      ? ''
      : (orNull(reader.text('currency') ?? '') ?? currencyIn(`${priceCell.header} ${priceCell.hint}`))
  const total = reader.column('qtyTotal')
  const mountText = reader.text('mount')
  const sideText = reader.text('side')
  const uom = reader.text('uom')
  const role = roleIn(
    (['itemType', 'sourcing'] as const).flatMap((field) =>
      reader.columns(field).map((column) => ({ field, text: reader.cell(column) })),
    ),
    said,
  )

  const line: ImportedLine = {
    row: row.row,
    lineNo: reader.text('lineNo'),
    level: null,
    parentRow: null,
    section: context.section,
    mount:
      (mountText === null ? null : mountIn(mountText, said)) ??
      context.mount ??
      (footprint === null ? null : mountOfPackage(footprint)),
    side: sideText === null ? null : sideIn(sideText, said),
    refs,
    quantity: count,
    quantityTotal: total === undefined ? null : parseQuantity(reader.cell(total), context.decimalComma).quantity,
    asRequired: quantity.asRequired,
    uom: uom === null ? quantity.uom : unitIn(uom, said),
    ipn: reader.code('ipn'),
    cpn: reader.code('cpn'),
    mpn,
    manufacturer,
    supplier,
    supplierPart,
    name,
    description,
    descriptionLanguage: described.language,
    translation: described.translation,
    value,
    valueKind: kind,
    valueSI: parsed?.si ?? null,
    valueUnit: parsed?.unit ?? null,
    valueDisplay: parsed?.display ?? null,
    valueFromDescription: fromDescription,
    attributes: { ...attributes, tolerance: attributes.tolerance ?? parsed?.tolerance ?? null },
    footprint,
    package: packageName,
    dnp,
    excludeFromBom:
      isAid || (excludeCell !== undefined && meaningOf('excludeFromBom', reader.cell(excludeCell), said) === 'yes'),
    alternates,
    ...role,
    ...readLosses(reader, context.attritionShares, messages),
    notFitted: [],
    unitPrice:
      priceCell === undefined
        ? null
        : parsePrice(reader.cell(priceCell), context.decimalComma, priceCurrency || context.currency),
    note,
    extra: reader.extra(),
    raw: reader.raw(),
  }
  return { line, variants }
}

/** What the line says about variants, in a column of rules and in columns of single variants. */
function readVariants(reader: RowReader): VariantRule | null {
  const columns = reader.columns('variants')
  if (columns.length === 0) return null
  const all = columns.map((column): VariantRule => {
    const code = variantOfHeader(column.header)
    const text = reader.cell(column)
    if (code === null) return readVariantRule(text)
    return { only: [], not: isLeftOutMark(text) ? [code] : [], dnp: false }
  })
  return {
    only: all.flatMap(({ only }) => only),
    not: all.flatMap(({ not }) => not),
    dnp: all.some(({ dnp }) => dnp),
  }
}

function unitIn(text: string, said: CellMeanings): string {
  const meaning = meaningOf('uom', text, said)
  return meaning === 'asWritten' ? text : meaning
}

/** A name stands in for a missing value, but `贴片电阻` is no resistance: passives take it only when it reads as one. */
function statedValue(value: string | null, name: string | null, kind: ValueKind | null): string | null {
  if (value !== null || name === null || kind === null || !PASSIVES.has(kind)) return value ?? name
  return /\d/.test(name) ? name : null
}

const wordy = (text: string | null): string | null => (text !== null && /\s/.test(text) ? text : null)
