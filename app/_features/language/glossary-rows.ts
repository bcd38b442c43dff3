import { termKey } from '@/server/domains/language/glossary/term'
import type { Glossary } from './types'

/** One line of the glossary: a term of the company, or a base term that it left as it is. */
export type GlossaryRow = Readonly<{
  key: string
  en: string
  zh: string
  pinyin: string
  note: string
  locked: boolean
  own: Glossary['own'][number] | null
  /** What the base says where the company says otherwise. */
  baseZh: string | null
}>

const byTerm = (a: GlossaryRow, b: GlossaryRow) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** Both layers as one list: the company's own terms first, each layer by English term. */
export function glossaryRows({ own, base }: Glossary): GlossaryRow[] {
  const ours = new Map(own.map((term) => [term.key, term]))
  const bases = new Map(base.map((term) => [termKey(term.en), term]))
  const ownRows = own.map((term): GlossaryRow => ({ ...term, own: term, baseZh: bases.get(term.key)?.zh ?? null }))
  const baseRows = [...bases].flatMap(([key, term]): GlossaryRow[] =>
    ours.has(key) ? [] : [{ ...term, key, locked: false, own: null, baseZh: null }],
  )
  return [...ownRows.toSorted(byTerm), ...baseRows.toSorted(byTerm)]
}
