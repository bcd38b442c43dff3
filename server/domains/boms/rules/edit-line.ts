import { vouchedText } from '@/server/domains/language/rules/vouch'
import type { BilingualText, TextEdit, TextHand } from '@/server/kernel/bilingual'
import { formatDecimal, parseDecimal } from '@/server/kernel/decimal'
import { DomainError } from '@/server/kernel/errors'
import { kindOfLine, readValueOf } from '../importing/measure'
import { parseQuantity, wholeNumber } from '../importing/quantity'
import { parseRefs, type ParsedRef } from '../importing/refdes'
import type { LineUsage, SuppliedBy } from '../lifecycle'
import { refsText } from './refs'
import { quantityDiffers } from './release-checks'

/** Cells that are plain words. */
export const textCells = [
  'lineNo',
  'section',
  'uom',
  'ipn',
  'cpn',
  'name',
  'mpn',
  'manufacturer',
  'supplier',
  'supplierPart',
  'value',
  'footprint',
  'package',
  'mount',
  'side',
  'note',
] as const
export type TextCell = (typeof textCells)[number]

/** What of a line can be edited, as it is stored. */
export type EditableLine = Readonly<
  Record<TextCell, string> & {
    refs: string
    references: readonly ParsedRef[]
    quantity: string | null
    description: BilingualText
    dnp: boolean
    excludeFromBom: boolean
    usage: LineUsage
    suppliedBy: SuppliedBy
    notFitted: readonly string[]
    attritionPct: string | null
    attritionExtra: string | null
    packMultiple: string | null
    partId: string | null
    ownerId: string | null
    dueOn: string | null
    unitPriceMicros: string | null
    unitPriceCurrency: string | null
    flags: readonly string[]
  }
>

/** Cells that change; what is left out stays. References and quantities as people type them. */
export type LinePatch = Readonly<
  Partial<
    Record<TextCell, string> & {
      refs: string
      /** Empty text: as required. */
      quantity: string
      description: TextEdit
      dnp: boolean
      excludeFromBom: boolean
      usage: LineUsage
      suppliedBy: SuppliedBy
      notFitted: readonly string[]
      /** Decimal text; empty for none of its own. */
      attritionPct: string
      attritionExtra: string
      packMultiple: string
      ownerId: string | null
      dueOn: string | null
      /** Decimal text in units of the currency; empty for no price. */
      price: Readonly<{ amount: string; currency: string }>
    }
  >
>

/** Messages of the importer that stand for a cell, and go when it is written again. */
const flagsOf: Readonly<Partial<Record<keyof LinePatch, RegExp>>> = {
  refs: /^BOM-[EW](02\d|046|093)$/,
  quantity: /^BOM-[EWI]04\d$/,
  value: /^BOM-[EW]05\d$|^BOM-W096$/,
  footprint: /^BOM-W030$/,
  package: /^BOM-W030$/,
  mpn: /^BOM-(W032|E09[01]|W09[245])$/,
  manufacturer: /^BOM-W095$/,
  ipn: /^BOM-E090$/,
}

const known = (pattern: RegExp | undefined, flag: string): boolean => pattern?.test(flag) ?? false

/**
 * A line after an edit. References are read by the rules of the importer: what cannot be read is refused with
 * boms.refsUnreadable, what is doubtful stays as a flag. Errors besides: boms.quantityUnreadable, boms.numberUnreadable,
 * language.figuresDiffer, language.nothingToVerify.
 */
export function editLine(before: EditableLine, patch: LinePatch, hand: TextHand): EditableLine {
  const notes: string[] = []
  const words = Object.fromEntries(
    textCells.flatMap((cell) => {
      const typed = patch[cell]
      return typed === undefined ? [] : [[cell, tidy(typed)] as const]
    }),
  )
  const merged: EditableLine = { ...before, ...words, ...plainCells(patch) }
  const quantity = readQuantity(before, patch, notes)
  const references = readReferences(before, patch, quantity, merged.dnp, notes)
  const sameNumber = merged.ipn === before.ipn && (before.ipn !== '' || merged.mpn === before.mpn)
  const after: EditableLine = {
    ...merged,
    quantity,
    uom: patch.uom === undefined ? unitTyped(patch, before.uom) : merged.uom,
    references,
    refs: refsText([...references], merged.dnp),
    description: patch.description === undefined ? before.description : describe(before, patch.description, hand),
    // Under another number it is another part, and has to be found again.
    partId: sameNumber ? before.partId : null,
    ...priceOf(before, patch),
  }
  return { ...after, flags: flagsAfter(after, patch, notes, before.flags) }
}

/** Line breaks inside a cell stay; spaces around it do not. */
const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trim()

function plainCells(patch: LinePatch): Partial<EditableLine> {
  const { dnp, excludeFromBom, usage, suppliedBy, notFitted, ownerId, dueOn } = patch
  const given = { dnp, excludeFromBom, usage, suppliedBy, notFitted, ownerId, dueOn }
  const decimals = (['attritionPct', 'attritionExtra', 'packMultiple'] as const).flatMap((cell) => {
    const typed = patch[cell]
    return typed === undefined ? [] : [[cell, numberOf(typed)] as const]
  })
  return Object.fromEntries([...Object.entries(given).filter(([, value]) => value !== undefined), ...decimals])
}

