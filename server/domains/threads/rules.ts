import type { MemberRole } from '@/server/kernel/actor'
import { bilingual, type BilingualText, type Language } from '@/server/kernel/bilingual'

/** What a question can point at. Later domains add theirs here. */
export const subjectKinds = ['product', 'bom', 'bomLine', 'spec', 'requirement', 'designPin'] as const
export type SubjectKind = (typeof subjectKinds)[number]

const grantsNeeded = {
  product: undefined,
  bom: 'boms',
  bomLine: 'boms',
  spec: 'specs',
  requirement: 'specs',
  designPin: 'files',
} as const
/** The grant a partner needs to see the subject; a product itself needs none. */
export const grantFor = (kind: SubjectKind): 'boms' | 'specs' | 'files' | undefined => grantsNeeded[kind]

/** Ways to look at the questions of a product. */
export const threadFilters = ['open', 'unread', 'mine', 'mentions', 'resolved', 'all'] as const
export type ThreadFilter = (typeof threadFilters)[number]

/** Characters per language of one post. */
export const longestPost = 8_000
/** People named in one post. */
export const mostMentions = 20

/** What a person types: one language, or both. `source` is the one they wrote first. */
export type PostText = Readonly<{ en: string; zh: string; source: Language }>

/** A new post. A counterpart typed by its author is `human`. */
export const writeBody = ({ en, zh, source }: PostText): BilingualText =>
  source === 'en' ? bilingual(source, en, zh) : bilingual(source, zh, en)

/** Who answers technical questions when nobody was named: money and read-only roles are left in peace. */
export const answeringRoles: readonly MemberRole[] = ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality']

const longestRefs = 32
/** What a line is called in a list of questions: its references and its part, `C1-C4 · GRM188R71H104KA93D`. */
export function lineLabel(
  line: Readonly<{ refs: string; mpn: string; ipn: string; value: string; lineNo: string }>,
): string {
  const refs =
    line.refs.length > longestRefs ? `${line.refs.slice(0, longestRefs).replace(/[\s,]+\S*$/, '')} …` : line.refs
  const part = line.mpn || line.ipn || line.value
  return [refs, part].filter(Boolean).join(' · ') || line.lineNo || '–'
}
