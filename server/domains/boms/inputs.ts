import { z } from 'zod'
import { meantFields } from './importing/meanings'
import { CANONICAL_FIELDS } from './importing/fields'
import { changeFilters } from './rules/choices'
import { lineSorts } from './rules/ordering'

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
