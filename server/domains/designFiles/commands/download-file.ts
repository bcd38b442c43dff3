import { sendsFirstByte, type SentRange } from '@/server/kernel/sent-range'
import type { MemberCtx } from '@/server/platform/context'
import { requireFile } from '../queries/access'
import { record } from './announce'

export type DesignDownload<Range> = Readonly<{ fileName: string; sha256: string; size: number; range: Range }>
type Asked<Range> = Readonly<{
  fileId: string
  /** Whether bytes are taken: a look at the headers is not noted. */
  noted: boolean
  /** What of so many bytes is asked for. */
  rangeOf: (size: number) => Range
}>

/**
 * A file for whoever may have it. What includes its first byte is noted in the chains of the brand and of whoever takes it;
 * the rest of a download that is fetched in pieces is not noted again.
 */
export async function downloadFile<Range extends SentRange>(
  ctx: MemberCtx,
  { fileId, noted, rangeOf }: Asked<Range>,
): Promise<DesignDownload<Range>> {
  const { file, revision, set } = await requireFile(ctx, fileId)
  const range = rangeOf(file.size)
  if (noted && sendsFirstByte(range)) {
    const params = {
      ...{ number: set.number, revision: revision.letter ?? revision.number },
      ...{ fileName: file.name, sha256: file.sha256 },
    }
    record(ctx, 'designFiles.downloadFile', set, params, [...new Set([set.orgId, ctx.actor.member.orgId])])
  }
  return { fileName: file.name, sha256: file.sha256, size: file.size, range }
}
