import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import {
  firmwareApprovals,
  firmwareBuilds,
  firmwareChannelApprovers,
  firmwareFiles,
  firmwareKeys,
  firmwareLines,
  firmwarePromotions,
  firmwareSignatures,
} from '@/db/schema/firmware'
import type { FirmwareBuildState, FirmwareChannel } from '@/server/domains/firmware/lifecycle'
import { anyDevice } from '@/server/domains/firmware/rules/compatibility'
import type { FirmwareFileRole } from '@/server/domains/firmware/rules/firmware-file'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** A line with a build in each state that a command needs, and what is asked for and in force. */
export type FirmwareWorld = Readonly<{
  lineId: string
  /** Of the line, as it stands on paper. */
  number: string
  keyId: string
  /** Nothing of it has come; `image` is its one file, `app.bin`. */
  openBuildId: string
  image: string
  /** Registered, on no channel. */
  idleBuildId: string
  idleFileId: string
  /** In force in production for board A; factories have it. */
  shippedBuildId: string
  shippedFileId: string
  /** Its symbols. */
  symbolsFileId: string
  /** In force at bring-up alone. */
  benchBuildId: string
  /** Waits for the brand's owner. */
  promotionId: string
  /** A signature of the idle build's file. */
  signature: string
}>

type Place = Readonly<{ orgId: string; productId: string; authorId: string; approverId: string; now: Date }>

/** `image` is what every file holds; it is in the store. */
export async function addFirmware(
  { db }: AnyCtx,
  { orgId, productId, authorId, approverId, now, image }: Place & Readonly<{ image: string }>,
): Promise<FirmwareWorld> {
  const place = { orgId, productId }
  const sha256 = createHash('sha256').update(image).digest('hex')
  const size = Buffer.byteLength(image)
  const [lineId, number] = [newId('firmwareLine'), `FW-${lineNumber(productId)}`]
  await db.insert(firmwareLines).values({ ...place, id: lineId, number, name: bilingual('en', 'Main', '主控') })
  await db
    .insert(firmwareChannelApprovers)
    .values({ ...place, lineId, channel: 'candidate', approverIds: [approverId] })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const keyId = newId('firmwareKey')
  await db.insert(firmwareKeys).values({
    ...{ id: keyId, orgId, name: 'Release key', algorithm: 'ed25519', publicKey: spki.toString('base64') },
    ...{ fingerprint: createHash('sha256').update(spki).digest('hex'), registeredBy: authorId },
  })
  const signature = sign(null, Buffer.from(image), privateKey).toString('base64')

  const addBuild = async (version: string, state: FirmwareBuildState, roles: readonly FirmwareFileRole[]) => {
    const buildId = newId('firmwareBuild')
    await db.insert(firmwareBuilds).values({
      ...{ ...place, id: buildId, lineId, version, versionKey: version, gitCommit: 'c0ffee1', contentHash: sha256 },
      ...{ notes: bilingual('en', 'Mends', '修复'), createdBy: authorId, createdAt: now },
      compatibility: { ...anyDevice, boardRevisions: ['A'] },
    })
    const fileIds: string[] = []
    for (const [index, role] of roles.entries()) {
      const id = newId('firmwareFile')
      const name = role === 'debugElf' ? 'app.elf' : 'app.bin'
      await db.insert(firmwareFiles).values({
        ...{ ...place, id, buildId, position: index + 1, name, nameKey: name, role, sha256, size },
        state: state === 'open' ? 'awaiting' : 'stored',
      })
      if (state !== 'open' && role !== 'debugElf' && version !== '1.1.0')
        await db.insert(firmwareSignatures).values({
          ...{ ...place, id: newId('firmwareSignature'), fileId: id, keyId, signature, verifiedAt: now },
        })
      fileIds.push(id)
    }
    if (state !== 'open')
      await db.update(firmwareBuilds).set({ state, registeredAt: now }).where(eq(firmwareBuilds.id, buildId))
    return { buildId, fileIds }
  }
  const promote = async (buildId: string, channel: FirmwareChannel, approved: boolean) => {
    const id = newId('firmwarePromotion')
    await db.insert(firmwarePromotions).values({
      ...{ ...place, id, lineId, buildId, channel, boardRevision: 'A', requestedBy: authorId, requestedAt: now },
      ...{ approverIds: [approverId], refusals: [], findings: [] },
    })
    if (approved)
      await db
        .update(firmwarePromotions)
        .set({ state: 'approved', decidedAt: now, inForceAt: now })
        .where(and(eq(firmwarePromotions.id, id)))
    return id
  }
  const shipped = await addBuild('1.0.0', 'registered', ['application', 'debugElf'])
  const idle = await addBuild('1.1.0', 'registered', ['application'])
  const bench = await addBuild('1.2.0-dev', 'registered', ['application'])
  const open = await addBuild('2.0.0', 'open', ['application'])
  const production = await promote(shipped.buildId, 'production', true)
  await promote(bench.buildId, 'bringUp', true)
  await db
    .insert(firmwareApprovals)
    .values({ ...place, promotionId: production, userId: approverId, verdict: 'approved', at: now })
  const [shippedFileId = '', symbolsFileId = ''] = shipped.fileIds
  return {
    ...{ lineId, number, keyId, image, signature, shippedFileId, symbolsFileId },
    ...{ openBuildId: open.buildId, idleBuildId: idle.buildId, idleFileId: idle.fileIds[0] ?? '' },
    ...{ shippedBuildId: shipped.buildId, benchBuildId: bench.buildId },
    promotionId: await promote(idle.buildId, 'candidate', false),
  }
}

/** One of its own for every world. */
const lineNumber = (productId: string): string => productId.slice(-6).toUpperCase()
