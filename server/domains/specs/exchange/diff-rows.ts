import { compareDecimals, parseDecimal } from '@/server/kernel/decimal'
import { otherLanguage, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { TypedContent, TypedText } from '../rules/content'
import { changesBetween, diffRequirements, type FieldChange } from '../rules/diff'
import {
  noValues,
  requirementKinds,
  sections,
  textFields,
  valueFields,
  verificationMethods,
  type Requirement,
  type TextField,
  type Values,
} from '../rules/requirement'
import type { RowField, SheetProblem, SpecRow } from './read-spec-sheet'

/** A requirement that a row would change: what differs, and all of it as a form would hand it over. */
export type RowEdit = Readonly<{
  row: number
  requirementId: string
  code: string
  version: number
  changes: readonly FieldChange[]
  content: TypedContent
}>
/** A requirement that a row would add, behind another one (null: at the beginning). */
export type RowAddition = Readonly<{ row: number; after: string | null; content: TypedContent }>

/** What a spreadsheet would do to a revision. Nothing of it is done: a person accepts it item by item. */
export type SheetDiff = Readonly<{
  additions: readonly RowAddition[]
  changes: readonly RowEdit[]
  /** In the revision, in no row. Only ever proposed: rows are left out for many reasons. */
  removals: readonly Readonly<{ requirementId: string; code: string }>[]
  /** Ids of those that have a row, in the order of the rows, and which of them stand elsewhere now; null where none. */
  order: Readonly<{ ids: readonly string[]; moved: readonly string[] }> | null
  problems: readonly SheetProblem[]
}>

export type DiffWith = Readonly<{
  /** Mail addresses in lower case, and whose they are. */
  owners: ReadonlyMap<string, string>
  /** The language a new text binds in where both are given. */
  preferred: Language
}>

/**
 * Rows against the requirements of a revision, in the order of the document. A row belongs to the requirement whose id it
 * carries, else to the one whose code it carries, else it is new. Fields without a column or with an unreadable cell stay as
 * they are.
 */
export function diffRows(
  current: readonly Requirement[],
  rows: readonly SpecRow[],
  { owners, preferred }: DiffWith,
): SheetDiff {
  const byId = new Map(current.map((requirement) => [requirement.id, requirement]))
  const byCode = new Map(current.map((requirement) => [requirement.code, requirement]))
  const addressed = new Set(owners.values())
  const problems: SheetProblem[] = []
  const tell = (code: SheetProblem['code'], { row }: SpecRow, field: SheetProblem['field'], value: string) =>
    problems.push({ code, row, field, value })

  const matches = rows.map((row) => {
    const named = row.id === null ? undefined : byId.get(row.id)
    const coded = row.code === null ? undefined : byCode.get(row.code)
    if (row.id !== null && !named) tell('idUnknown', row, 'id', row.id.slice(0, 40))
    if (named && row.code !== null && row.code !== named.code) tell('codeDiffers', row, 'code', row.code)
    if (!named && !coded && row.code !== null) tell('codeUnknown', row, 'code', row.code)
    return { row, requirement: named ?? coded ?? null }
  })

  const changes: RowEdit[] = []
  const additions: RowAddition[] = []
  const taken = new Set<string>()
  const ordered: Requirement[] = []
  let after: string | null = null
  for (const { row, requirement } of matches) {
    const owner = ownerOf(row, owners)
    if (owner === undefined) tell('ownerUnknown', row, 'owner', row.cells.owner?.slice(0, 40) ?? '')
    if (!requirement) {
      additions.push({ row: row.row, after, content: newContent(row, owner ?? null, preferred) })
      continue
    }
    after = requirement.id
    // A row with the id of one requirement and another one with its code.
    if (taken.has(requirement.id)) {
      tell('codeTwice', row, 'code', requirement.code)
      continue
    }
    taken.add(requirement.id)
    ordered.push(requirement)
    // An owner whose address the reader may not see was exported as a blank cell.
    const unseen = owner === null && requirement.ownerId !== null && !addressed.has(requirement.ownerId)
    const edit = editOf(requirement, row, unseen ? undefined : owner)
    if (edit) changes.push(edit)
  }
  const kept = current.filter(({ id }) => taken.has(id))
  const moved = diffRequirements(kept, ordered).rows.map(({ id }) => id)
  return {
    additions,
    changes,
    removals: current.flatMap(({ id, code }) => (taken.has(id) ? [] : [{ requirementId: id, code }])),
    order: moved.length === 0 ? null : { ids: ordered.map(({ id }) => id), moved },
    problems,
  }
}

/** The owner a row names: null for nobody, undefined where nobody has that address. */
function ownerOf({ cells }: SpecRow, owners: ReadonlyMap<string, string>): string | null | undefined {
  const mail = (cells.owner ?? '').normalize('NFKC').trim().toLowerCase()
  return mail === '' ? null : owners.get(mail)
}

function editOf(requirement: Requirement, row: SpecRow, owner: string | null | undefined): RowEdit | null {
  const { cells } = row
  // Nearly all rows of a sheet say what stands there already.
  const sameOwner = cells.owner === undefined || owner === undefined || owner === requirement.ownerId
  if (
    sameOwner &&
    rowFields.every((field) => (cells[field] ?? standing[field](requirement)) === standing[field](requirement))
  )
    return null
  const text = (field: TextField): TypedText => {
    const { en, zh, source } = requirement[field]
    return { en: cells[`${field}.en`] ?? en, zh: cells[`${field}.zh`] ?? zh, source }
  }
  const values: Values = { ...requirement.values }
  const written: Record<string, string> = {}
  for (const field of [...valueFields, 'unit' as const]) {
    const key: RowField = `values.${field}`
    const cell = cells[key]
    if (cell !== undefined && !(row.counted.includes(key) && sameNumber(cell, values[field]))) written[field] = cell
  }
  const content: TypedContent = {
    section: oneOf(sections, cells.section) ?? requirement.section,
    kind: oneOf(requirementKinds, cells.kind) ?? requirement.kind,
    title: text('title'),
    text: text('text'),
    condition: text('condition'),
    values: { ...values, ...written },
    verification:
      cells.verification === undefined ? requirement.verification : oneOf(verificationMethods, cells.verification),
    critical: cells.critical === undefined ? requirement.critical : cells.critical === 'yes',
    ownerId: cells.owner === undefined || owner === undefined ? requirement.ownerId : owner,
    links: requirement.links,
    attachmentIds: requirement.attachmentIds,
  }
  const changes = changesBetween(requirement, { ...requirement, ...content, ...typedTexts(requirement, content) })
  if (changes.length === 0) return null
  const { id, code, version } = requirement
  return { row: row.row, requirementId: id, code, version, changes, content }
}

type ComparedField = Exclude<RowField, 'owner'>
/** What stands in a requirement, as a cell would say it. */
const standing: Readonly<Record<ComparedField, (requirement: Requirement) => string>> = {
  section: ({ section }) => section,
  kind: ({ kind }) => kind,
  'title.en': ({ title }) => title.en,
  'title.zh': ({ title }) => title.zh,
  'text.en': ({ text }) => text.en,
  'text.zh': ({ text }) => text.zh,
  'condition.en': ({ condition }) => condition.en,
  'condition.zh': ({ condition }) => condition.zh,
  'values.nominal': ({ values }) => values.nominal,
  'values.min': ({ values }) => values.min,
  'values.typ': ({ values }) => values.typ,
  'values.max': ({ values }) => values.max,
  'values.tolerancePlus': ({ values }) => values.tolerancePlus,
  'values.toleranceMinus': ({ values }) => values.toleranceMinus,
  'values.unit': ({ values }) => values.unit,
  verification: ({ verification }) => verification ?? '',
  critical: ({ critical }) => (critical ? 'yes' : 'no'),
}
const rowFields = Object.keys(standing) as ComparedField[]

/** The texts of a requirement with typed words in them, to be compared. */
const typedTexts = (requirement: Requirement, content: TypedContent): Record<TextField, BilingualText> =>
  Object.fromEntries(textFields.map((field) => [field, { ...requirement[field], ...content[field] }])) as Record<
    TextField,
    BilingualText
  >

/** 3.3 as a spreadsheet counts it, and 3.30 as it stands. */
function sameNumber(counted: string, written: string): boolean {
  const [a, b] = [parseDecimal(counted), parseDecimal(written)]
  return a !== null && b !== null && compareDecimals(a, b) === 0
}

function newContent({ cells }: SpecRow, ownerId: string | null, preferred: Language): TypedContent {
  const text = (field: TextField): TypedText => {
    const [en, zh] = [cells[`${field}.en`] ?? '', cells[`${field}.zh`] ?? '']
    const typed = { en, zh }
    const other = otherLanguage(preferred)
    return { ...typed, source: typed[preferred] === '' && typed[other] !== '' ? other : preferred }
  }
  const values: Values = { ...noValues }
  const written = Object.fromEntries(
    [...valueFields, 'unit' as const].map((field) => [field, cells[`values.${field}`] ?? '']),
  )
  const figures = valueFields.some((field) => written[field] !== '')
  return {
    section: oneOf(sections, cells.section) ?? sections[0],
    kind: oneOf(requirementKinds, cells.kind) ?? (figures ? 'numeric' : 'statement'),
    title: text('title'),
    text: text('text'),
    condition: text('condition'),
    values: { ...values, ...written },
    verification: oneOf(verificationMethods, cells.verification),
    critical: cells.critical === 'yes',
    ownerId,
    links: [],
    attachmentIds: [],
  }
}

const oneOf = <T extends string>(known: readonly T[], text: string | undefined): T | null =>
  known.find((each) => each === text) ?? null

/** A requirement as cells; used by the export, so that a round trip changes nothing. */
export const cellsOf = (requirement: Requirement, ownerMail: string): Readonly<Record<RowField, string>> => ({
  ...(Object.fromEntries(rowFields.map((field) => [field, standing[field](requirement)])) as Record<
    ComparedField,
    string
  >),
  owner: ownerMail,
})
