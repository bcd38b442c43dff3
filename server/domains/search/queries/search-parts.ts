import { findParts } from '@/server/domains/parts/queries/find-parts'
import type { MemberCtx } from '@/server/platform/context'
import type { SearchInput } from '../inputs'
import { markedIn } from '../rules/marks'
import type { SearchGroup } from './search'

/** Parts of the organisation's own library, by any number or name. None where nothing is found. */
export async function searchParts(
  ctx: MemberCtx,
  { query, limit, language }: Pick<SearchInput, 'query' | 'limit' | 'language'>,
): Promise<SearchGroup[]> {
  const found = await findParts(ctx, query, limit + 1)
  if (found.length === 0) return []
  return [
    {
      kind: 'part',
      more: found.length > limit,
      hits: found.slice(0, limit).map(({ id, number, name, value, package: body }) => {
        const facts = [value, body].filter(Boolean).join(' · ')
        return {
          kind: 'part',
          subjectId: id,
          productId: null,
          productCode: null,
          withinId: null,
          code: number,
          title: markedIn(language, name, query),
          snippet: facts === '' ? null : markedIn(language, { en: facts, zh: facts }, query),
          archived: false,
          standing: null,
        }
      }),
    },
  ]
}
