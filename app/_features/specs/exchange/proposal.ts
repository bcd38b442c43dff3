import type { RowAddition, RowEdit } from '@/server/domains/specs/exchange/diff-rows'
import type { FieldChange } from '@/server/domains/specs/rules/diff'
import {
  requirementKinds,
  sections,
  textFields,
  valueFields,
  verificationMethods,
} from '@/server/domains/specs/rules/requirement'
import type { Content, SheetInput, SheetProposal } from '../types'

type Removal = SheetProposal['removals'][number]
type Order = NonNullable<SheetProposal['order']>

/**
 * Something to accept or decline; `keys` are what can be ticked in it, one for each field of a changed requirement.
 * `conflicts` are those of which the draft says something else, too, since the workbook was exported.
 */
export type Item = Readonly<{ id: string; keys: readonly string[]; conflicts: ReadonlySet<string> }> &
  (
    | Readonly<{ kind: 'changed'; edit: RowEdit }>
    | Readonly<{ kind: 'added'; addition: RowAddition }>
    | Readonly<{ kind: 'removed'; removal: Removal }>
    | Readonly<{ kind: 'order'; order: Order }>
  )
export type ItemKind = Item['kind']

export const changeKey = ({ requirementId }: Pick<RowEdit, 'requirementId'>, { field }: Pick<FieldChange, 'field'>) =>
  `change ${requirementId} ${field}`

const none: ReadonlySet<string> = new Set()
const onlyIf = (conflict: boolean, key: string): ReadonlySet<string> => (conflict ? new Set([key]) : none)

/** What is proposed, in the order of the rows; then what has no row, then the order itself. */
export function itemsOf({ changes, additions, removals, order }: SheetProposal): Item[] {
  const rows = [
    ...changes.map((edit) => ({ kind: 'changed' as const, row: edit.row, edit })),
    ...additions.map((addition) => ({ kind: 'added' as const, row: addition.row, addition })),
  ].toSorted((a, b) => a.row - b.row)
  return [
    ...rows.map((each): Item => {
      if (each.kind === 'added') {
        const id = `add ${each.row}`
        const conflicts = onlyIf(each.addition.removed !== null, id)
        return { id, kind: 'added', addition: each.addition, keys: [id], conflicts }
      }
      const { edit } = each
      const keys = edit.changes.map((change) => changeKey(edit, change))
      const conflicts = new Set(edit.conflicts.map((field) => changeKey(edit, { field })))
      return { id: `change ${edit.requirementId}`, kind: 'changed', edit, keys, conflicts }
    }),
    ...removals.map((removal): Item => {
      const id = `remove ${removal.requirementId}`
      return { id, kind: 'removed', removal, keys: [id], conflicts: onlyIf(removal.changed, id) }
    }),
    ...(order === null
      ? []
      : [
          {
            id: 'order',
            kind: 'order',
            order,
            keys: ['order'],
            conflicts: onlyIf(order.conflict, 'order'),
          } satisfies Item,
        ]),
  ]
}

/** Ticked along with the rest: neither removals, for rows are left out of a sheet for many reasons, nor conflicts. */
const harmless = ({ kind, keys, conflicts }: Item): readonly string[] =>
  kind === 'removed' ? [] : keys.filter((key) => !conflicts.has(key))

/** Ticked before anybody decides. */
export const firstTicks = (items: readonly Item[]): ReadonlySet<string> => new Set(items.flatMap(harmless))

/** What "Tick all" means among those shown: removals and conflicts only where nothing else is shown. */
export function allTicks(shown: readonly Item[]): readonly string[] {
  const chosen = shown.flatMap(harmless)
  return chosen.length > 0 ? chosen : shown.flatMap(({ keys }) => keys)
}

/** What pressing an item as a whole ticks or unticks; conflicts are chosen one by one, unless there is nothing else. */
export function toggled(item: Item, ticked: ReadonlySet<string>): Readonly<{ keys: readonly string[]; on: boolean }> {
  const plain = item.keys.filter((key) => !item.conflicts.has(key))
  const keys = plain.length > 0 ? plain : item.keys
  return keys.every((key) => ticked.has(key)) ? { keys: item.keys, on: false } : { keys, on: true }
}

/** What is sent to the server for what is ticked; a requirement of which some fields are declined keeps those. */
export function acceptedOf(items: readonly Item[], ticked: ReadonlySet<string>): Omit<SheetInput, 'revisionId'> {
  const edits: SheetInput['edits'] = []
  const additions: SheetInput['additions'] = []
  const removals: SheetInput['removals'] = []
  let order: string[] | null = null
  for (const item of items) {
    if (!item.keys.some((key) => ticked.has(key))) continue
    if (item.kind === 'added') additions.push({ after: item.addition.after, content: sent(item.addition.content) })
    if (item.kind === 'removed')
      removals.push({ requirementId: item.removal.requirementId, version: item.removal.version })
    if (item.kind === 'order') order = [...item.order.ids]
    if (item.kind === 'changed') {
      const { edit } = item
      const { requirementId, version } = edit
      const declined = edit.changes.filter((change) => !ticked.has(changeKey(edit, change)))
      edits.push({ requirementId, version, content: sent(declined.reduce(undo, edit.content)) })
    }
  }
  return { edits, additions, removals, order }
}

