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
import { isUnchanged, isUntouched, type BaseRow, type SheetBase } from './sheet-base'

/** A requirement that a row would change: what differs, and all of it as a form would hand it over. */
export type RowEdit = Readonly<{
  row: number
  requirementId: string
  code: string
  version: number
  changes: readonly FieldChange[]
  /** Those of the changed fields that say something else in the revision, too, since the workbook was exported. */
  conflicts: readonly FieldChange['field'][]
  content: TypedContent
}>
/** A requirement that a row would add, behind another one (null: at the beginning). */
export type RowAddition = Readonly<{
  row: number
  after: string | null
  /** Its number where it is none that is new: it was removed since the workbook was exported, and edited in it. */
  removed: string | null
  content: TypedContent
}>
/** A requirement without a row, as it was compared; `changed` where it says something else since the export. */
export type RowRemoval = Readonly<{ requirementId: string; code: string; version: number; changed: boolean }>

/** What a spreadsheet would do to a revision. Nothing of it is done: a person accepts it item by item. */
export type SheetDiff = Readonly<{
  additions: readonly RowAddition[]
  changes: readonly RowEdit[]
  /** In the revision, in no row. Only ever proposed: rows are left out for many reasons. */
  removals: readonly RowRemoval[]
  /**
   * Ids of those that have a row, in the order of the rows, and which of them stand elsewhere now; null where none.
   * `conflict` where the revision was reordered, too, since the export.
   */
  order: Readonly<{ ids: readonly string[]; moved: readonly string[]; conflict: boolean }> | null
  problems: readonly SheetProblem[]
}>

export type DiffWith = Readonly<{
  /** Mail addresses in lower case, and whose they are. */
  owners: ReadonlyMap<string, string>
  /** The language a new text binds in where both are given. */
  preferred: Language
  /** What the workbook said when it was exported; null where it does not know. */
  base: SheetBase | null
}>

/**
 * Rows against the requirements of a revision, in the order of the document. A row belongs to the requirement whose id it
 * carries, else to the one whose code it carries, else it is new. Fields without a column or with an unreadable cell stay as
 * they are. With a `base`, so do cells, rows and an order that nobody touched since the export, whatever was changed in
 * the revision meanwhile.
 */
export function diffRows(
  current: readonly Requirement[],
  rows: readonly SpecRow[],
  { owners, preferred, base }: DiffWith,
): SheetDiff {
  const byId = new Map(current.map((requirement) => [requirement.id, requirement]))
  const byCode = new Map(current.map((requirement) => [requirement.code, requirement]))
  const mails = new Map([...owners].map(([mail, id]) => [id, mail]))
  const mailOf = ({ ownerId }: Requirement) => (ownerId === null ? '' : (mails.get(ownerId) ?? ''))
  const problems: SheetProblem[] = []
  const tell = (code: SheetProblem['code'], { row }: SpecRow, field: SheetProblem['field'], value: string) =>
    problems.push({ code, row, field, value })

  const matches = rows.flatMap((written) => {
    const named = written.id === null ? undefined : byId.get(written.id)
    const coded = written.code === null ? undefined : byCode.get(written.code)
    const id = (named ?? coded)?.id ?? written.id
    const stood = (id === null ? undefined : base?.rows.get(id)) ?? null
    const row = stood === null ? written : onlyEdited(written, stood)
    // Removed here since the export: nothing is asked about a row that nobody edited.
    if (!named && !coded && stood !== null)
      return Object.keys(row.cells).length === 0 ? [] : [{ row: written, requirement: null, stood }]
    if (row.id !== null && !named) tell('idUnknown', row, 'id', row.id.slice(0, 40))
    if (named && row.code !== null && row.code !== named.code) tell('codeDiffers', row, 'code', row.code)
    if (!named && !coded && row.code !== null) tell('codeUnknown', row, 'code', row.code)
    return [{ row, requirement: named ?? coded ?? null, stood }]
  })

  const changes: RowEdit[] = []
  const additions: RowAddition[] = []
  const taken = new Set<string>()
  const ordered: Requirement[] = []
  let after: string | null = null
  for (const { row, requirement, stood } of matches) {
    const owner = ownerOf(row, owners)
    if (owner === undefined) tell('ownerUnknown', row, 'owner', row.cells.owner?.slice(0, 40) ?? '')
    if (!requirement) {
      const removed = stood === null ? null : (row.code ?? row.id)
      additions.push({ row: row.row, after, removed, content: newContent(row, owner ?? null, preferred) })
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
    const unseen = owner === null && requirement.ownerId !== null && !mails.has(requirement.ownerId)
    const edit = editOf(requirement, row, unseen ? undefined : owner)
    if (!edit) continue
    const conflicts: readonly string[] = stood === null ? [] : changedSince(requirement, mailOf(requirement), stood)
    changes.push({
      ...edit,
      conflicts: edit.changes.map(({ field }) => field).filter((field) => conflicts.includes(field)),
    })
  }
  const removals = current.flatMap((requirement): RowRemoval[] => {
    const { id, code, version } = requirement
    const stood = base?.rows.get(id)
    // What came after the export can have no row.
    if (taken.has(id) || (base !== null && stood === undefined)) return []
    const changed = stood !== undefined && changedSince(requirement, mailOf(requirement), stood).length > 0
    return [{ requirementId: id, code, version, changed }]
  })
  return { additions, changes, removals, order: orderOf(current, ordered, base), problems }
}

/** A row with those cells alone that say something else than when it was exported. */
function onlyEdited(row: SpecRow, stood: BaseRow): SpecRow {
  const untouched = (field: string) =>
    // What was read out of its neighbour is as old as that.
    isUntouched(
      stood,
      (field === 'values.toleranceMinus' && row.even !== null ? 'values.tolerancePlus' : field) as RowField,
      row,
    )
  const edited = Object.entries(row.cells).filter(([field]) => !untouched(field))
  return { ...row, cells: Object.fromEntries(edited) }
}

/** The fields of a requirement that say something else than when it was exported. */
function changedSince(requirement: Requirement, ownerMail: string, stood: BaseRow): RowField[] {
  const cells = cellsOf(requirement, ownerMail)
  return [...rowFields, 'owner' as const].filter((field) => !isUnchanged(stood, field, cells[field]))
}

/** What the order of the rows asks for; nothing where it is the one they were exported in. */
function orderOf(
  current: readonly Requirement[],
  ordered: readonly Requirement[],
  base: SheetBase | null,
): SheetDiff['order'] {
  const ids = ordered.map(({ id }) => id)
  const listed = new Set(ids)
  const kept = current.filter(({ id }) => listed.has(id))
  const moved = diffRequirements(kept, ordered).rows.map(({ id }) => id)
  if (moved.length === 0) return null
  if (base === null) return { ids, moved, conflict: false }
  const exported = [...base.rows.keys()].filter((id) => listed.has(id))
  const asExported = (list: readonly Requirement[]) =>
    list.flatMap(({ id }) => (base.rows.has(id) ? id : [])).every((id, index) => id === exported[index])
  return asExported(ordered) ? null : { ids, moved, conflict: !asExported(kept) }
}

/** The owner a row names: null for nobody, undefined where nobody has that address. */
function ownerOf({ cells }: SpecRow, owners: ReadonlyMap<string, string>): string | null | undefined {
  const mail = (cells.owner ?? '').normalize('NFKC').trim().toLowerCase()
  return mail === '' ? null : owners.get(mail)
}

function editOf(
  requirement: Requirement,
  row: SpecRow,
  owner: string | null | undefined,
): Omit<RowEdit, 'conflicts'> | null {
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
