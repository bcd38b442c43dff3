import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import { bomRevisions } from '@/db/schema/boms'
import { designSets } from '@/db/schema/designFiles'
import { specs } from '@/db/schema/specs'
import { createLine } from '@/server/domains/firmware/commands/create-line'
import { approvePromotion } from '@/server/domains/firmware/commands/decide-promotion'
import { declareBuild } from '@/server/domains/firmware/commands/declare-build'
import { keepFile } from '@/server/domains/firmware/commands/keep-file'
import { nameApprovers } from '@/server/domains/firmware/commands/name-approvers'
import { registerBuild } from '@/server/domains/firmware/commands/register-build'
import { registerKey, retireKey } from '@/server/domains/firmware/commands/register-key'
import { requestPromotion } from '@/server/domains/firmware/commands/request-promotion'
import { inspectFirmware } from '@/server/domains/firmware/formats/inspect-firmware'
import type { FirmwareChannel } from '@/server/domains/firmware/lifecycle'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import { espApplication, partitionTable } from './esp-application'
import type { Actors } from './people'

type Places = Readonly<{ productId: string; boardId: string }>
type Words = Readonly<{ en: string; zh: string }>

/** A key whose private half is forgotten when the story is told. */
function keyPair(): Readonly<{ pem: string; privateKey: KeyObject }> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey }
}

/**
 * The firmware of the sensor: one version that the factory flashes, and the next one, which is tested and waits for its
 * last approval. A key from the first boards is retired.
 */
export async function registerFirmware(stage: Stage, actors: Actors, { productId, boardId }: Places): Promise<void> {
  const { daniel, maya, hannah } = actors
  const [old, release] = [keyPair(), keyPair()]
  const first = await stage.as(daniel, 24 * 20, (ctx) =>
    registerKey(ctx, { name: 'WL-20 bring-up 2026-10', publicKey: old.pem }),
  )
  await stage.as(daniel, 24 * 3, (ctx) => registerKey(ctx, { name: 'WL-20 release 2026', publicKey: release.pem }))
  await stage.as(daniel, 24 * 3 - 1, (ctx) => retireKey(ctx, { keyId: first.keyId, version: 1 }))
  const line = await stage.as(daniel, 28, async (ctx) =>
    createLine(ctx, {
      ...{ productId, name: { en: 'Main controller', zh: '主控固件' } },
      ...{ boardSetId: await idOf(stage, 'WL-20-DES-01'), bomId: boardId, specId: await idOf(stage, 'WL-20-SPEC-02') },
      ...{ chips: ['ESP32-C6'], arch: 'riscv', memory: [], slotBytes: 0x18_0000 },
    }),
  )
  const { lineId } = line
  const name = (channel: FirmwareChannel, ...people: readonly { userId: string }[]) =>
    stage.as(maya, 27, (ctx) =>
      nameApprovers(ctx, { lineId, channel, version: 0, approverIds: people.map(({ userId }) => userId) }),
    )
  await name('candidate', hannah)
  await name('production', maya, hannah)

  const letters = await releasedLetters(stage, boardId)
  const build = (hours: number, version: string, application: Buffer, gitCommit: string, notes: Words) =>
    stage.as(daniel, hours, async (ctx) => {
      const { storage } = stage.services
      const sent = [
        { name: `wl20-main-${version}.bin`, role: 'application' as const, bytes: application, flashAddress: 0x2_0000 },
        { name: 'partition-table.bin', role: 'partitionTable' as const, bytes: partitionTable(), flashAddress: 0x8000 },
      ]
      const { buildId } = await declareBuild(
        ctx,
        {
          ...{ lineId, version, gitCommit, notes },
          compatibility: {
            ...{ boardRevisions: ['A'], bomRevisions: letters, variants: [], bootloader: null },
            contractVersion: '1.0.0',
          },
          ciRun: `https://ci.wrenlow.example/wl20-firmware/runs/${gitCommit}`,
          files: sent.map(({ bytes, ...file }) => ({
            ...{ ...file, sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length },
            signature: sign('sha256', bytes, release.privateKey).toString('base64'),
          })),
        },
        { pushedWith: 'GitHub Actions' },
      )
      for (const { name: fileName, bytes } of sent) {
        const blob = await storage.put(bytes)
        await keepFile(ctx, storage, { buildId, name: fileName, blob, inspection: inspectFirmware(bytes, fileName) })
      }
      await registerBuild(ctx, { buildId })
      return buildId
    })
  const ask = (buildId: string, channel: FirmwareChannel, hours: number) =>
    stage.as(daniel, hours, (ctx) =>
      requestPromotion(ctx, { buildId, channel, boardRevision: 'A', overrideReason: null }),
    )
  const agree = (by: typeof maya, promotionId: string, hours: number) =>
    stage.as(by, hours, (ctx) => approvePromotion(ctx, { promotionId }))

  const pilot = await build(
    26,
    '0.9.2',
    espApplication({
      ...{ version: '0.9.2', secureVersion: 1, built: stage.hoursAgo(30), codeBytes: 311_296, ownPages: [1, 2] },
    }),
    '5e1f0c7',
    {
      en: 'First version for pilot units: water alarm within 2 s, CO₂ calibration in the fixture.',
      zh: '试产首个版本：2 秒内漏水报警，治具内完成 CO₂ 校准。',
    },
  )
  await ask(pilot, 'test', 25)
  const shipped = await ask(pilot, 'production', 24)
  await agree(hannah, shipped.promotionId, 22)
  await agree(maya, shipped.promotionId, 21)
  const next = await build(
    6,
    '1.0.0',
    espApplication({
      ...{ version: '1.0.0', secureVersion: 2, built: stage.hoursAgo(8), codeBytes: 315_904 },
      ownPages: [1, 2, 3, 17, 40],
    }),
    'a94b3d2',
    {
      en: 'Reconnects within 90 s after the network is back; keeps readings of 72 h while offline.',
      zh: '网络恢复后 90 秒内重连；离线期间保存 72 小时读数。',
    },
  )
  await ask(next, 'bringUp', 5.5)
  await ask(next, 'test', 5)
  const candidate = await ask(next, 'candidate', 4)
  await agree(hannah, candidate.promotionId, 3)
  const awaited = await ask(next, 'production', 2)
  await agree(hannah, awaited.promotionId, 1)
}

/** Of a design set or a specification, by its number on paper. */
const idOf = (stage: Stage, number: string): Promise<string> =>
  asSystem(stage.ctx, async () => {
    const table = number.includes('-SPEC-') ? specs : designSets
    const [found] = await stage.ctx.db.select({ id: table.id }).from(table).where(eq(table.number, number))
    if (!found) throw new Error(`${number} is not there`)
    return found.id
  })

const releasedLetters = (stage: Stage, bomId: string): Promise<string[]> =>
  asSystem(stage.ctx, async () => {
    const rows = await stage.ctx.db
      .select({ letter: bomRevisions.letter })
      .from(bomRevisions)
      .where(and(eq(bomRevisions.bomId, bomId), isNotNull(bomRevisions.letter)))
    return rows.flatMap(({ letter }) => letter ?? [])
  })
