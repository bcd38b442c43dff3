import type { MemberCtx } from '@/server/platform/context'
import { requireFile } from '../queries/access'
import { record } from './announce'

export type DesignDownload = Readonly<{ fileName: string; sha256: string; size: number }>

/**
 * A file for whoever may have it. Its beginning is noted in the chains of the brand and of whoever takes it; the rest of a
 * download that is fetched in pieces is not noted again.
 */
export async function downloadFile(
  ctx: MemberCtx,
  { fileId, first }: Readonly<{ fileId: string; first: boolean }>,
): Promise<DesignDownload> {
  const { file, revision, set } = await requireFile(ctx, fileId)
  if (first) {
    const params = {
      ...{ number: set.number, revision: revision.letter ?? revision.number },
      ...{ fileName: file.name, sha256: file.sha256 },
    }
    record(ctx, 'designFiles.downloadFile', set, params, [...new Set([set.orgId, ctx.actor.member.orgId])])
  }
  return { fileName: file.name, sha256: file.sha256, size: file.size }
}
