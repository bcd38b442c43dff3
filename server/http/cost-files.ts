import { exportCost } from '@/server/domains/boms/queries/cost-export'
import { exportSupply } from '@/server/domains/boms/queries/supply-export'
import { asMember, refusing, sendDownload } from './files'
import type { Route, RouteContext } from './route'

/** `?quantity=…&variant=…&currency=…&partnerOrgId=…`: what the page shows. */
function buildOf({ params, url }: RouteContext) {
  const given = Object.fromEntries(
    ['quantity', 'variant', 'currency', 'partnerOrgId'].flatMap((name) => {
      const value = url.searchParams.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
  return { revisionId: params.revisionId ?? '', ...given }
}

const costAs = (format: 'csv' | 'xlsx') => async (ctx: RouteContext) => {
  const language = (await ctx.request()).request.locale
  const build = buildOf(ctx)
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportCost(member, { build, format, language })))
}

async function supplyCsv(ctx: RouteContext) {
  const language = (await ctx.request()).request.locale
  const build = buildOf(ctx)
  sendDownload(ctx, await asMember(ctx, 'read', (member) => exportSupply(member, { build, language })))
}

const get = { methods: ['GET'], access: 'session', maxBytes: 0 } as const

/** What a build costs and what the brand brings to it, as files. */
export const costFileRoutes: readonly Route[] = [
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/cost.csv', handler: refusing(costAs('csv')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/cost.xlsx', handler: refusing(costAs('xlsx')) },
  { ...get, pattern: '/api/files/bom-revisions/:revisionId/supply.csv', handler: refusing(supplyCsv) },
]
