import { z } from 'zod'
import { attachmentIds } from '@/server/domains/attachments/inputs'
import { id, page } from '@/server/kernel/inputs'
import { sheetFields } from './exchange/sheet-fields'
import { complianceStates, partLifecycles } from './lifecycle'
import { isQuantity, mostBreaks } from './rules/check-breaks'
import { currencies } from './rules/currencies'
import { partFilters } from './rules/filters'
import { longest, mostSources, mslLevels, partKinds } from './rules/limits'

const version = z.int().positive()
const line = (max: number) => z.string().trim().max(max, 'parts.textLong')
const needed = (max: number) => line(max).min(1, 'parts.fieldNeeded')
const words = (max: number) => z.object({ en: line(max), zh: line(max) })
const said = words(longest.reason).refine(({ en, zh }) => en !== '' || zh !== '', {
  error: 'parts.reasonNeeded',
  path: ['en'],
})
const day = z.iso.date('parts.dayInvalid')
const quantity = z.string().trim().refine(isQuantity, 'parts.quantityInvalid')
const share = z
  .string()
  .trim()
  .regex(/^\d{1,3}(?:\.\d{1,4})?$/, 'parts.percentInvalid')
  .refine((text) => Number(text) < 100, 'parts.percentInvalid')
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,12}(?:\.\d{1,6})?$/, 'parts.quantityInvalid')
const link = line(longest.url).refine((text) => text === '' || /^https?:\/\/\S+$/i.test(text), 'parts.linkInvalid')

/** What a maker says of its part. */
export const declaredFields = {
  package: line(longest.package),
  lifecycle: z.enum(partLifecycles),
  lastTimeBuy: day.nullable(),
  msl: z.enum(mslLevels),
  rohs: z.enum(complianceStates),
  reach: z.enum(complianceStates),
  datasheet: link,
}
export const partFields = {
  number: needed(longest.number),
  name: words(longest.name),
  description: words(longest.description),
  kind: z.enum(partKinds),
  value: line(longest.value),
  uom: line(longest.uom),
  ...declaredFields,
  attritionPct: share.nullable(),
  attritionExtra: amount.nullable(),
  note: line(longest.note),
}
const part = z.object(partFields)
export const manufacturerPartFields = {
  mpn: needed(longest.mpn),
  manufacturer: line(longest.manufacturer),
  ...declaredFields,
}
const manufacturerPart = z.object(manufacturerPartFields)
const priceBreak = z.object({ min: quantity, micros: z.string().regex(/^\d{1,24}$/, 'parts.priceInvalid') })
export const supplierPartFields = {
  supplier: needed(longest.supplier),
  sku: needed(longest.sku),
  url: link,
  currency: z.enum(currencies),
  breaks: z.array(priceBreak).max(mostBreaks, 'parts.breaksMany'),
  moq: quantity.nullable(),
  multiple: quantity.nullable(),
  leadTimeDays: z.int().min(0).max(1_500).nullable(),
  pricedOn: day.nullable(),
  validUntil: day.nullable(),
}
const supplierPart = z.object({ manufacturerPartId: id('manufacturerPart').nullable(), ...supplierPartFields })

export const listPartsInput = z.object({
  search: z.string().max(200).default(''),
  /** All of them have to hold. */
  filters: z.array(z.enum(partFilters)).max(partFilters.length).default([]),
  archived: z.boolean().default(false),
  /** The last number of the page before, as it is compared. */
  ...page(z.string().max(200), 50),
})
export const partInput = z.object({ partId: id('part') })
export const createPartInput = part
export const editPartInput = z.object({ partId: id('part'), version, part })
export const partStepInput = z.object({ partId: id('part'), version })

