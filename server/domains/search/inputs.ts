import { z } from 'zod'
import { languages } from '@/server/kernel/bilingual'
import { id } from '@/server/kernel/inputs'
import { longestQuery, searchKinds } from './rules/kinds'

export const searchInput = z.object({
  query: z.string().max(longestQuery, 'search.tooLong'),
  productId: id('product').nullish(),
  /** Left out: everything. */
  kinds: z.array(z.enum(searchKinds)).nonempty().max(searchKinds.length).nullish(),
  /** Of each kind. */
  limit: z.int().min(1).max(50).default(5),
  /** What the reader reads; what is only found in the other language is shown in that. */
  language: z.enum(languages),
})
export type SearchInput = z.output<typeof searchInput>
