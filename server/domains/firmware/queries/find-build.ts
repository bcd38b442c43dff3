import { and, eq } from 'drizzle-orm'
import { firmwareBuilds } from '@/db/schema/firmware'
import type { MemberCtx } from '@/server/platform/context'
import type { FirmwareBuildState } from '../lifecycle'
import { normalVersion } from '../rules/versions'

/** The build of a version of a line of the acting brand; null where there is none. */
export async function findBuildByVersion(
  { db, actor }: MemberCtx,
  { lineId, version }: Readonly<{ lineId: string; version: string }>,
): Promise<{ id: string; state: FirmwareBuildState } | null> {
  const [found] = await db
    .select({ id: firmwareBuilds.id, state: firmwareBuilds.state })
    .from(firmwareBuilds)
    .where(
      and(
        eq(firmwareBuilds.lineId, lineId),
        eq(firmwareBuilds.orgId, actor.member.orgId),
        eq(firmwareBuilds.versionKey, normalVersion(version)),
      ),
    )
  return found ?? null
}
