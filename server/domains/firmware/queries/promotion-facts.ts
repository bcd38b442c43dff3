import { and, asc, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import { firmwareBuilds, firmwareFiles, firmwarePromotions } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import type { Version } from '../formats/inspection'
import type { FirmwareChannel } from '../lifecycle'
import type { PromotionFacts } from '../rules/promotion'
import type { FirmwareBuildRow, FirmwareLineRow } from './access'
import { readLineFacts } from './line-facts'
import { readSignatures, standingOf } from './signatures'

type Place = Readonly<{ channel: FirmwareChannel; boardRevision: string }>

/** All that the rule about promotions asks, of a build and line whose access is proven. */
export async function readPromotionFacts(
  ctx: MemberCtx,
  line: FirmwareLineRow,
  build: FirmwareBuildRow,
  { channel, boardRevision }: Place,
): Promise<PromotionFacts> {
  const signatures = await readSignatures(ctx, [build.id])
  const files = await ctx.db
    .select()
    .from(firmwareFiles)
    .where(eq(firmwareFiles.buildId, build.id))
    .orderBy(asc(firmwareFiles.position))
  return {
    ...{ channel, boardRevision },
    build: {
      ...{ id: build.id, state: build.state, version: build.version },
      ...{ secureVersion: build.secureVersion, compatibility: build.compatibility },
      files: files.map(({ id, name, role, inspection }) => ({
        ...{ name, role, inspection, signature: standingOf(signatures, id) },
      })),
    },
    expectation: { chips: line.chips, arch: line.arch, memory: line.memory, slotBytes: line.slotBytes },
    ...(await readLineFacts(ctx, line)),
    ...(await readHistory(ctx, line.id, { channel, boardRevision })),
  }
}

/**
 * What a channel and board have had. Devices move between the channels that factories flash from, so what was in force on
 * any of them is behind them; a bench keeps to itself.
 */
async function readHistory(
  { db }: MemberCtx,
  lineId: string,
  { channel, boardRevision }: Place,
): Promise<Pick<PromotionFacts, 'inForceId' | 'earlier' | 'released' | 'bootloaderVersion'>> {
  const ofBoard = and(
    eq(firmwarePromotions.lineId, lineId),
    eq(firmwarePromotions.boardRevision, boardRevision),
    isNotNull(firmwarePromotions.inForceAt),
  )
  const here = and(ofBoard, eq(firmwarePromotions.channel, channel))
  const [inForce] = await db
    .select({ buildId: firmwarePromotions.buildId })
    .from(firmwarePromotions)
    .where(and(here, eq(firmwarePromotions.state, 'approved')))
  const earlier = await db
    .selectDistinct({
      ...{ buildId: firmwareBuilds.id, state: firmwareBuilds.state },
      ...{ version: firmwareBuilds.version, secureVersion: firmwareBuilds.secureVersion },
    })
    .from(firmwarePromotions)
    .innerJoin(firmwareBuilds, eq(firmwareBuilds.id, firmwarePromotions.buildId))
    .where(channel === 'bringUp' ? here : and(ofBoard, ne(firmwarePromotions.channel, 'bringUp')))
  const images = (role: 'application' | 'bootloader') =>
    db
      // Of an inspection one line is wanted, not the hash of every page.
      .select({ version: sql<Version | null>`${firmwareFiles.inspection} -> 'version'`, sha256: firmwareFiles.sha256 })
      .from(firmwarePromotions)
      .innerJoin(firmwareFiles, eq(firmwareFiles.buildId, firmwarePromotions.buildId))
      .where(and(here, eq(firmwareFiles.role, role)))
  const applications = await images('application').orderBy(asc(firmwarePromotions.inForceAt))
  const bootloaders = await images('bootloader').orderBy(desc(firmwarePromotions.inForceAt))
  return {
    inForceId: inForce?.buildId ?? null,
    earlier,
    released: applications.flatMap(({ version, sha256 }) => (version === null ? [] : [{ version, sha256 }])),
    bootloaderVersion: bootloaders.flatMap(({ version }) => version?.string ?? []).at(0) ?? null,
  }
}
