import { and, eq } from 'drizzle-orm'
import { firmwarePromotions } from '@/db/schema/firmware'
import { issuePackage } from '@/server/domains/flashing/commands/issue-package'
import { reportUnits } from '@/server/domains/flashing/commands/report-units'
import { setAsideUnit } from '@/server/domains/flashing/commands/set-aside-unit'
import { acknowledgePackage } from '@/server/domains/flashing/commands/settle-package'
import { requirePackage } from '@/server/domains/flashing/queries/access'
import { getUnit } from '@/server/domains/flashing/queries/units'
import { serialAt } from '@/server/domains/flashing/rules/serials'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { Actors, Orgs } from './people'

const serials = { prefix: 'WL20-', first: 1, count: 200, digits: 6 }
const minute = 60_000

/**
 * The pilot build at the line: the package, the hash that was compared, and what two stations said. One device still has
 * an older image, one failed at first and was flashed again, and one is a number that was mistyped.
 */
export async function flashPilot(
  stage: Stage,
  { daniel, wang }: Actors,
  { productId, orgIds }: Readonly<{ productId: string; orgIds: Orgs }>,
): Promise<void> {
  const promotionId = await inProduction(stage, productId)
  const { packageId } = await stage.as(daniel, 20, (ctx) =>
    issuePackage(ctx, {
      ...{ promotionId, partnerOrgId: orgIds.lanyu, serials },
      notes: {
        en: 'Erase nothing: calibration lies in NVS from the fixture.',
        zh: '不要整片擦除：治具写入的校准数据在 NVS 分区。',
      },
    }),
  )
  const { found } = await stage.as(wang, 19, (ctx) => requirePackage(ctx, packageId))
  const { sha256 } = found.plan.expected
  await stage.as(wang, 18, (ctx) => acknowledgePackage(ctx, { packageId, version: 1, hashStart: sha256.slice(0, 8) }))
  const begun = stage.hoursAgo(17).getTime()
  const said = (index: number, over: Partial<Parameters<typeof reportUnits>[1]['units'][number]> = {}) => ({
    ...{ serial: serialAt(serials, index), station: index % 2 === 0 ? 'FL-01' : 'FL-02', outcome: 'PASS', sha256 },
    ...{ at: new Date(begun + index * 2 * minute).toISOString(), note: '' },
    ...over,
  })
  const units = Array.from({ length: 24 }, (_, index) => said(index))
  units[7] = said(7, { outcome: 'NG', sha256: '', note: 'Failed to connect: timed out' })
  units[15] = said(15, { sha256: `3f9c1d0e${'5b'.repeat(28)}` })
  units.push(said(7, { at: new Date(begun + 60 * minute).toISOString() }))
  units.push(said(10, { serial: 'WL20-00011', at: new Date(begun + 19 * minute).toISOString() }))
  await stage.as(wang, 15, (ctx) => reportUnits(ctx, { packageId, units, reportedWith: 'FL-01/02' }))
  await stage.as(daniel, 14, async (ctx) => {
    const [mistyped] = (await getUnit(ctx, { productId, serial: 'WL20-00011' })).units
    if (!mistyped) throw new Error('the mistyped number was not reported')
    const { resultId, version } = mistyped
    const reason = {
      en: 'A digit is missing: the device is WL20-000011, scanned again one minute later.',
      zh: '少录一位：实际为 WL20-000011，一分钟后已重新扫码上报。',
    }
    await setAsideUnit(ctx, { resultId, version, kind: 'mistyped', reason })
  })
}

/** What is in force in production. */
const inProduction = (stage: Stage, productId: string): Promise<string> =>
  asSystem(stage.ctx, async () => {
    const [found] = await stage.ctx.db
      .select({ id: firmwarePromotions.id })
      .from(firmwarePromotions)
      .where(
        and(
          eq(firmwarePromotions.productId, productId),
          eq(firmwarePromotions.channel, 'production'),
          eq(firmwarePromotions.state, 'approved'),
        ),
      )
    if (!found) throw new Error('nothing is in production')
    return found.id
  })