const sent = (content: Content): SheetInput['edits'][number]['content'] => ({
  ...content,
  links: [...content.links],
  attachmentIds: [...content.attachmentIds],
})

/** A requirement with one field as it stood before. */
function undo(content: Content, { field, from }: FieldChange): Content {
  const [name, part] = field.split('.')
  const text = textFields.find((each) => each === name)
  if (text !== undefined) return { ...content, [text]: { ...content[text], [part === 'zh' ? 'zh' : 'en']: from } }
  switch (field) {
    case 'section':
      return { ...content, section: sections.find((each) => each === from) ?? content.section }
    case 'kind':
      return { ...content, kind: requirementKinds.find((each) => each === from) ?? content.kind }
    case 'verification':
      return { ...content, verification: verificationMethods.find((each) => each === from) ?? null }
    case 'critical':
      return { ...content, critical: from === 'yes' }
    case 'owner':
      return { ...content, ownerId: from === '' ? null : from }
    default: {
      const value = [...valueFields, 'unit' as const].find((each) => each === part)
      // A sheet has no columns for links and attachments.
      return value === undefined ? content : { ...content, values: { ...content.values, [value]: from } }
    }
  }
}

/** How many there are of each kind, or would be done. */
export type Tally = Readonly<Record<ItemKind, number>>
export function tallyOf(items: readonly Item[], ticked?: ReadonlySet<string>): Tally {
  const tally = { changed: 0, added: 0, removed: 0, order: 0 }
  for (const { kind, keys } of items) if (!ticked || keys.some((key) => ticked.has(key))) tally[kind]++
  return tally
}

/** Decisions that were taken, for the same rows read in another way: what is new is as it would be at first. */
export function keepTicks(before: readonly Item[], after: readonly Item[], ticked: ReadonlySet<string>): Set<string> {
  const decided = new Set(before.flatMap(({ keys }) => keys))
  const first = firstTicks(after)
  const keys = after.flatMap((item) => item.keys)
  return new Set(keys.filter((key) => (decided.has(key) ? ticked : first).has(key)))
}

/** What came to be otherwise while somebody decided: by key, what stood there when they began; null where nothing differed. */
export type Meanwhile = Readonly<{ since: ReadonlyMap<string, string | null>; gone: number }>

/**
 * The same sheet compared once more, because somebody saved in between. Decisions stay where the question is the same
 * one; what is new or different is marked and left unticked, so that nobody's work is undone unseen.
 */
export function compareAgain(
  before: readonly Item[],
  after: readonly Item[],
  ticked: ReadonlySet<string>,
): Readonly<{ ticked: ReadonlySet<string>; meanwhile: Meanwhile }> {
  const [old, now] = [questionsOf(before), questionsOf(after)]
  const since = new Map<string, string | null>()
  const kept = new Set<string>()
  for (const [key, question] of now) {
    const earlier = old.get(key)
    if (earlier?.asked !== question.asked) since.set(key, earlier?.stood ?? null)
    else if (ticked.has(key)) kept.add(key)
  }
  return { ticked: kept, meanwhile: { since, gone: [...old.keys()].filter((key) => !now.has(key)).length } }
}

/** By key, all that a decision rests on, and what stands there now. */
function questionsOf(items: readonly Item[]): Map<string, Readonly<{ asked: string; stood: string | null }>> {
  const questions = new Map<string, Readonly<{ asked: string; stood: string | null }>>()
  for (const item of items) {
    if (item.kind === 'changed') {
      for (const change of item.edit.changes)
        questions.set(changeKey(item.edit, change), {
          asked: JSON.stringify([change.from, change.to, item.edit.conflicts.includes(change.field)]),
          stood: change.from,
        })
    } else {
      const asked =
        item.kind === 'added' ? item.addition.content : item.kind === 'order' ? item.order.moved : item.removal.code
      questions.set(item.id, { asked: JSON.stringify(asked), stood: null })
    }
  }
  return questions
}

/** Whether words stand anywhere in an item, in either language, whatever their case or width. */
export function matches(item: Item, search: string, titleOf: (requirementId: string) => string): boolean {
  const wanted = search.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return true
  return wordsOf(item, titleOf).some((text) => text.normalize('NFKC').toLowerCase().includes(wanted))
}
function wordsOf(item: Item, titleOf: (requirementId: string) => string): readonly string[] {
  const written = ({ title, text, condition, values }: Content) => [
    ...[title, text, condition].flatMap(({ en, zh }) => [en, zh]),
    ...Object.values(values),
  ]
  switch (item.kind) {
    case 'changed':
      return [item.edit.code, ...written(item.edit.content), ...item.edit.changes.map(({ from }) => from)]
    case 'added':
      return written(item.addition.content)
    case 'removed':
      return [item.removal.code, titleOf(item.removal.requirementId)]
    case 'order':
      return []
  }
}
