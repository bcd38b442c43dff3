import { bomPlacementFiles } from '@/db/schema/boms'
import { DomainError } from '@/server/kernel/errors'
import { cleanFileName } from '@/server/kernel/file-name'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { recordAudit } from '@/server/platform/journal'
import type { PlacementSheet } from '@/server/domains/designFiles/placements/read-placements'
import { requireBom, requireWrite } from '../queries/access'
import { announce } from './announce'

type Input = Readonly<{ bomId: string; fileName: string; sha256: string; sheet: PlacementSheet | null }>

/** Proof that the acting member may put a file beside a BOM, before its bytes are looked at. */
export async function requirePlacing(ctx: MemberCtx, bomId: string): Promise<void> {
  requireWrite((await requireBom(ctx, bomId)).access)
}

/** Keeps a pick-and-place file as it was read. Older ones stay beside it. */
export async function uploadPlacements(
  ctx: MemberCtx,
  { bomId, fileName: given, sha256, sheet }: Input,
): Promise<{ fileId: string; placements: number; unitAssumed: boolean }> {
  const { bom, access } = await requireBom(ctx, bomId)
  requireWrite(access)
  if (sheet === null) throw new DomainError('invalid', 'boms.placementsUnreadable')
  const fileId = newId('placementFile')
  const fileName = cleanFileName(given, 'placements')
  await ctx.db.insert(bomPlacementFiles).values({
    id: fileId,
    orgId: access.orgId,
    productId: access.productId,
    ...{ bomId, fileName, sha256 },
    rows: sheet.rows,
    createdBy: ctx.actor.userId,
    createdAt: ctx.now(),
  })
  recordAudit(ctx, {
    action: 'boms.uploadPlacements',
    subjectId: bom.id,
    productId: access.productId,
    orgs: [access.orgId],
    params: { fileName, sha256, count: sheet.rows.length },
  })
  await announce(ctx, access.productId, 'boms.placementsUploaded', { bomId, fileId })
  return { fileId, placements: sheet.rows.length, unitAssumed: sheet.unitAssumed }
}
