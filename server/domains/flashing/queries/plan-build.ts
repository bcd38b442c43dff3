import { and, asc, eq } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwareLines, firmwarePromotions } from '@/db/schema/firmware'
import { espChips } from '@/server/domains/firmware/formats/esp-chips'
import type { FirmwareInspection } from '@/server/domains/firmware/formats/inspect-firmware'
import type { FirmwareChannel } from '@/server/domains/firmware/lifecycle'
import { filesWithoutSignature } from '@/server/domains/firmware/queries/signatures'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { isRefusedPlan, planFlash, type FlashableFile, type FlashPlan } from '../rules/plan'
import { requireFlashing } from './access'

/**
 * What is in force, with how it would be flashed. Brand only. Errors: flashing.notInForce, and the reason a build cannot be
 * flashed: flashing.nothingToFlash, flashing.noTool, flashing.addressNeeded with the file.
 */
export async function planPromotion(ctx: MemberCtx, promotionId: string) {
  const [row] = await ctx.db
    .select({ promotion: firmwarePromotions, line: firmwareLines, build: firmwareBuilds })
    .from(firmwarePromotions)
    .innerJoin(firmwareLines, eq(firmwareLines.id, firmwarePromotions.lineId))
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, firmwarePromotions.buildId))
    .where(and(eq(firmwarePromotions.id, promotionId), eq(firmwarePromotions.orgId, ctx.actor.member.orgId)))
  if (!row) throw new DomainError('notFound', 'flashing.promotionNotFound')
  const { promotion, line, build } = row
  const access = await requireFlashing(ctx, promotion.productId)
  if (promotion.state !== 'approved') throw new DomainError('conflict', 'flashing.notInForce')
  await requireSigned(ctx, { channel: promotion.channel, buildId: build.id })
  return { promotion, line, build, access, plan: await planOf(ctx, build.id, line.chips) }
}

/** A key may be retired after a build went into production: nothing goes to a line on its word. Errors: firmware.unsigned. */
export async function requireSigned(
  ctx: MemberCtx,
  { channel, buildId }: Readonly<{ channel: FirmwareChannel; buildId: string }>,
): Promise<void> {
  if (channel !== 'production') return
  const files = await filesWithoutSignature(ctx, buildId)
  if (files.length > 0) throw new DomainError('conflict', 'firmware.unsigned', { files: files.join(', ') })
}

async function planOf({ db }: MemberCtx, buildId: string, chips: readonly string[]): Promise<FlashPlan> {
  const files = await db
    .select()
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, buildId))
    .orderBy(asc(firmwareFiles.position))
  const plan = planFlash(files.map(flashable), chips)
  if (!isRefusedPlan(plan)) return plan
  if (plan.code === 'nothingToFlash') throw new DomainError('invalid', 'flashing.nothingToFlash')
  if (plan.code === 'noTool') throw new DomainError('invalid', 'flashing.noTool', plan.params)
  if (plan.code === 'overlapping') throw new DomainError('invalid', 'flashing.overlapping', plan.params)
  throw new DomainError('invalid', 'flashing.addressNeeded', plan.params)
}

const bootloaderAt = (inspection: FirmwareInspection | null): number | null =>
  [...espChips.values()].find(({ chip }) => chip === inspection?.target.chip)?.bootloaderAt ?? null

/** The first application partition: `factory`, else `ota_0` (rules, section 6). */
const applicationAt = (inspection: FirmwareInspection | null): number | null => {
  const applications = inspection?.partitions.filter(({ type }) => type === 0) ?? []
  return applications.toSorted((a, b) => a.subtype - b.subtype)[0]?.offset ?? null
}

const flashable = (file: typeof firmwareFiles.$inferSelect): FlashableFile => ({
  ...{ fileId: file.id, name: file.name, role: file.role, sha256: file.sha256, size: file.size },
  flashAddress: file.flashAddress,
  format: file.inspection?.format ?? null,
  chip: file.inspection?.target.chip ?? null,
  imageHash: file.inspection?.imageHash ?? null,
  bootloaderAt: bootloaderAt(file.inspection),
  applicationAt: applicationAt(file.inspection),
})
