import { checkParity } from '@/server/domains/language/parity/check-parity'
import { otherLanguage, type BilingualText } from '@/server/kernel/bilingual'

/**
 * Why the second language of a text is not to be taken for the first: `figures` where the two name other figures and
 * nobody confirmed that, `differs` where somebody did, `human` where a person wrote it and no engineer confirmed it.
 */
export const doubts = ['stale', 'figures', 'missing', 'machine', 'human', 'differs'] as const
export type DoubtKind = (typeof doubts)[number]
export type Doubt = Readonly<{
  kind: DoubtKind
  /** Of `stale`, what was changed from and to; of `figures`, what the first language says and the second. Empty where not given. */
  figures: readonly (readonly [one: string, other: string])[]
}>

export type DoubtsOf = (text: BilingualText) => readonly Doubt[]

/** What a reader of the second language has to be told of a text; nothing where there is nothing to say. */
export function doubtsOf(text: BilingualText): Doubt[] {
  const { source, state, was } = text
  const [own, other] = [text[source], text[otherLanguage(source)]]
  if (own === '') return []
  if (state === 'stale') return [{ kind: 'stale', figures: was === undefined ? [] : figuresBetween(was, own) }]
  if (state === 'missing' || other === '') return [{ kind: 'missing', figures: [] }]
  if (text.differs) return [{ kind: 'differs', figures: [] }]
  if (state === 'verified') return []
  const differing = figuresBetween(own, other)
  const plain: Doubt = { kind: state, figures: [] }
  return differing.length > 0 ? [plain, { kind: 'figures', figures: differing }] : [plain]
}

/** Figures and names in which two texts differ, as they stand there. */
const figuresBetween = (one: string, other: string): (readonly [string, string])[] =>
  checkParity(one, other)
    // Prohibitions are told from words of two languages, and here both texts may be of one.
    .findings.filter(({ kind }) => kind !== 'negation')
    .map(({ params }) => [params.en, params.zh] as const)
