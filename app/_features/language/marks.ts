import type { TermHit } from '@/server/domains/language/glossary/term'
import type { MissingTerm } from '@/server/domains/language/glossary/terms-in'
import type { Bite } from '@/server/domains/language/rules/bites'
import type { Finding } from '@/server/domains/language/rules/parity'
import type { Language } from '@/server/kernel/bilingual'

/** Everything there is to say about two texts. */
export type Checks = Readonly<{
  /** Empty while one side is. */
  findings: readonly Finding[]
  compared: boolean
  terms: Readonly<Record<Language, readonly TermHit[]>>
  missing: readonly MissingTerm[]
  bites: Readonly<Record<Language, readonly Bite[]>>
}>
export const noChecks: Checks = {
  findings: [],
  compared: false,
  terms: { en: [], zh: [] },
  missing: [],
  bites: { en: [], zh: [] },
}

/** A stretch of a text to mark. */
export type Mark = Readonly<{ start: number; end: number; kind: 'finding' | 'missing' | 'term' | 'bite'; says: Says }>
export type Says =
  | Readonly<{ kind: 'finding'; finding: Finding }>
  | Readonly<{ kind: 'missing'; missing: MissingTerm }>
  | Readonly<{ kind: 'term'; hit: TermHit }>
  | Readonly<{ kind: 'bite'; bite: Bite }>

/** What to mark in one of the texts; the weightier of two that overlap comes first. */
export function marksOf(language: Language, { findings, terms, missing, bites }: Checks): Mark[] {
  return [
    ...findings.flatMap((finding): Mark[] => {
      const span = finding[language]
      return span && span.end > span.start ? [{ ...span, kind: 'finding', says: { kind: 'finding', finding } }] : []
    }),
    ...missing.flatMap((each): Mark[] =>
      each.language === language
        ? [{ start: each.hit.start, end: each.hit.end, kind: 'missing', says: { kind: 'missing', missing: each } }]
        : [],
    ),
    ...bites[language].map((bite): Mark => ({
      start: bite.start,
      end: bite.end,
      kind: 'bite',
      says: { kind: 'bite', bite },
    })),
    ...terms[language].map((hit): Mark => ({
      start: hit.start,
      end: hit.end,
      kind: 'term',
      says: { kind: 'term', hit },
    })),
  ]
}

export type Segment = Readonly<{ start: number; text: string; mark: Mark | null }>

/** A text cut where marks begin and end, each piece with the weightiest mark over it. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])]
    .filter((at) => at <= text.length)
    .toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((start, index) => ({
    start,
    text: text.slice(start, cuts[index + 1]),
    mark: marks.find((mark) => mark.start <= start && start < mark.end) ?? null,
  }))
}
