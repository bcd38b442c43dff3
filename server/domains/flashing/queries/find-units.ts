import { aliasedTable, and, asc, desc, eq, gte, isNull, lt, not, or, sql } from 'drizzle-orm'
import { firmwareLines } from '@/db/schema/firmware'
import { flashResults, flashSetAsides } from '@/db/schema/flashing'
import { productParties, products } from '@/db/schema/products'
import { mayRead } from '@/server/domains/firmware/queries/access'
import type { MemberCtx } from '@/server/platform/context'
import type { FlashOutcome } from '../lifecycle'
import { serialRange } from '../rules/serials'
import { isCovered, lastFirst } from './standings'

type Asked = Readonly<{ serial: string; productId: string | null; limit: number }>

/**
 * Devices whose serial number begins so, with how each stands: all of its product for the brand, its own for a factory.
 * What must not go on is said before all else. None for a beginning that says too little.
 */
export async function findUnits({ db, actor }: MemberCtx, { serial, productId, limit }: Asked) {
  const range = serialRange(serial)
  if (range === null) return []
  const factory = aliasedTable(productParties, 'factory')
  // Looked up line by line and factory by factory, as their index is ordered.
  const unit = db
    .selectDistinctOn([flashResults.serial], {
      ...{ id: flashResults.id, serial: flashResults.serial, at: flashResults.at, outcome: flashResults.outcome },
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
    .orderBy(asc(flashResults.serial), ...lastFirst)
    .limit(limit)
    .as('unit')
  const ofUnit = (table: typeof flashResults | typeof flashSetAsides) =>
    and(eq(table.lineId, firmwareLines.id), eq(table.partnerOrgId, factory.orgId), eq(table.serial, unit.serial))
  // As `standingOf` decides: the last word of those that nobody set aside, and whether the newest of all was set aside.
  const heldBack = sql<boolean>`coalesce((select ${flashResults.flagged} from ${flashResults}
    where ${and(ofUnit(flashResults), not(isCovered))}
    order by ${sql.join([...lastFirst], sql`, `)} limit 1), false)`
  const setAside = sql<boolean>`exists (select 1 from ${flashSetAsides}
    where ${and(ofUnit(flashSetAsides), isNull(flashSetAsides.takenBackAt))} and ${unit.id} = any(${flashSetAsides.covered}))`
  const standing = sql<'flagged' | 'setAside' | FlashOutcome>`case
    when ${heldBack} then 'flagged' when ${setAside} then 'setAside' else ${unit.outcome} end`
  return db
    .selectDistinctOn([unit.serial, products.id], {
      ...{ id: unit.id, serial: unit.serial, standing },
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
    .orderBy(asc(unit.serial), asc(products.id), desc(heldBack), desc(unit.at))
    .limit(limit)
}