/** A number that is not negative, as decimal text; null for an empty cell. */
function numberOf(typed: string): string | null {
  if (typed.trim() === '') return null
  const read = parseDecimal(typed)
  if (read === null || read.unscaled < 0n || read.scale > 6 || read.unscaled > 10n ** 15n)
    throw new DomainError('invalid', 'boms.numberUnreadable', { text: typed.slice(0, 40) })
  return formatDecimal(read)
}

function readQuantity(before: EditableLine, patch: LinePatch, notes: string[]): string | null {
  if (patch.quantity === undefined) return before.quantity
  const read = parseQuantity(patch.quantity, false)
  if (read.note?.code.startsWith('BOM-E'))
    throw new DomainError('invalid', 'boms.quantityUnreadable', { text: patch.quantity.slice(0, 40) })
  if (read.note) notes.push(read.note.code)
  return read.quantity
}

/** `0.35 m` typed as a quantity says its unit as well. */
const unitTyped = (patch: LinePatch, before: string): string =>
  (patch.quantity === undefined ? null : parseQuantity(patch.quantity, false).uom) ?? before

function readReferences(
  before: EditableLine,
  patch: LinePatch,
  quantity: string | null,
  dnp: boolean,
  notes: string[],
): readonly ParsedRef[] {
  if (patch.refs === undefined) {
    if (dnp === before.dnp) return before.references
    return before.references.map(({ ref }) => ({ ref, dnp }))
  }
  const read = parseRefs(patch.refs, wholeNumber(quantity))
  const unreadable = read.notes.find(({ code }) => code.startsWith('BOM-E'))
  if (unreadable)
    throw new DomainError('invalid', 'boms.refsUnreadable', {
      message: unreadable.code,
      text: String(unreadable.params.t ?? '').slice(0, 60),
    })
  notes.push(...read.notes.map(({ code }) => code))
  const seen = new Set<string>()
  const once = read.refs.filter(({ ref }) => !seen.has(ref) && seen.add(ref) !== undefined)
  return dnp ? once.map(({ ref }) => ({ ref, dnp: true })) : once
}

const describe = (before: EditableLine, edit: TextEdit, hand: TextHand): BilingualText =>
  vouchedText(before.description, { ...edit, en: tidy(edit.en), zh: tidy(edit.zh) }, hand)

/** A price is kept in millionths of the currency. */
function priceOf(
  before: EditableLine,
  { price }: LinePatch,
): Pick<EditableLine, 'unitPriceMicros' | 'unitPriceCurrency'> {
  const { unitPriceMicros, unitPriceCurrency } = before
  if (price === undefined) return { unitPriceMicros, unitPriceCurrency }
  const amount = numberOf(price.amount)
  const read = amount === null ? null : parseDecimal(amount)
  if (read === null) return { unitPriceMicros: null, unitPriceCurrency: null }
  return {
    unitPriceMicros: (read.unscaled * 10n ** BigInt(6 - read.scale)).toString(),
    unitPriceCurrency: price.currency === '' ? null : price.currency.toUpperCase(),
  }
}

/** Messages of cells that were written again are gone; what still holds is said again. */
function flagsAfter(
  after: EditableLine,
  patch: LinePatch,
  notes: readonly string[],
  before: readonly string[],
): string[] {
  const written = Object.keys(patch) as (keyof LinePatch)[]
  const kept = before.filter((flag) => !written.some((cell) => known(flagsOf[cell], flag)))
  const says = new Set([...kept, ...notes])
  const { refs, references, dnp, uom, quantity } = after
  const put = (flag: string, holds: boolean) => (holds ? says.add(flag) : says.delete(flag))
  put('BOM-E046', quantityDiffers({ refs, refCount: references.length, dnp, uom, quantity }))
  const bought = !dnp && !after.excludeFromBom
  if (
    written.some((cell) => cell === 'mpn' || cell === 'manufacturer' || cell === 'dnp' || cell === 'excludeFromBom')
  ) {
    put('BOM-W094', bought && after.mpn === '')
    put('BOM-W095', bought && after.mpn !== '' && after.manufacturer === '')
  }
  if (patch.value !== undefined) put('BOM-E055', bought && after.mpn === '' && unreadableValue(after))
  return [...says].toSorted()
}

const passives: ReadonlySet<string> = new Set(['resistor', 'capacitor', 'inductor'])

const unreadableValue = (line: EditableLine): boolean =>
  line.value !== '' && passives.has(kindOfLine(line) ?? '') && readValueOf(line) === null

/** Parts to place on one unit: fitted references, or the quantity where a line has none. */
export function placementsOf(line: Pick<EditableLine, 'dnp' | 'excludeFromBom' | 'references' | 'quantity'>): number {
  if (line.dnp || line.excludeFromBom) return 0
  if (line.references.length > 0) return line.references.filter(({ dnp }) => !dnp).length
  return line.quantity !== null && /^\d{1,9}$/.test(line.quantity) ? Number(line.quantity) : 0
}
