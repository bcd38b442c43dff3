import { z } from 'zod'
import { id } from '@/server/kernel/inputs'
import { longestTokenName, tokenDays, tokenScopes } from './rules'

export const createTokenInput = z.object({
  name: z.string().trim().min(1, 'apiTokens.nameNeeded').max(longestTokenName),
  scopes: z.array(z.enum(tokenScopes)).min(1, 'apiTokens.scopeNeeded'),
  /** Null: every product of the organisation. */
  productId: id('product').nullable(),
  days: z.literal([...tokenDays]),
})
export const tokenInput = z.object({ tokenId: id('apiToken') })
export type CreateToken = z.output<typeof createTokenInput>
