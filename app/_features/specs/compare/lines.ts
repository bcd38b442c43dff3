import type { DiffField, RequirementDiff } from '@/server/domains/specs/rules/diff'
import { diffFields, fieldsOf } from '@/server/domains/specs/rules/diff'
import { figuresText, type FigureWords } from '@/server/domains/specs/rules/figures-text'
import type { Requirement, TextField } from '@/server/domains/specs/rules/requirement'
import type { Language } from '@/server/kernel/bilingual'

/** One thing a requirement says, as it was and as it is: empty where there was or is nothing. */
export type Line = Readonly<{
  field: DiffField | 'figures'
  from: string
  to: string
  /** Of a text: the language it is in. Facts have none. */
  language: Language | null
}>

/** Facts that are kept as codes and ids, in the reader's language. */
export type FactWords = FigureWords &
  Readonly<{
    section: (section: Requirement['section']) => string
    kind: (kind: Requirement['kind']) => string
    verification: (method: NonNullable<Requirement['verification']>) => string
    critical: (critical: boolean) => string
    owner: (userId: string) => string
    link: (link: Requirement['links'][number]) => string
    attachments: (count: number) => string
  }>

const languageOf = (field: DiffField): Language | null =>
  field.endsWith('.en') ? 'en' : field.endsWith('.zh') ? 'zh' : null

/** What a field of a requirement says to a reader. */
function say(requirement: Requirement | null, field: DiffField, words: FactWords): string {
  if (requirement === null) return ''
  const language = languageOf(field)
  if (language !== null) {
    const [name] = field.split('.')
    return requirement[name as TextField][language]
  }
  switch (field) {
    case 'section':
      return words.section(requirement.section)
    case 'kind':
      return words.kind(requirement.kind)
    case 'verification':
      return requirement.verification === null ? '' : words.verification(requirement.verification)
    case 'critical':
      return words.critical(requirement.critical)
    case 'owner':
      return requirement.ownerId === null ? '' : words.owner(requirement.ownerId)
    case 'links':
      return requirement.links.map(words.link).join(', ')
    case 'attachments':
      return requirement.attachmentIds.length === 0 ? '' : words.attachments(requirement.attachmentIds.length)
    default:
      return figuresText(requirement.values, words)
  }
}

/** Of a requirement that is only on one side, what a reader wants to see first: its words and figures. */
const telling = new Set<DiffField>([
  'title.en',
  'title.zh',
  'text.en',
  'text.zh',
  'condition.en',
  'condition.zh',
  'verification',
])

/** What a difference consists of, in the order of a requirement; all its figures are one line. */
export function linesOf(row: RequirementDiff, words: FactWords): Line[] {
  const { before, after, kind, changes } = row
  const sides = [before, after].flatMap((side) => (side === null ? [] : [fieldsOf(side)]))
  const concerned = new Set(
    kind === 'changed'
      ? changes.map(({ field }) => field)
      : kind === 'moved'
        ? []
        : diffFields.filter(
            (field) => (telling.has(field) || isFigure(field)) && sides.some((side) => side[field] !== ''),
          ),
  )
  const lines: Line[] = []
  for (const field of diffFields) {
    if (!concerned.has(field)) continue
    const known = isFigure(field) ? 'figures' : field
    if (known === 'figures' && lines.some((line) => line.field === 'figures')) continue
    lines.push({
      field: known,
      from: say(before, field, words),
      to: say(after, field, words),
      language: languageOf(field),
    })
  }
  return lines
}
const isFigure = (field: DiffField): boolean => field.startsWith('values.')
