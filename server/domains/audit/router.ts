import { memberProcedure, router } from '@/server/trpc/init'
import { exportEntriesInput, listEntriesInput } from './inputs'
import { exportEntries } from './queries/export-entries'
import { listEntries } from './queries/list-entries'
import { verifyChain } from './queries/verify-chain'

export const auditRouter = router({
  listEntries: memberProcedure.input(listEntriesInput).query(({ ctx, input }) => listEntries(ctx, input)),
  verifyChain: memberProcedure.query(({ ctx }) => verifyChain(ctx)),
  exportEntries: memberProcedure.input(exportEntriesInput).query(({ ctx, input }) => exportEntries(ctx, input)),
})
