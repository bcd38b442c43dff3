import { findTerms } from '@/server/domains/language/queries/glossary'
import { otherLanguage } from '@/server/kernel/bilingual'
import type { MemberCtx } from '@/server/platform/context'
import type { SearchInput } from '../inputs'
import { marksIn } from '../rules/marks'
import type { SearchGroup } from './search'

/** Terms of the organisation's own glossary and of the base, by either word or by pinyin. None where nothing is found. */
export async function searchTerms(
  ctx: MemberCtx,
  { query, limit, language }: Pick<SearchInput, 'query' | 'limit' | 'language'>,
): Promise<SearchGroup[]> {
  const found = await findTerms(ctx, query)
  if (found.length === 0) return []
  const other = otherLanguage(language)
  return [
    {
      kind: 'term',
      more: found.length > limit,
      hits: found.slice(0, limit).map((term) => ({
        kind: 'term',
        subjectId: term.en,
        productId: null,
        productCode: null,
        withinId: null,
        code: '',
        title: { text: term[language], language, marks: marksIn(term[language], query) },
        snippet: { text: term[other], language: other, marks: marksIn(term[other], query) },
        archived: false,
        standing: null,
      })),
    },
  ]
}
