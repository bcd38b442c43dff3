import { and, eq } from 'drizzle-orm'
import { firmwareLines } from '@/db/schema/firmware'
import { flashPackages } from '@/db/schema/flashing'
import { productParties } from '@/db/schema/products'
import { bilingualOf } from '@/server/kernel/bilingual'
import { nextPaperNumber } from '@/server/domains/products/queries/next-paper-number'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import type { IssuePackage } from '../inputs'
import { requireIssue } from '../queries/access'
import { isGivenOut } from '../queries/given-out'
import { planPromotion } from '../queries/plan-build'
import { isSoundBlock, overlaps, serialAt, type SerialBlock } from '../rules/serials'
import { announce, record } from './announce'

/**
 * Gives one factory the build that is in force on a channel for a board, with how it is flashed and which numbers its
 * devices get. Errors: those of `planPromotion`, flashing.bringUpStaysHome, flashing.factoryNotFound,
 * flashing.serialsUnsound, flashing.serialsTaken.
 */
export async function issuePackage(
  ctx: MemberCtx,
  { promotionId, partnerOrgId, serials, notes }: IssuePackage,
): Promise<{ packageId: string; number: string }> {
  const { promotion, line, build, access, plan } = await planPromotion(ctx, promotionId)
  requireIssue(access)
  if (promotion.channel === 'bringUp') throw new DomainError('invalid', 'flashing.bringUpStaysHome')
  await requireFactory(ctx, promotion.productId, partnerOrgId)
  // Held: two packages of one line must not give out one number, nor carry one.
  await ctx.db.select({ id: firmwareLines.id }).from(firmwareLines).where(eq(firmwareLines.id, line.id)).for('update')
  if (serials !== null) await requireFree(ctx, line.id, serials)
  const { orgId, productId } = promotion
  const number = await freeNumber(ctx, productId, partnerOrgId)
  const issued = { id: newId('flashPackage'), orgId, productId, partnerOrgId, number, lineId: line.id }
  const made = await ctx.db
    .insert(flashPackages)
    .values({
      ...issued,
      ...{ buildId: build.id, promotionId, plan, serials, notes: bilingualOf(ctx.actor.locale, notes) },
      ...{ issuedBy: ctx.actor.userId, issuedAt: ctx.now() },
    })
    .onConflictDoNothing()
    .returning({ id: flashPackages.id })
  if (made.length === 0) throw new DomainError('conflict', 'flashing.numberTaken', { number })
  const { version } = build
  const params = { number, line: line.number, version, board: promotion.boardRevision, sha256: plan.expected.sha256 }
  record(ctx, 'flashing.issuePackage', issued, params)
  announce(ctx, 'flashing.issued', issued)
  return { packageId: issued.id, number }
}

async function requireFactory({ db }: MemberCtx, productId: string, partnerOrgId: string): Promise<void> {
  const [party] = await db
    .select({ grants: productParties.grants })
    .from(productParties)
    .where(
      and(
        eq(productParties.productId, productId),
        eq(productParties.orgId, partnerOrgId),
        eq(productParties.role, 'manufacturer'),
        eq(productParties.state, 'active'),
      ),
    )
  if (!party) throw new DomainError('notFound', 'flashing.factoryNotFound')
  if (!party.grants.includes('firmware')) throw new DomainError('conflict', 'flashing.factoryWithoutFirmware')
}

/** Numbers given out stay given out, but for those of a package that was taken back before the factory took it. */
async function requireFree({ db }: MemberCtx, lineId: string, block: SerialBlock): Promise<void> {
  if (!isSoundBlock(block)) throw new DomainError('invalid', 'flashing.serialsUnsound')
  const others = await db
    .select({ number: flashPackages.number, serials: flashPackages.serials })
    .from(flashPackages)
    .where(and(eq(flashPackages.lineId, lineId), isGivenOut))
  const taken = others.find(({ serials }) => serials !== null && overlaps(serials, block))
  if (!taken?.serials) return
  const { serials } = taken
  throw new DomainError('conflict', 'flashing.serialsTaken', {
    ...{ number: taken.number, first: serialAt(serials, 0), last: serialAt(serials, serials.count - 1) },
  })
}

/** Counted for each factory: gaps would tell one of another. */
const freeNumber = (ctx: MemberCtx, productId: string, partnerOrgId: string): Promise<string> =>
  nextPaperNumber(ctx, productId, {
    kind: 'FLP',
    table: flashPackages,
    column: flashPackages.number,
    among: and(eq(flashPackages.productId, productId), eq(flashPackages.partnerOrgId, partnerOrgId)),
  })
