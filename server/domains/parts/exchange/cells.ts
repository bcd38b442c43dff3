import type { PartFields, SupplierPartFields } from '../inputs'
import { tidyQuantity } from '../rules/check-breaks'
import { breaksText, readBreaks } from '../rules/break-cells'
import { readCurrency } from '../rules/currencies'
import { mslLevels, partKinds } from '../rules/limits'
import { complianceStates, partLifecycles, type AlternateState } from '../lifecycle'
import type { ManufacturerPartRow, PartRow, SupplierPartRow } from '../queries/access'
import type { OfferSheetField, PartSheetField, SourceSheetField } from './sheet-fields'

type Cells<F extends string> = Readonly<Record<F, string>>
const tidy = (quantity: string | null): string => (quantity === null ? '' : tidyQuantity(quantity))

type Declared = Pick<PartRow, 'package' | 'lifecycle' | 'lastTimeBuy' | 'msl' | 'rohs' | 'reach' | 'datasheet'>
/** A part as cells. What nobody knows is blank, so that an untouched export says nothing new. */
export const cellsOfPart = (part: PartRow): Cells<PartSheetField> => ({
  number: part.number,
  nameEn: part.name.en,
  nameZh: part.name.zh,
  descriptionEn: part.description.en,
  descriptionZh: part.description.zh,
  kind: part.kind,
  value: part.value,
  uom: part.uom,
  package: part.package,
  lifecycle: unlessUnknown(part.lifecycle),
  lastTimeBuy: part.lastTimeBuy ?? '',
  msl: part.msl,
  rohs: unlessUnknown(part.rohs),
  reach: unlessUnknown(part.reach),
  datasheet: part.datasheet,
  attritionPct: tidy(part.attritionPct),
  attritionExtra: tidy(part.attritionExtra),
  note: part.note,
})

export const cellsOfSource = (
  source: Declared & Pick<ManufacturerPartRow, 'mpn' | 'manufacturer' | 'status' | 'effectiveFrom'>,
): Cells<SourceSheetField> => ({
  mpn: source.mpn,
  manufacturer: source.manufacturer,
  status: source.status,
  effectiveFrom: source.effectiveFrom ?? '',
  makerPackage: source.package,
  makerLifecycle: unlessUnknown(source.lifecycle),
  makerLastTimeBuy: source.lastTimeBuy ?? '',
  makerMsl: source.msl,
  makerRohs: unlessUnknown(source.rohs),
  makerReach: unlessUnknown(source.reach),
  makerDatasheet: source.datasheet,
})

export const cellsOfOffer = (offer: SupplierPartRow): Cells<OfferSheetField> => ({
  supplier: offer.supplier,
  sku: offer.sku,
  url: offer.url,
  currency: offer.currency,
  breaks: breaksText(offer.breaks),
  moq: tidy(offer.moq),
  multiple: tidy(offer.multiple),
  leadTimeDays: offer.leadTimeDays === null ? '' : String(offer.leadTimeDays),
  pricedOn: offer.pricedOn ?? '',
  validUntil: offer.validUntil ?? '',
})

const unlessUnknown = (state: string): string => (state === 'unknown' ? '' : state)
const oneOf = <T extends string>(values: readonly T[], text: string, otherwise: T): T =>
  values.find((value) => value === text) ?? otherwise
const orNull = (text: string): string | null => (text === '' ? null : text)

/** Cells of a part as its fields; the words in both languages are left to the command. */
export const partOf = (cells: Cells<PartSheetField>): PartFields => ({
  number: cells.number,
  name: { en: cells.nameEn, zh: cells.nameZh },
  description: { en: cells.descriptionEn, zh: cells.descriptionZh },
  kind: oneOf(partKinds, cells.kind, ''),
  value: cells.value,
  uom: cells.uom,
  package: cells.package,
  lifecycle: oneOf(partLifecycles, cells.lifecycle, 'unknown'),
  lastTimeBuy: orNull(cells.lastTimeBuy),
  msl: oneOf(mslLevels, cells.msl, ''),
  rohs: oneOf(complianceStates, cells.rohs, 'unknown'),
  reach: oneOf(complianceStates, cells.reach, 'unknown'),
  datasheet: cells.datasheet,
  attritionPct: orNull(cells.attritionPct),
  attritionExtra: orNull(cells.attritionExtra),
  note: cells.note,
})

export const sourceOf = (cells: Cells<SourceSheetField>) => ({
  mpn: cells.mpn,
  manufacturer: cells.manufacturer,
  status: oneOf<AlternateState>(['proposed', 'approved', 'rejected', 'retired'], cells.status, 'proposed'),
  effectiveFrom: orNull(cells.effectiveFrom),
  package: cells.makerPackage,
  lifecycle: oneOf(partLifecycles, cells.makerLifecycle, 'unknown'),
  lastTimeBuy: orNull(cells.makerLastTimeBuy),
  msl: oneOf(mslLevels, cells.makerMsl, ''),
  rohs: oneOf(complianceStates, cells.makerRohs, 'unknown'),
  reach: oneOf(complianceStates, cells.makerReach, 'unknown'),
  datasheet: cells.makerDatasheet,
})

export const offerOf = (cells: Cells<OfferSheetField>): Omit<SupplierPartFields, 'manufacturerPartId'> => ({
  supplier: cells.supplier,
  sku: cells.sku,
  url: cells.url,
  currency: readCurrency(cells.currency) ?? 'USD',
  breaks: readBreaks(cells.breaks) ?? [],
  moq: orNull(cells.moq),
  multiple: orNull(cells.multiple),
  leadTimeDays: cells.leadTimeDays === '' ? null : Number(cells.leadTimeDays),
  pricedOn: orNull(cells.pricedOn),
  validUntil: orNull(cells.validUntil),
})
