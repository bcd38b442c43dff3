import { z } from 'zod'
import { meantFields } from './importing/meanings'
import { CANONICAL_FIELDS } from './importing/fields'
import { additionKinds, lineUsages, substitutionReasons, suppliedBys } from './lifecycle'
import { changeFilters } from './rules/choices'
import { costCurrencies, costShows } from './rules/cost-choices'
import { supplies } from './rules/supply'
import { lineSorts } from './rules/ordering'
import { deepest } from './rules/explode'
import { mostVariants } from './rules/variants'
import { changeGroups } from './rules/compare'
import { attachmentIds } from '@/server/domains/attachments/inputs'
import { longestPartDescription, longestPartField, longestWords } from './rules/substitutions'
import { waivableChecks } from './rules/waivers'
import { unresolvedFilters } from './rules/unresolved'

const id = z.string().min(1).max(40)
const version = z.int().positive()
const bilingualInput = z.object({ en: z.string().trim().max(120), zh: z.string().trim().max(120) })

export const productInput = z.object({ productId: id })
export const bomInput = z.object({ bomId: id })
export const revisionInput = z.object({ revisionId: id })
export const lineInput = z.object({ lineId: id })
export const importInput = z.object({ importId: id })

/** Conditions a line must meet, all of them. */
export const lineFilterInput = z.object({
  search: z.string().max(200).default(''),
  dnp: z.boolean().optional(),
  missingMpn: z.boolean().optional(),
  flagged: z.boolean().optional(),
  section: z.string().max(200).optional(),
  /** Built into this variant. */
  variant: z.string().max(20).optional(),
  /** Fitted in one variant and not in another. */
  varying: z.boolean().optional(),
  /** Whose part nobody has found yet. */
  unresolved: z.enum(unresolvedFilters).optional(),
  /** Only these lines, such as those with an open question. */
  lineIds: z.array(id).max(1_000).optional(),
})
export type LineFilter = z.infer<typeof lineFilterInput>

export const linesInput = z.object({
  revisionId: id,
  sort: z.enum(lineSorts).default('position'),
  descending: z.boolean().default(false),
  filter: lineFilterInput.default({ search: '' }),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(200),
})
export type LinesInput = z.infer<typeof linesInput>

/** A number of pieces that are built, or of what one of them takes; decimal text with at most six digits after the point. */
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'boms.quantityInvalid')
/** A share or a size that may be left open. */
const openAmount = amount.nullable()
const percent = z
  .string()
  .trim()
  .regex(/^(\d|[1-9]\d|[1-9]\d\d)(\.\d{1,4})?$/, 'boms.percentInvalid')
  .nullable()

/** What is built: how many, as which variant, with the optional lines or without. */
const buildInput = z.object({
  revisionId: id,
  quantity: amount,
  variant: z.string().max(20).nullable().default(null),
  includeOptional: z.boolean().default(false),
})
export const explosionInput = buildInput.extend({
  /** With the losses and additions of this factory. */
  partnerOrgId: id.nullable().default(null),
})
export type ExplosionInput = z.output<typeof explosionInput>
export const structureLevelInput = buildInput.extend({
  /** Ids of the lines above, outermost first; empty: the top. */
  path: z.array(id).max(deepest).default([]),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(100),
})
export type StructureLevelInput = z.output<typeof structureLevelInput>

const variantCodeInput = z.string().trim().min(1, 'boms.variantCodeInvalid').max(20, 'boms.variantCodeInvalid')
export const addVariantInput = z.object({ revisionId: id, version, code: variantCodeInput, name: bilingualInput })
export const renameVariantInput = addVariantInput.extend({ newCode: variantCodeInput })
export const removeVariantInput = z.object({ revisionId: id, version, code: variantCodeInput })
/** The lines as they were seen; those that another hand touched since refuse the whole. */
const seenLines = z
  .array(z.object({ lineId: id, version }))
  .min(1)
  .max(1_000)
export const setFittedInput = z.object({
  revisionId: id,
  lines: seenLines,
  codes: z.array(variantCodeInput).min(1).max(mostVariants),
  fitted: z.boolean(),
})
export const setChildBomInput = z.object({ lineId: id, version, childBomId: id.nullable() })

