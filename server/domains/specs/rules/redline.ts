import { languages, reviseText, type BilingualText, type Language, type TextHand } from '@/server/kernel/bilingual'
import { parseDecimal } from '@/server/kernel/decimal'
import { longestText, longestTitle, longestUnit } from './limits'
import { textFields, valueFields, type RequirementContent, type TextField, type ValueField } from './requirement'

/** Fields of a requirement that a redline can change: one figure, the unit, or one text in one language. */
export type RedlineField = ValueField | 'unit' | `${TextField}.${Language}`
export const redlineFields: readonly RedlineField[] = [
  ...valueFields,
  'unit',
  ...textFields.flatMap((field) => [`${field}.en`, `${field}.zh`] as const),
]

/** One change: `from` is what stood there when it was proposed. */
export type RedlineChange = Readonly<{ field: RedlineField; from: string; to: string }>
/** What was on the table before: put by whom (a user id), when (ISO 8601, UTC), and why. */
export type RedlineRound = Readonly<{ change: RedlineChange; reason: BilingualText; by: string; at: string }>

const isValueField = (field: RedlineField): field is ValueField | 'unit' =>
  field === 'unit' || valueFields.some((each) => each === field)

const textPart = (field: RedlineField): { field: TextField; language: Language } | null => {
  for (const each of textFields) {
    for (const language of languages) if (field === `${each}.${language}`) return { field: each, language }
  }
  return null
}

/** What stands in the field now. */
export function valueOf(requirement: RequirementContent, field: RedlineField): string {
  if (isValueField(field)) return requirement.values[field]
  const part = textPart(field)
  return part ? requirement[part.field][part.language] : ''
}

/**
 * Why a proposed value cannot stand in a field, or null: a figure has to be a decimal number or nothing, a text has to
 * fit. Codes are keys of `errors`.
 */
export function refusalOf(field: RedlineField, to: string): string | null {
  if (field === 'unit') return to.length <= longestUnit ? null : 'specs.redlineTooLong'
  if (isValueField(field)) return to === '' || parseDecimal(to) !== null ? null : 'specs.redlineNotANumber'
  return to.length <= (field.startsWith('title') ? longestTitle : longestText) ? null : 'specs.redlineTooLong'
}

/**
 * A requirement after an agreed change. Changing the text that binds leaves its counterpart outdated; changing the
 * counterpart is a translation by whoever proposed it.
 */
export function applyChange(
  requirement: RequirementContent,
  { field, to }: RedlineChange,
  hand: TextHand,
): RequirementContent {
  if (isValueField(field)) return { ...requirement, values: { ...requirement.values, [field]: to } }
  const part = textPart(field)
  if (!part) return requirement
  const before = requirement[part.field]
  const typed = { en: before.en, zh: before.zh, source: before.source, [part.language]: to }
  return { ...requirement, [part.field]: reviseText(before, typed, hand) }
}
