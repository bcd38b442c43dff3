import { textFields, valueFields, type TextField, type ValueField } from '@/server/domains/specs/rules/requirement'
import type { Language } from '@/server/kernel/bilingual'
import type { Content, Requirement } from './types'

/** What two people can change at the same time without touching each other. Keys are those of `specs:field`. */
export type EditField =
  | 'section'
  | 'kind'
  | `${TextField}.${Language | 'source'}`
  | `values.${ValueField | 'unit'}`
  | 'verification'
  | 'critical'
  | 'owner'
  | 'links'
  | 'attachments'

export const editFields: readonly EditField[] = [
  'section',
  'kind',
  ...textFields.flatMap((field) => [`${field}.en`, `${field}.zh`, `${field}.source`] as const),
  ...[...valueFields, 'unit' as const].map((field) => `values.${field}` as const),
  'verification',
  'critical',
  'owner',
  'links',
  'attachments',
]

/** A requirement as the editor holds it. */
export function contentOf(requirement: Requirement): Content {
  const { section, kind, values, verification, critical, ownerId, links, attachmentIds } = requirement
  const typed = (field: TextField) => {
    const { en, zh, source } = requirement[field]
    return { en, zh, source }
  }
  return {
    section,
    kind,
    values,
    verification,
    critical,
    ownerId,
    links,
    attachmentIds,
    title: typed('title'),
    text: typed('text'),
    condition: typed('condition'),
  }
}

const isText = (name: string): name is TextField => textFields.some((field) => field === name)

/** What stands in a field, as text that can be compared. */
export function readField(content: Content, field: EditField): string {
  const [name = '', part] = field.split('.')
  if (isText(name)) return content[name][part === 'en' || part === 'zh' ? part : 'source']
  if (name === 'values') return content.values[valueFields.find((each) => each === part) ?? 'unit']
  switch (field) {
    case 'critical':
      return content.critical ? 'yes' : 'no'
    case 'owner':
      return content.ownerId ?? ''
    case 'links':
      return content.links.map(({ kind, id, label }) => `${kind} ${label || id}`).join(', ')
    case 'attachments':
      return content.attachmentIds.join(' ')
    case 'verification':
      return content.verification ?? ''
    default:
      return field === 'section' ? content.section : content.kind
  }
}

/** `into` with one field as it stands in `from`. */
export function takeField(into: Content, from: Content, field: EditField): Content {
  const [name = '', part] = field.split('.')
  if (isText(name)) {
    const key = part === 'en' || part === 'zh' ? part : 'source'
    // Words that others wrote are not vouched for by who typed here.
    const { en, zh, source, machine } = into[name]
    const untouched = machine === true && key === source
    return { ...into, [name]: { ...{ en, zh, source }, [key]: from[name][key], ...(untouched && { machine }) } }
  }
  if (name === 'values') {
    const key = valueFields.find((each) => each === part) ?? 'unit'
    return { ...into, values: { ...into.values, [key]: from.values[key] } }
  }
  const key = field === 'owner' ? 'ownerId' : field === 'attachments' ? 'attachmentIds' : field
  return { ...into, [key]: Reflect.get(from, key) }
}

export const sameContent = (a: Content, b: Content): boolean =>
  editFields.every((field) => readField(a, field) === readField(b, field))

export type Side = 'mine' | 'theirs'

/** What somebody else saved meanwhile, and which side was chosen for each field they changed. */
export type Rival = Readonly<{
  content: Content
  /** What was typed when theirs arrived. */
  mine: Content
  chosen: Readonly<Partial<Record<EditField, Side>>>
}>

/** A requirement being edited: on top of which version of which revision, what it said there, what is typed now. */
export type Edit = Readonly<{ revisionId: string; version: number; base: Content; now: Content; rival: Rival | null }>

export const beginEdit = (revisionId: string, requirement: Requirement): Edit => {
  const base = contentOf(requirement)
  return { revisionId, version: requirement.version, base, now: base, rival: null }
}

export const isChanged = ({ base, now }: Edit): boolean =>
  !sameContent(base, now) || textFields.some((field) => now[field].verify === true)

/** Fields that they changed and that do not say the same here, so that a reader decides. */
export const rivalFields = ({ base, rival }: Edit): EditField[] =>
  rival === null
    ? []
    : editFields.filter((field) => {
        const theirs = readField(rival.content, field)
        return theirs !== readField(base, field) && theirs !== readField(rival.mine, field)
      })

/** Fields both sides changed, of which nobody chose one yet. */
export const openFields = (edit: Edit): EditField[] =>
  rivalFields(edit).filter((field) => edit.rival?.chosen[field] === undefined)

/**
 * An edit after somebody else saved. What only they changed is taken over; what both changed waits for a choice and
 * shows what was typed until then. Nothing typed is dropped: `rival.mine` keeps it.
 */
export function receive(edit: Edit, revisionId: string, latest: Requirement): Edit {
  if (latest.version === edit.version && revisionId === edit.revisionId) return edit
  const at = { revisionId, version: latest.version }
  const content = contentOf(latest)
  if (!isChanged(edit)) return { ...at, base: content, now: content, rival: null }
  const mine = (edit.rival ? rivalFields(edit) : []).reduce(
    (typed, field) => (edit.rival?.chosen[field] === 'theirs' ? takeField(typed, edit.rival.mine, field) : typed),
    edit.now,
  )
  const all: Edit = { ...edit, ...at, rival: { content, mine, chosen: {} } }
  const decided = rivalFields(all).flatMap((field): [EditField, Side][] => {
    if (readField(mine, field) === readField(edit.base, field)) return [[field, 'theirs']]
    const before = edit.rival?.chosen[field]
    const same = edit.rival !== null && readField(edit.rival.content, field) === readField(content, field)
    return before !== undefined && same ? [[field, before]] : []
  })
  if (rivalFields(all).length === 0) return { ...edit, ...at, base: content, rival: null }
  const chosen: Rival['chosen'] = Object.fromEntries(decided)
  const now = decided.reduce(
    (typed, [field, side]) => (side === 'theirs' ? takeField(typed, content, field) : typed),
    mine,
  )
  return { ...edit, ...at, now, rival: { content, mine, chosen } }
}

/** Takes one side for a field; the other one stays at hand. */
export function choose(edit: Edit, field: EditField, side: Side): Edit {
  const { rival } = edit
  if (rival === null) return edit
  const now = takeField(edit.now, side === 'mine' ? rival.mine : rival.content, field)
  return { ...edit, now, rival: { ...rival, chosen: { ...rival.chosen, [field]: side } } }
}
