import { sections, type Section } from '@/server/domains/specs/rules/requirement'
import type { Requirement } from './types'

/** What the list shows, top to bottom: the heading of a section, then its requirements. */
export type Row =
  | Readonly<{ kind: 'heading'; section: Section; count: number }>
  | Readonly<{ kind: 'requirement'; requirement: Requirement }>

/**
 * Requirements by section, in the order in which sections are read; inside a section in that of the document. Sections
 * of `always` are there without any.
 */
export function outlineOf(requirements: readonly Requirement[], always: readonly Section[] = []): Row[] {
  return countSections(requirements, always).flatMap(({ section, count }) => [
    { kind: 'heading', section, count } as const,
    ...requirements
      .filter((requirement) => requirement.section === section)
      .map((requirement) => ({ kind: 'requirement', requirement }) as const),
  ])
}

/** The sections that have requirements, with how many, and those of `always`. */
export function countSections(
  requirements: readonly Requirement[],
  always: readonly Section[] = [],
): { section: Section; count: number }[] {
  const counts = new Map<Section, number>(always.map((section) => [section, 0]))
  for (const { section } of requirements) counts.set(section, (counts.get(section) ?? 0) + 1)
  return sections.flatMap((section) => {
    const count = counts.get(section)
    return count === undefined ? [] : [{ section, count }]
  })
}

/** The id of the one that follows in the document, whatever its section; null at the end. */
export const idAfter = (requirements: readonly Requirement[], id: string): string | null =>
  requirements[requirements.findIndex((each) => each.id === id) + 1]?.id ?? null

/**
 * Where requirements go when they are moved one step inside their section: before which one of the document (null: to
 * its end); `undefined` where they are first or last already. `moving` is in the order of the document and of one
 * section, and stays together.
 */
export function stepTarget(
  requirements: readonly Requirement[],
  moving: readonly string[],
  step: 'up' | 'down',
): string | null | undefined {
  const moved = new Set(moving)
  const section = requirements.find(({ id }) => moved.has(id))?.section
  const inSection = requirements.filter((each) => each.section === section)
  const edge =
    step === 'up' ? inSection.findIndex(({ id }) => moved.has(id)) : inSection.findLastIndex(({ id }) => moved.has(id))
  if (step === 'up') return inSection[edge - 1]?.id
  const passed = inSection[edge + 1]
  if (!passed) return undefined
  const rest = requirements.filter(({ id }) => !moved.has(id))
  return idAfter(rest, passed.id)
}
