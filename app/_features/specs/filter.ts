import {
  textFields,
  valueFields,
  type Section,
  type VerificationMethod,
} from '@/server/domains/specs/rules/requirement'
import { searchable, wantsTranslation, type TranslationState } from '@/server/kernel/bilingual'
import type { Requirement } from './types'

/** Which requirements are asked for above the list. */
export type Filter = Readonly<{
  search: string
  section: Section | null
  critical: boolean
  translation: 'wanting' | 'stale' | 'unverified' | null
  verification: VerificationMethod | 'none' | null
  /** A user id, or `none`. */
  owner: string | null
  hasChecks: boolean
  hasQuestion: boolean
}>
export const noFilter: Filter = {
  search: '',
  section: null,
  critical: false,
  translation: null,
  verification: null,
  owner: null,
  hasChecks: false,
  hasQuestion: false,
}

export const isFiltered = (filter: Filter): boolean =>
  filter.search.trim() !== '' ||
  filter.section !== null ||
  filter.critical ||
  filter.translation !== null ||
  filter.verification !== null ||
  filter.owner !== null ||
  filter.hasChecks ||
  filter.hasQuestion

/** From what needs somebody most to what needs nobody. */
const byNeed = ['stale', 'missing', 'machine', 'human', 'verified'] as const satisfies readonly TranslationState[]

/** How far the translation of a requirement can be trusted: the least of its texts; null where nothing is written. */
export function translationOf(requirement: Requirement): TranslationState | null {
  const states = textFields.flatMap((field) => {
    const text = requirement[field]
    return text[text.source] === '' ? [] : [text.state]
  })
  return byNeed.find((state) => states.includes(state)) ?? null
}

/** Full-width forms and capitals are no difference for somebody who searches. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

const words = ({ code, title, text, condition, values, links }: Requirement): string =>
  plain(
    [
      code,
      ...[title, text, condition].map(searchable),
      ...valueFields.map((field) => values[field]),
      values.unit,
      ...links.map(({ label }) => label),
    ].join(' '),
  )

export type Indexed = Readonly<{ requirement: Requirement; words: string }>
/** What is searched, prepared once for as long as the requirements stay the same. */
export const indexed = (requirements: readonly Requirement[]): Indexed[] =>
  requirements.map((requirement) => ({ requirement, words: words(requirement) }))

/** What is known of requirements from elsewhere, by their ids. */
export type Known = Readonly<{ checked: ReadonlySet<string>; asked: ReadonlySet<string> }>

/** The requirements that fulfil every condition and contain every word searched for, in the order they came. */
export function filterRequirements(list: readonly Indexed[], filter: Filter, { checked, asked }: Known): Requirement[] {
  const wanted = plain(filter.search).split(/\s+/).filter(Boolean)
  const fits = ({ requirement, words: text }: Indexed) =>
    wanted.every((word) => text.includes(word)) &&
    (filter.section === null || requirement.section === filter.section) &&
    (!filter.critical || requirement.critical) &&
    (filter.verification === null || (requirement.verification ?? 'none') === filter.verification) &&
    (filter.owner === null || (requirement.ownerId ?? 'none') === filter.owner) &&
    (!filter.hasChecks || checked.has(requirement.id)) &&
    (!filter.hasQuestion || asked.has(requirement.id)) &&
    (filter.translation === null || isIn(filter.translation, requirement))
  return list.filter(fits).map(({ requirement }) => requirement)
}

const isIn = (translation: NonNullable<Filter['translation']>, requirement: Requirement): boolean =>
  textFields.some((field) => {
    const text = requirement[field]
    if (text[text.source] === '') return false
    if (translation === 'wanting') return wantsTranslation(text)
    return translation === 'stale' ? text.state === 'stale' : text.state !== 'verified'
  })
