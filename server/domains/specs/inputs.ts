import { z } from 'zod'
import { mostAttachments } from '@/server/domains/attachments/rules'
import { isSubVertical, verticalNames } from '@/server/domains/products/rules'
import { languages } from '@/server/kernel/bilingual'
import { id } from '@/server/kernel/inputs'
import { sheetFields } from './exchange/sheet-fields'
import { longestText, longestTitle, longestUnit, mostRequirements } from './rules/limits'
import {
  linkKinds,
  requirementKinds,
  sections,
  textFields,
  valueFields,
  verificationMethods,
} from './rules/requirement'
import { redlineFields } from './rules/redline'
import { signingRoles, signingSides } from './rules/sign-off'
import { wordKinds } from './rules/words'

const version = z.int().positive()
const line = (max: number) => z.string().trim().max(max)
const bothLines = z.object({ en: line(longestTitle), zh: line(longestTitle) })
const reason = z.object({ en: line(2_000), zh: line(2_000) })
const said = reason.refine(({ en, zh }) => en !== '' || zh !== '', { error: 'specs.reasonNeeded', path: ['en'] })

export const specInput = z.object({ specId: id('spec') })
export const productSpecsInput = z.object({ productId: id('product') })
export const revisionInput = z.object({ revisionId: id('specRevision') })

/** A document number as it stands on paper: no spaces inside, upper case. */
const number = z
  .string()
  .max(60)
  .transform((text) => text.normalize('NFKC').trim().replace(/\s+/g, '-').toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9._/-]{0,38}[A-Z0-9]$/, 'specs.numberShape'))
const name = bothLines.refine(({ en, zh }) => en !== '' || zh !== '', { error: 'specs.nameNeeded', path: ['en'] })

export const createSpecInput = z.object({
  productId: id('product'),
  /** Left out: the next free one of the product, `WL-20-SPEC-01`. */
  number: number.optional(),
  name,
  governingLanguage: z.enum(languages),
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('blank') }),
    z
      .object({ kind: z.literal('template'), vertical: z.enum(verticalNames), subVertical: z.string().max(40) })
      .refine(({ vertical, subVertical }) => isSubVertical(vertical, subVertical), 'products.form.subVerticalNeeded'),
    z.object({ kind: z.literal('copy'), specId: id('spec') }),
  ]),
})
/** What a person says of the two sides of a text that they typed. */
const claims = {
  /** An engineer vouches that both sides say the same; `differs` where they were told that figures do not agree. */
  verify: z.boolean().optional(),
  differs: z.boolean().optional(),
  /** A machine proposed the counterpart and nobody touched it. */
  machine: z.boolean().optional(),
}
export const updateSpecInput = z.object({
  specId: id('spec'),
  version,
  number,
  name: bothLines
    .extend({ source: z.enum(languages).optional(), ...claims })
    .refine(({ en, zh }) => en !== '' || zh !== '', { error: 'specs.nameNeeded', path: ['en'] }),
  governingLanguage: z.enum(languages),
})
export const archiveSpecInput = z.object({ specId: id('spec'), version, archived: z.boolean() })

const decimal = z.string().trim().max(40)
const text = (max: number) =>
  z.object({
    en: line(max),
    zh: line(max),
    source: z.enum(languages),
    ...claims,
  })
const link = z.object({ kind: z.enum(linkKinds), id: z.string().min(1).max(60), label: line(200) })
const values = z.object({
  ...(Object.fromEntries(valueFields.map((field) => [field, decimal])) as Record<
    (typeof valueFields)[number],
    typeof decimal
  >),
  unit: line(longestUnit),
})

/** A requirement as a form hands it over; texts with the language that binds. */
export const requirementContentInput = z.object({
  section: z.enum(sections),
  kind: z.enum(requirementKinds),
  title: text(longestTitle),
  text: text(longestText),
  condition: text(longestText),
  values,
  verification: z.enum(verificationMethods).nullable(),
  critical: z.boolean(),
  ownerId: id('user').nullable(),
  links: z.array(link).max(50),
  attachmentIds: z.array(id('attachment')).max(mostAttachments, 'attachments.tooMany'),
})

