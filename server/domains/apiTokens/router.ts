import { memberProcedure, router } from '@/server/trpc/init'
import { createToken } from './commands/create-token'
import { revokeToken } from './commands/revoke-token'
import * as inputs from './inputs'
import { listTokens } from './queries/list-tokens'

export const apiTokensRouter = router({
  listTokens: memberProcedure.query(({ ctx }) => listTokens(ctx)),
  createToken: memberProcedure.input(inputs.createTokenInput).mutation(({ ctx, input }) => createToken(ctx, input)),
  revokeToken: memberProcedure.input(inputs.tokenInput).mutation(({ ctx, input }) => revokeToken(ctx, input)),
})
