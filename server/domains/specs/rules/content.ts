import { bilingual, otherLanguage, type BilingualText, type TextEdit, type TextHand } from '@/server/kernel/bilingual'
import { vouchedText } from '@/server/domains/language/rules/vouch'
import { textFields, type RequirementContent } from './requirement'

/** A text as a form hands it over: both languages, which one binds, and what its author says of the two. */
export type TypedText = TextEdit
/** A requirement as a form hands it over. */
export type TypedContent = Omit<RequirementContent, 'title' | 'text' | 'condition'> &
  Readonly<{ title: TypedText; text: TypedText; condition: TypedText }>

/** Links as they are kept: each target once. */
const tidyLinks = (links: RequirementContent['links']) =>
  links.filter((link, index) => links.findIndex(({ kind, id }) => kind === link.kind && id === link.id) === index)

/** Statements carry no figures, so that what is hidden on the screen is not in the document either. */
const tidy = <T extends Pick<RequirementContent, 'links' | 'attachmentIds'>>(content: T): T => ({
  ...content,
  links: tidyLinks(content.links),
  attachmentIds: [...new Set(content.attachmentIds)],
})

/** A text typed for the first time. */
const write = ({ en, zh, source, ...said }: TypedText, hand: TextHand): BilingualText => {
  const typed = { en, zh }
  const own = typed[source].trim() === '' && typed[otherLanguage(source)].trim() !== '' ? otherLanguage(source) : source
  if (said.verify || said.machine) return vouchedText(bilingual(own, ''), { ...typed, source: own, ...said }, hand)
  return { ...bilingual(own, typed[own], typed[otherLanguage(own)]), by: hand.userId, at: hand.at.toISOString() }
}

/** Whether a machine's words would stand in a critical requirement that nobody vouched for. */
export const needsPerson = (typed: TypedContent): boolean =>
  typed.critical && textFields.some((field) => typed[field].machine === true && !typed[field].verify)

/** A new requirement from what was typed. */
export const writeContent = (typed: TypedContent, hand: TextHand): RequirementContent =>
  tidy({
    ...typed,
    title: write(typed.title, hand),
    text: write(typed.text, hand),
    condition: write(typed.condition, hand),
  })

/** A requirement after an edit: each text keeps, loses or gains trust by what happened to both of its languages. */
export function reviseContent(before: RequirementContent, typed: TypedContent, hand: TextHand): RequirementContent {
  const attached = new Set(typed.attachmentIds)
  const sameFiles =
    attached.size === before.attachmentIds.length && before.attachmentIds.every((id) => attached.has(id))
  const [title, text, condition] = textFields.map((field) => vouchedText(before[field], typed[field], hand))
  return tidy({
    ...typed,
    title: title ?? before.title,
    text: text ?? before.text,
    condition: condition ?? before.condition,
    // A file taken away and attached again is no change; the content hash reads them in order.
    attachmentIds: sameFiles ? before.attachmentIds : typed.attachmentIds,
  })
}
