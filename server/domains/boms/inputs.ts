import { z } from 'zod'
import { attachmentIds } from '@/server/domains/attachments/inputs'
import { CANONICAL_FIELDS } from './importing/fields'
import { lineUsages, substitutionReasons, suppliedBys } from './lifecycle'
import { changeGroups } from './rules/compare'
import { lineSorts } from './rules/ordering'
import { longestPartDescription, longestPartField, longestWords } from './rules/substitutions'
import { waivableChecks } from './rules/waivers'

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
      includeHiddenRows: z.boolean().optional(),
    })
    .optional(),
  mergeDuplicates: z.boolean().optional(),
})

/** `bomId` null = a BOM of its own; otherwise the next revision of that one. */
export const adjustImportInput = z.object({
  importId: id,
  version,
  reading: readingInput,
  leftOut: z.array(z.int().min(1).max(1_000_000)).max(60_000),
  bomId: id.nullable(),
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

export const commitImportInput = z.object({ importId: id, version, name: bilingualInput.optional() })
export const discardImportInput = z.object({ importId: id, version })

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