export const addManufacturerPartInput = z.object({
  partId: id('part'),
  manufacturerPart,
  effectiveFrom: day.nullable().default(null),
  attachmentIds,
  /** Whoever may decide can do it at once. */
  approve: z.boolean().default(false),
})
export const editManufacturerPartInput = z.object({
  manufacturerPartId: id('manufacturerPart'),
  version,
  manufacturerPart,
  effectiveFrom: day.nullable(),
  attachmentIds,
})
export const rankManufacturerPartsInput = z.object({
  partId: id('part'),
  /** Of the part. */
  version,
  /** All of the part, first choice first. */
  manufacturerPartIds: z.array(id('manufacturerPart')).min(1).max(mostSources),
})
const decision = { manufacturerPartId: id('manufacturerPart'), version }
export const approveManufacturerPartInput = z.object({
  ...decision,
  reason: words(longest.reason).default({ en: '', zh: '' }),
  /** First day it may be bought; null: at once. */
  effectiveFrom: day.nullable().default(null),
})
export const refuseManufacturerPartInput = z.object({ ...decision, reason: said })
export const proposeManufacturerPartInput = z.object({ ...decision, reason: words(longest.reason) })

export const addSupplierPartInput = z.object({ partId: id('part'), supplierPart })
export const editSupplierPartInput = z.object({ supplierPartId: id('supplierPart'), version, supplierPart })
export const removeSupplierPartInput = z.object({ supplierPartId: id('supplierPart'), version })

export const addExchangeRateInput = z
  .object({
    base: z.enum(currencies),
    quote: z.enum(currencies),
    /** Units of `quote` for one of `base`. */
    rate: z
      .string()
      .trim()
      .regex(/^\d{1,10}(?:\.\d{1,8})?$/, 'parts.rateInvalid')
      .refine((text) => /[1-9]/.test(text), 'parts.rateInvalid'),
    day,
    source: needed(longest.source),
  })
  .refine(({ base, quote }) => base !== quote, { error: 'parts.rateSame', path: ['quote'] })

export const findFactsInput = z.object({ manufacturerPartId: id('manufacturerPart') })
export const acceptFactsInput = z.object({
  manufacturerPartId: id('manufacturerPart'),
  version,
  /** Where the facts come from, as people call it. */
  provider: needed(60),
  /** Only what was accepted. */
  facts: z.object(declaredFields).partial(),
  offers: z
    .array(
      z.object({
        /** The offer it takes the place of, with the version that was compared; null: a new one. */
        replaces: z.object({ supplierPartId: id('supplierPart'), version }).nullable(),
        offer: z.object(supplierPartFields),
      }),
    )
    .max(20),
})

export type ListParts = z.output<typeof listPartsInput>
export type PartFields = z.output<typeof part>
export type EditPart = z.output<typeof editPartInput>
export type PartStep = z.output<typeof partStepInput>
export type ManufacturerPartFields = z.output<typeof manufacturerPart>
export type AddManufacturerPart = z.output<typeof addManufacturerPartInput>
export type EditManufacturerPart = z.output<typeof editManufacturerPartInput>
export type RankManufacturerParts = z.output<typeof rankManufacturerPartsInput>
export type ApproveManufacturerPart = z.output<typeof approveManufacturerPartInput>
export type RefuseManufacturerPart = z.output<typeof refuseManufacturerPartInput>
export type SupplierPartFields = z.output<typeof supplierPart>
export type AddSupplierPart = z.output<typeof addSupplierPartInput>
export type EditSupplierPart = z.output<typeof editSupplierPartInput>
export type RemoveSupplierPart = z.output<typeof removeSupplierPartInput>
export type AddExchangeRate = z.output<typeof addExchangeRateInput>
export type AcceptFacts = z.output<typeof acceptFactsInput>

/** A sheet that was looked at: rows as they were read, and the digest of what was shown. */
export const applySheetInput = z.object({
  fields: z.array(z.enum(sheetFields)).max(sheetFields.length),
  rows: z
    .array(z.object({ row: z.int().positive(), cells: z.partialRecord(z.enum(sheetFields), z.string().max(2_000)) }))
    .max(5_000),
  digest: z.string().length(64),
})
export type ApplySheet = z.output<typeof applySheetInput>
export type FindFacts = z.output<typeof findFactsInput>