export const mbomInput = z.object({ bomId: id, partnerOrgId: id.nullable().default(null) })
export const mbomLinesInput = mbomInput.extend({
  search: z.string().max(200).default(''),
  /** Only lines the factory said something about. */
  stated: z.boolean().default(false),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(100),
})
export type MbomLinesInput = z.output<typeof mbomLinesInput>
const lossFields = { attritionPct: percent, attritionExtra: openAmount, packMultiple: openAmount }
/** `version` 0: nothing was said before. All three null takes back what was said. */
export const setLossInput = z.object({ bomId: id, lineKey: id, version: z.int().min(0), ...lossFields })
const additionFields = {
  kind: z.enum(additionKinds),
  number: z.string().trim().max(80),
  name: bilingualInput,
  quantity: amount,
  uom: z.string().trim().max(20),
  ...lossFields,
  note: z.string().trim().max(500),
}
export const addAdditionInput = z.object({ bomId: id, ...additionFields })
export const editAdditionInput = z.object({ additionId: id, version, ...additionFields })
export const removeAdditionInput = z.object({ additionId: id, version })

/** What is looked for in BOMs: an entry of the library, a maker's part, or a BOM inside others. */
export const whereUsedInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('part'), partId: id }),
  z.object({
    kind: z.literal('mpn'),
    mpn: z.string().trim().min(1).max(200),
    manufacturer: z.string().max(200).default(''),
  }),
  z.object({ kind: z.literal('bom'), bomId: id }),
])
export type WhereUsedInput = z.output<typeof whereUsedInput>
const word = z.string().max(2_000)
const decimalInput = z.string().trim().max(40)
const textEditInput = z.object({
  en: z.string().max(4_000),
  zh: z.string().max(4_000),
  source: z.enum(['en', 'zh']),
  verify: z.boolean().optional(),
  differs: z.boolean().optional(),
  machine: z.boolean().optional(),
})

/** Cells of a line that are written; those left out stay as they are. */
export const linePatchInput = z
  .object({
    lineNo: word,
    section: word,
    uom: z.string().max(40),
    ipn: word,
    cpn: word,
    name: word,
    mpn: word,
    manufacturer: word,
    supplier: word,
    supplierPart: word,
    value: word,
    footprint: word,
    package: word,
    mount: z.enum(['', 'SMT', 'TH', 'MECH', 'PACK']),
    side: z.enum(['', 'top', 'bottom']),
    note: z.string().max(4_000),
    refs: z.string().max(20_000),
    quantity: z.string().max(40),
    description: textEditInput,
    dnp: z.boolean(),
    excludeFromBom: z.boolean(),
    usage: z.enum(lineUsages),
    suppliedBy: z.enum(suppliedBys),
    notFitted: z.array(z.string().max(40)).max(50),
    attritionPct: decimalInput,
    attritionExtra: decimalInput,
    packMultiple: decimalInput,
    ownerId: id.nullable(),
    dueOn: z.iso.date().nullable(),
    price: z.object({ amount: decimalInput, currency: z.string().regex(/^([A-Za-z]{3})?$/) }),
  })
  .partial()

export const editLinesInput = z.object({
  revisionId: id,
  edits: z
    .array(z.object({ lineId: id, version, patch: linePatchInput }))
    .min(1)
    .max(1_000)
    .refine((edits) => new Set(edits.map(({ lineId }) => lineId)).size === edits.length),
})
export type EditLines = z.infer<typeof editLinesInput>

const placeInput = z.object({ at: z.enum(['before', 'after', 'under']), target: id.nullable() })
export const addLineInput = z.object({ revisionId: id, place: placeInput, patch: linePatchInput })
export type AddLine = z.infer<typeof addLineInput>
export const moveLineInput = z.object({ revisionId: id, lineId: id, place: placeInput })
export type MoveLine = z.infer<typeof moveLineInput>
export const removeLinesInput = z.object({ revisionId: id, lineIds: z.array(id).min(1).max(1_000) })
export type RemoveLines = z.infer<typeof removeLinesInput>
export const restoreLinesInput = z.object({ revisionId: id, batchId: id })
export type RestoreLines = z.infer<typeof restoreLinesInput>