export const addRequirementsInput = z.object({
  revisionId: id('specRevision'),
  /** Before this one; left out, at the end. */
  before: id('requirement').nullish(),
  requirements: z.array(requirementContentInput).min(1).max(mostRequirements),
})
export const editRequirementInput = z.object({
  revisionId: id('specRevision'),
  requirementId: id('requirement'),
  version,
  content: requirementContentInput,
})
const requirementIds = z.array(id('requirement')).min(1).max(mostRequirements)
export const removeRequirementsInput = z.object({ revisionId: id('specRevision'), requirementIds })
export const duplicateRequirementsInput = removeRequirementsInput
export const restoreRequirementsInput = removeRequirementsInput
export const moveRequirementsInput = z.object({
  revisionId: id('specRevision'),
  requirementIds,
  before: id('requirement').nullable(),
  /** Left out: each stays in its section. */
  section: z.enum(sections).optional(),
})
export const bulkEditInput = z.object({
  revisionId: id('specRevision'),
  requirementIds,
  change: z
    .object({
      section: z.enum(sections),
      verification: z.enum(verificationMethods).nullable(),
      critical: z.boolean(),
      ownerId: id('user').nullable(),
    })
    .partial()
    .refine((change) => Object.keys(change).length > 0, 'common.invalidInput'),
})
export const translateTextInput = z
  .object({
    revisionId: id('specRevision'),
    requirementId: id('requirement'),
    version,
    field: z.enum(textFields),
    /** The counterpart of the source text; unchanged where it is only confirmed. */
    text: line(longestText),
    /** An engineer confirms that both sides say the same. */
    verify: z.boolean(),
    /** The reader was told that figures differ, and confirms all the same. */
    differs: z.boolean().default(false),
    /** A machine proposed it and nobody touched it; never taken for a critical requirement without confirming it. */
    machine: z.boolean().default(false),
  })
  .refine(({ field, text: typed }) => field !== 'title' || typed.length <= longestTitle, {
    error: 'common.invalidInput',
    path: ['text'],
  })
/** The counterpart of words that accompany a specification, by a person of either side. */
export const translateWordsInput = z.object({
  kind: z.enum(wordKinds),
  /** Of the specification for `spec` and `channel`, else of the record itself. */
  id: z.string().max(60),
  /** The column; of a channel its name. */
  field: line(60),
  /** Both texts as they stood on the screen: what became another text meanwhile is read first. */
  seen: z.object({ en: z.string().max(longestText), zh: z.string().max(longestText) }),
  /** The counterpart of the source text; unchanged where it is only confirmed. */
  text: line(longestText),
  verify: z.boolean().default(false),
  differs: z.boolean().default(false),
  machine: z.boolean().default(false),
})
export const editContractInput = z.object({
  revisionId: id('specRevision'),
  /** 0 where the revision has no contract yet. */
  version: z.int().min(0),
  /** Read and checked by the rules of contracts. */
  contract: z.unknown(),
  /** What was said of purposes, by channel. What the contract itself says of them is not taken on trust. */
  said: z
    .array(z.object({ channel: line(60), ...claims }))
    .max(100)
    .default([]),
})
export const checkContractInput = z.object({ revisionId: id('specRevision'), contract: z.unknown() })
export const removeContractInput = z.object({ revisionId: id('specRevision'), version })

export const previewPasteInput = z.object({
  revisionId: id('specRevision'),
  /** The clipboard as it came. */
  text: z.string().max(2_000_000),
  /** What a person said each column is, by position. */
  columns: z.array(z.enum(sheetFields).nullable()).max(200).nullish(),
})
export const applySheetInput = z.object({
  revisionId: id('specRevision'),
  edits: z
    .array(z.object({ requirementId: id('requirement'), version, content: requirementContentInput }))
    .max(mostRequirements),
  /** Behind the requirement whose row stood before it; null, at the beginning. */
  additions: z
    .array(z.object({ after: id('requirement').nullable(), content: requirementContentInput }))
    .max(mostRequirements),
  /** Against the versions that were compared. */
  removals: z.array(z.object({ requirementId: id('requirement'), version })).max(mostRequirements),
  /** All rows in their new order; null where the order stays. */
  order: z.array(id('requirement')).max(mostRequirements).nullable(),
})

