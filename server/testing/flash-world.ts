import { createHash } from 'node:crypto'
import { flashPackages, flashResults } from '@/db/schema/flashing'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'
import type { FirmwareWorld } from './firmware-world'

/** A package for one factory, with one result; another package of it that nobody touched. */
export type FlashWorld = Readonly<{ packageId: string; freshPackageId: string; hashStart: string; serial: string }>

type Place = Readonly<{
  orgId: string
  productId: string
  partnerOrgId: string
  authorId: string
  reporterId: string
  now: Date
  firmware: FirmwareWorld
}>

export async function addFlashing(
  { db }: AnyCtx,
  { orgId, productId, partnerOrgId, authorId, reporterId, now, firmware }: Place,
): Promise<FlashWorld> {
  const place = { orgId, productId, partnerOrgId }
  const sha256 = createHash('sha256').update(firmware.image).digest('hex')
  const of = { lineId: firmware.lineId, buildId: firmware.shippedBuildId, promotionId: firmware.inForceId }
  const image = { fileId: firmware.shippedFileId, name: 'app.bin', role: 'application' as const, sha256 }
  const path = 'images/1-application.bin'
  const plan = {
    files: [{ ...image, size: Buffer.byteLength(firmware.image), path, address: 0x8000 }],
    steps: [{ tool: 'openocd' as const, command: `openocd -c "program ${path}"`, blanks: [], paths: [path] }],
    expected: { name: 'app.bin', sha256, imageHash: null },
  }
  const issue = async (number: string, first: number) => {
    const id = newId('flashPackage')
    await db.insert(flashPackages).values({
      ...{ ...place, ...of, id, number, plan, notes: bilingual('en', ''), issuedBy: authorId, issuedAt: now },
      serials: { prefix: 'W-', first, count: 100, digits: 4 },
    })
    return id
  }
  const [packageId, freshPackageId] = [await issue('FLP-01', 1), await issue('FLP-02', 101)]
  const serial = 'W-0001'
  await db.insert(flashResults).values({
    ...{ ...place, id: newId('flashResult'), lineId: firmware.lineId, packageId, serial, station: 'S1', at: now },
    ...{ outcome: 'pass', sha256, flags: ['notAcknowledged'], flagged: false, reportedBy: reporterId, sourceRow: 1 },
    createdAt: now,
  })
  return { packageId, freshPackageId, hashStart: sha256.slice(0, 8), serial }
}