const reasonInput = z.object({ en: z.string().trim().max(2_000), zh: z.string().trim().max(2_000) })
/** `version` is that of the revision: an edit makes it another one. */
export const revisionStepInput = z.object({ revisionId: id, version })
export type RevisionStep = z.infer<typeof revisionStepInput>
export const reasonedStepInput = revisionStepInput.extend({ reason: reasonInput })
export type ReasonedStep = z.infer<typeof reasonedStepInput>
export const waiveInput = z.object({
  revisionId: id,
  check: z.enum(waivableChecks),
  lineIds: z.array(id).min(1).max(1_000),
  /** Null takes the waiver back. */
  reason: reasonInput.nullable(),
})
export type Waive = z.infer<typeof waiveInput>
export const compareInput = z.object({
  before: id,
  after: id,
  groups: z.array(z.enum(changeGroups)).max(20).default([]),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(500).default(200),
})
export type CompareInput = z.infer<typeof compareInput>

export const renameBomInput = z.object({
  bomId: id,
  version,
  name: bilingualInput,
  /** What the editor of both languages says besides: which one binds, and what the person made of the other. */
  source: z.enum(['en', 'zh']).optional(),
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  machine: z.boolean().default(false),
})
export const archiveBomInput = z.object({ bomId: id, version, archived: z.boolean() })

const readingInput = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'shift_jis', 'windows-1252']).optional(),
  delimiter: z.enum(['\t', ',', ';', '|']).optional(),
  sheet: z.int().min(0).max(1_000).optional(),
  headerRow: z.int().min(0).max(100_000).optional(),
  headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
  columns: z.record(z.string().regex(/^\d{1,3}$/), z.enum(['ignore', ...CANONICAL_FIELDS])).optional(),
  answers: z
    .object({
      divideBy: z.int().min(1).max(10_000_000).optional(),
      packageCodes: z.enum(['imperial', 'metric']).optional(),
      attrition: z.enum(['share', 'percent']).optional(),
      includeHiddenRows: z.boolean().optional(),
    })
    .optional(),
  headings: z.record(z.string().min(1).max(200), z.enum(['ignore', ...CANONICAL_FIELDS])).optional(),
  values: z.partialRecord(z.enum(meantFields), z.record(z.string().max(200), z.string().max(40))).optional(),
  mergeDuplicates: z.boolean().optional(),
})
const templateName = z.string().trim().min(1).max(120)

export const saveTemplateInput = z.object({
  importId: id,
  version,
  name: templateName,
  /** The factory whose files look like this; null for anybody's. */
  partnerOrgId: id.nullable().default(null),
})
export const renameTemplateInput = z.object({ templateId: id, version, name: templateName })
export const deleteTemplateInput = z.object({ templateId: id, version })

/** `bomId` null = a BOM of its own; otherwise the next revision of that one. */
export const adjustImportInput = z.object({
  importId: id,
  version,
  reading: readingInput,
  leftOut: z.array(z.int().min(1).max(1_000_000)).max(60_000),
  bomId: id.nullable(),
  /** Null takes the template back that the reading began with. */
  template: z.null().optional(),
})

export const previewPageInput = z.object({
  importId: id,
  /** The settings the screen shows; an answer to older ones would mix two readings. */
  version,
  filter: z.enum(['all', 'errors', 'warnings']).default('all'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(100),
  aroundRow: z.int().min(1).max(1_000_000).optional(),
})

export const previewChangesInput = z.object({
  importId: id,
  version,
  filter: z.enum(changeFilters).default('all'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200).default(50),
})

export const commitImportInput = z.object({ importId: id, version, name: bilingualInput.optional() })
export const discardImportInput = z.object({ importId: id, version })

/** How many are built: a whole number of devices, as decimal text. */
const buildQuantity = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/, 'boms.buildQuantityInvalid')
const variantCode = z.string().max(20).nullable().default(null)

