import { partiesWith } from '@/server/domains/products/queries/parties-with'
import type { MemberCtx } from '@/server/platform/context'

/** Organisations that may see the BOMs of a product now. */
export const audienceOf = (ctx: MemberCtx, productId: string): Promise<string[]> => partiesWith(ctx, productId, 'boms')
