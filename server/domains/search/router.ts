import { memberProcedure, router } from '@/server/trpc/init'
import * as inputs from './inputs'
import { search } from './queries/search'

export const searchRouter = router({
  search: memberProcedure.input(inputs.searchInput).query(({ ctx, input }) => search(ctx, input)),
})