/** `currency` null: the one the reader's organisation pays in. */
export const costBuildInput = z.object({
  revisionId: id,
  quantity: buildQuantity,
  variant: variantCode,
  currency: z.enum(costCurrencies).nullable().default(null),
})
export type CostBuild = z.output<typeof costBuildInput>
export const costRollUpInput = costBuildInput.extend({
  show: z.enum(costShows).default('all'),
  limit: z.int().min(1).max(5_000).default(300),
})
export type CostRollUp = z.output<typeof costRollUpInput>
export const costAtQuantitiesInput = costBuildInput
  .omit({ quantity: true })
  .extend({ quantities: z.array(buildQuantity).min(1).max(6) })
export type CostAtQuantities = z.output<typeof costAtQuantitiesInput>
export const costChangesInput = z.object({ costId: id, revisionId: id })
export type CostChangesInput = z.output<typeof costChangesInput>

/** Lines of a draft as they were seen: those another hand touched since refuse the whole. */
export const setSupplyInput = z.object({
  revisionId: id,
  lines: z
    .array(z.object({ lineId: id, version }))
    .min(1)
    .max(1_000),
  supply: z.enum(supplies),
})

/** `partnerOrgId`: the factory the brand looks at; a factory sees itself. */
export const supplyInput = z.object({
  revisionId: id,
  quantity: buildQuantity,
  variant: variantCode,
  partnerOrgId: id.nullable().default(null),
})
export type SupplyInput = z.output<typeof supplyInput>
const pieces = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'boms.piecesInvalid')
const shipped = {
  quantity: pieces.refine((text) => /[1-9]/.test(text), 'boms.piecesInvalid'),
  shippedOn: z.iso.date('boms.dayInvalid'),
  carrier: z.string().trim().max(80).default(''),
  tracking: z.string().trim().max(120).default(''),
  note: z.string().trim().max(500).default(''),
}
export const shipConsignmentInput = z.object({ bomId: id, lineKey: id, partnerOrgId: id, ...shipped })
export const correctConsignmentInput = z.object({ consignmentId: id, version, ...shipped })
export const receiveConsignmentInput = z.object({
  consignmentId: id,
  version,
  receivedQuantity: pieces,
  receivedOn: z.iso.date('boms.dayInvalid'),
})
const partField = z.string().trim().max(longestPartField).default('')
const substitutePart = z
  .object({
    ipn: partField,
    mpn: partField,
    manufacturer: partField,
    package: partField,
    description: z.string().trim().max(longestPartDescription).default(''),
  })
  .refine(({ mpn, ipn }) => mpn !== '' || ipn !== '', { error: 'boms.substituteNeeded', path: ['mpn'] })
const said = z
  .object({ en: z.string().trim().max(longestWords), zh: z.string().trim().max(longestWords) })
  .refine(({ en, zh }) => en !== '' || zh !== '', { error: 'boms.reasonNeeded', path: ['en'] })

export const listSubstitutionsInput = z.object({ bomId: id, lineKey: id.optional() })
export const previewSubstituteInput = z.object({ lineId: id, proposed: substitutePart })
export const proposeSubstitutionInput = z.object({
  lineId: id,
  proposed: substitutePart,
  reasonCode: z.enum(substitutionReasons),
  reason: said,
  attachmentIds,
  /** The same was refused for good, and the asker has read that. */
  again: z.boolean().default(false),
})
export const substitutionStepInput = z.object({ substitutionId: id, version })
export const settleAlternateInput = z.object({
  lineId: id,
  version,
  mpn: z.string().max(400),
  manufacturer: z.string().max(400),
  act: z.enum(['approve', 'reject', 'retire']),
})
export type ListSubstitutions = z.output<typeof listSubstitutionsInput>
export type CheckSubstitute = z.output<typeof previewSubstituteInput>
export type ProposeSubstitution = z.output<typeof proposeSubstitutionInput>
export type SubstitutionStep = z.output<typeof substitutionStepInput>
export type SettleAlternate = z.output<typeof settleAlternateInput>
