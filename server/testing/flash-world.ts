import { createHash } from 'node:crypto'
import { flashPackages, flashResults, flashSetAsides } from '@/db/schema/flashing'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'
import type { FirmwareWorld } from './firmware-world'

/**
 * A package for one factory, with a device that is good, one that is held back and one that was set aside; another package
 * of it that nobody touched.
 */
export type FlashWorld = Readonly<{
  packageId: string
  freshPackageId: string
  hashStart: string
  serial: string
  /** The word that holds a device back. */
  heldBackId: string
  setAsideId: string
}>

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
  const said = { ...place, lineId: firmware.lineId, packageId }
  const report = async (serial: string, outcome: 'pass' | 'fail') => {
    const id = newId('flashResult')
    await db.insert(flashResults).values({
      ...{ ...said, id, serial, station: 'S1', at: now, outcome, sha256, flagged: outcome === 'fail', sourceRow: 1 },
      ...{ flags: [...(outcome === 'fail' ? ['failed' as const] : []), 'notAcknowledged'], reportedBy: reporterId },
      createdAt: now,
    })
    return id
  }
  const serial = 'W-0001'
  await report(serial, 'pass')
  const [heldBackId, mistypedId] = [await report('W-0003', 'fail'), await report('W-0004', 'fail')]
  const setAsideId = newId('flashSetAside')
  await db.insert(flashSetAsides).values({
    ...{ ...said, id: setAsideId, serial: 'W-0004', place: 1, kind: 'mistyped', covered: [mistypedId] },
    ...{ reason: bilingual('en', 'Typed for W-0001.'), setAsideBy: authorId, setAsideAt: now },
  })
  return { packageId, freshPackageId, hashStart: sha256.slice(0, 8), serial, heldBackId, setAsideId }
}
