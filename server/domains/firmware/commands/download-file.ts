import { and, eq } from 'drizzle-orm'
import { firmwarePromotions } from '@/db/schema/firmware'
import { DomainError } from '@/server/kernel/errors'
import { sendsFirstByte, type SentRange } from '@/server/kernel/sent-range'
import type { MemberCtx } from '@/server/platform/context'
import { isShown, requireFile } from '../queries/access'
import { filesWithoutSignature } from '../queries/signatures'
import { record } from './announce'

export type FirmwareDownload<Range> = Readonly<{ fileName: string; sha256: string; size: number; range: Range }>
type Asked<Range> = Readonly<{
  fileId: string
  /** Whether bytes are taken: a look at the headers is not noted. */
  noted: boolean
  /** What of so many bytes is asked for. */
  rangeOf: (size: number) => Range
}>

/**
 * A file for whoever may have it; for a factory while its build is in force on a channel, so that nothing is flashed that
 * was replaced, and in production while keys in use signed all that is flashed of it. What includes its first byte is
 * noted in the chains of the brand and of whoever takes it. Errors: firmware.notInForce, firmware.unsigned,
 * firmware.fileAwaited.
 */
export async function downloadFile<Range extends SentRange>(
  ctx: MemberCtx,
  { fileId, noted, rangeOf }: Asked<Range>,
): Promise<FirmwareDownload<Range>> {
  const { file, build, line, access } = await requireFile(ctx, fileId)
  if (file.state !== 'stored') throw new DomainError('conflict', 'firmware.fileAwaited', { file: file.name })
  if (!access.owner) await requireInForce(ctx, build.id, build.version)
  const range = rangeOf(file.size)
  if (noted && sendsFirstByte(range)) {
    const params = { number: line.number, version: build.version, fileName: file.name, sha256: file.sha256 }
    record(ctx, 'downloadFile', build, params, [...new Set([build.orgId, ctx.actor.member.orgId])])
  }
  return { fileName: file.name, sha256: file.sha256, size: file.size, range }
}

async function requireInForce(ctx: MemberCtx, buildId: string, version: string): Promise<void> {
  const found = await ctx.db
    .selectDistinct({ channel: firmwarePromotions.channel })
    .from(firmwarePromotions)
    .where(and(eq(firmwarePromotions.buildId, buildId), eq(firmwarePromotions.state, 'approved'), isShown))
  if (found.length === 0) throw new DomainError('conflict', 'firmware.notInForce', { version })
  if (!found.some(({ channel }) => channel === 'production')) return
  const unsigned = await filesWithoutSignature(ctx, buildId)
  if (unsigned.length > 0) throw new DomainError('conflict', 'firmware.unsigned', { files: unsigned.join(', ') })
}