const revisionStep = { revisionId: id('specRevision'), version }
export const submitRevisionInput = z.object({
  ...revisionStep,
  note: reason,
  /** The factory that signs too; null where the brand signs alone. */
  partnerOrgId: id('org').nullable(),
  signatures: z
    .array(z.object({ side: z.enum(signingSides), role: z.enum(signingRoles) }))
    .min(1)
    .max(8),
})
export const signRevisionInput = z.object({
  revisionId: id('specRevision'),
  role: z.enum(signingRoles),
  /** Hash of what was on the screen. */
  contentHash: z.string().length(64),
})
export const reasonedStepInput = z.object({ ...revisionStep, reason: said })
export const revisionStepInput = z.object(revisionStep)
export const startDraftInput = z.object({ specId: id('spec') })

export const diffInput = z.object({ before: id('specRevision'), after: id('specRevision') })
export const listFilesInput = z.object({
  revisionId: id('specRevision'),
  attachmentIds: z.array(id('attachment')).min(1).max(200),
})
export const requirementInput = z.object({ revisionId: id('specRevision'), requirementId: id('requirement') })

export const proposeRedlinesInput = z.object({
  revisionId: id('specRevision'),
  requirementId: id('requirement'),
  /** Each is settled on its own. */
  changes: z
    .array(z.object({ field: z.enum(redlineFields), to: line(longestText) }))
    .min(1)
    .max(redlineFields.length),
  reason: said,
})
const redlineStep = { redlineId: id('redline'), version }
export const redlineStepInput = z.object(redlineStep)
export const reasonedRedlineInput = z.object({ ...redlineStep, reason: said })
export const counterRedlineInput = z.object({ ...redlineStep, to: line(longestText), reason: said })
export const listRedlinesInput = z.object({
  specId: id('spec'),
  requirementId: id('requirement').nullish(),
  filter: z.enum(['open', 'settled', 'all']).default('all'),
})

export const readBackInput = z.object({
  revisionId: id('specRevision'),
  requirementId: id('requirement'),
  values,
  /** In the factory's own words, where there are no figures to restate. */
  words: reason,
  /** How it is measured, and with what. */
  method: said,
  instrument: line(200),
  /** Chosen by the client before the first attempt: a retry opens no second query. */
  clientKey: z.uuid('common.idInvalid'),
})
export const answerReleaseInput = z.object({ acknowledgementId: id('acknowledgement'), version })
export const objectToReleaseInput = z.object({ acknowledgementId: id('acknowledgement'), version, reason: said })

export type ListFiles = z.output<typeof listFilesInput>
export type ProposeRedlines = z.output<typeof proposeRedlinesInput>
export type RedlineStep = z.output<typeof redlineStepInput>
export type ReasonedRedline = z.output<typeof reasonedRedlineInput>
export type CounterRedline = z.output<typeof counterRedlineInput>
export type ListRedlines = z.output<typeof listRedlinesInput>
export type ReadBackInput = z.output<typeof readBackInput>
export type CreateSpec = z.output<typeof createSpecInput>
export type UpdateSpec = z.output<typeof updateSpecInput>
export type RequirementContentInput = z.output<typeof requirementContentInput>
export type AddRequirements = z.output<typeof addRequirementsInput>
export type EditRequirement = z.output<typeof editRequirementInput>
export type RemoveRequirements = z.output<typeof removeRequirementsInput>
export type MoveRequirements = z.output<typeof moveRequirementsInput>
export type BulkEdit = z.output<typeof bulkEditInput>
export type TranslateText = z.output<typeof translateTextInput>
export type TranslateWords = z.output<typeof translateWordsInput>
export type PreviewPaste = z.output<typeof previewPasteInput>
export type ApplySheet = z.output<typeof applySheetInput>
export type CheckContract = z.output<typeof checkContractInput>
export type RemoveContract = z.output<typeof removeContractInput>
export type EditContract = z.output<typeof editContractInput>
export type SubmitRevision = z.output<typeof submitRevisionInput>
export type SignRevision = z.output<typeof signRevisionInput>
export type ReasonedStep = z.output<typeof reasonedStepInput>
export type RevisionStep = z.output<typeof revisionStepInput>
