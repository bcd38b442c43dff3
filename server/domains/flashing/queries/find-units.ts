import { aliasedTable, and, asc, desc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import { firmwareLines } from '@/db/schema/firmware'
import { flashResults } from '@/db/schema/flashing'
import { productParties, products } from '@/db/schema/products'
import { mayRead } from '@/server/domains/firmware/queries/access'
import type { MemberCtx } from '@/server/platform/context'
import { serialRange } from '../rules/serials'
import type { UnitStanding } from '../rules/set-aside'
import { listStandings } from './standings'

type Asked = Readonly<{ serial: string; productId: string | null; limit: number }>

/**
 * Devices whose serial number begins so, with how each stands: all of its product for the brand, its own for a factory.
 * What must not go on is said before all else. None for a beginning that says too little.
 */
export async function findUnits(ctx: MemberCtx, asked: Asked) {
  const units = await findLastWords(ctx, asked)
  const standings = new Map<string, UnitStanding[]>()
  for (const { productId, owner } of new Map(units.map((unit) => [unit.productId, unit])).values()) {
    const serials = units.filter((unit) => unit.productId === productId).map((unit) => unit.serial)
    const partnerOrgId = owner ? undefined : ctx.actor.member.orgId
    for (const { unit } of await listStandings(ctx, { productId, serials, partnerOrgId })) {
      const key = `${productId} ${unit.serial}`
      standings.set(key, [...(standings.get(key) ?? []), unit.standing])
    }
  }
  return units.map(({ id, serial, outcome, productId, productCode, line }) => {
    const said = standings.get(`${productId} ${serial}`) ?? []
    const standing = said.includes('heldBack') ? 'flagged' : said.includes('setAside') ? 'setAside' : outcome
    return { id, serial, productId, productCode, line, standing } as const
  })
}

/** The newest result of each of those devices, by the clock of its station. */
async function findLastWords({ db, actor }: MemberCtx, { serial, productId, limit }: Asked) {
  const range = serialRange(serial)
  if (range === null) return []
  const factory = aliasedTable(productParties, 'factory')
  // Looked up line by line and factory by factory, as their index is ordered.
  const unit = db
    .selectDistinctOn([flashResults.serial], {
      ...{ id: flashResults.id, serial: flashResults.serial, at: flashResults.at, outcome: flashResults.outcome },
      flagged: flashResults.flagged,
    })
    .from(flashResults)
    .where(
      and(
        eq(flashResults.lineId, firmwareLines.id),
        eq(flashResults.partnerOrgId, factory.orgId),
        gte(flashResults.serial, range.from),
        lt(flashResults.serial, range.to),
      ),
    )
    .orderBy(asc(flashResults.serial), desc(flashResults.at), desc(flashResults.id))
    .limit(limit)
    .as('unit')
  return db
    .selectDistinctOn([unit.serial, products.id], {
      ...{ id: unit.id, serial: unit.serial, outcome: unit.outcome },
      owner: sql<boolean>`${productParties.role} = 'owner'`,
      ...{ productId: products.id, productCode: products.code },
      line: firmwareLines.name,
    })
    .from(productParties)
    .innerJoin(products, eq(products.id, productParties.productId))
    .innerJoin(firmwareLines, eq(firmwareLines.productId, products.id))
    .innerJoin(
      factory,
      and(
        eq(factory.productId, products.id),
        or(eq(productParties.role, 'owner'), eq(factory.orgId, actor.member.orgId)),
      ),
    )
    .crossJoinLateral(unit)
    .where(
      and(mayRead(actor), isNull(products.archivedAt), productId === null ? undefined : eq(products.id, productId)),
    )
    .orderBy(asc(unit.serial), asc(products.id), desc(unit.flagged), desc(unit.at))
    .limit(limit)
}
