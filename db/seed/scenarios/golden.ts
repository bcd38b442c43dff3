import { eq } from 'drizzle-orm'
import { goldenPackages } from '@/db/schema/releases'
import { assembleGolden } from '@/server/domains/releases/commands/assemble-golden'
import { freezeGolden, readGolden } from '@/server/domains/releases/commands/propose-golden'
import { keepGoldenArchive } from '@/server/domains/releases/commands/keep-golden-archive'
import { signGolden } from '@/server/domains/releases/commands/sign-golden'
import { settleContents } from '@/server/domains/releases/packing/golden-contents'
import { packGolden } from '@/server/domains/releases/packing/pack-golden'
import { getGolden } from '@/server/domains/releases/queries/get-golden'
import { gapKey } from '@/server/domains/releases/rules/golden-parts'
import { asSystem } from '@/server/platform/context'
import { backdate, type Stage } from '../stage'
import type { Actors, Orgs } from './people'

/** What is built, agreed between Wrenlow and Lanyu under one hash; and the next one, which Daniel has begun. */
export async function agreeOnBuild(
  stage: Stage,
  { daniel, maya, chen }: Actors,
  { lanyu }: Orgs,
  productId: string,
): Promise<void> {
  const { storage } = stage.services
  const between = { productId, partnerOrgId: lanyu }
  const { goldenId } = await stage.as(daniel, 4, (ctx) => assembleGolden(ctx, between))
  await backdate(stage, 4, [[goldenPackages, eq(goldenPackages.id, goldenId)]])
  const { version, gaps } = await stage.as(maya, 3.5, (ctx) => getGolden(ctx, { goldenId }))
  const input = { goldenId, version, accepted: gaps.map(gapKey) }
  const settled = await settleContents(storage, await stage.as(maya, 3.5, (ctx) => readGolden(ctx, input)))
  await stage.as(maya, 3.5, (ctx) => freezeGolden(ctx, storage, { ...input, ...settled }))
  await archive(stage, goldenId)
  for (const [actor, hours] of [
    [maya, 3.4],
    [chen, 2],
  ] as const)
    await stage.as(actor, hours, (ctx) =>
      signGolden(ctx, { goldenId, version: version + 2, contentHash: settled.contentHash }),
    )
  await stage.as(daniel, 1, (ctx) => assembleGolden(ctx, between))
}

/** Makes its archive at once, as the job does it behind: what is signed can be had. */
const archive = (stage: Stage, goldenId: string) =>
  asSystem(stage.ctx, async () => {
    const { ctx, services } = stage
    const [row] = await ctx.db.select().from(goldenPackages).where(eq(goldenPackages.id, goldenId))
    if (!row) throw new Error('no golden package')
    await keepGoldenArchive(ctx, services.storage, row, await packGolden(services.storage, row))
  })
