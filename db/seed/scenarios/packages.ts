import { eq } from 'drizzle-orm'
import { designSets } from '@/db/schema/designFiles'
import { packages } from '@/db/schema/releases'
import { downloadPackage } from '@/server/domains/releases/commands/download-package'
import { makePackage } from '@/server/domains/releases/commands/make-package'
import { createRecipe } from '@/server/domains/releases/commands/save-recipe'
import { issuePackage } from '@/server/domains/releases/commands/settle-package'
import { collect, packer } from '@/server/domains/releases/packing/collect'
import { pack } from '@/server/domains/releases/packing/pack'
import { asSystem } from '@/server/platform/context'
import type { Stage } from '../stage'
import type { Actors, Orgs } from './people'

type Place = Readonly<{ productId: string; boardId: string }>
type Recipe = Omit<Parameters<typeof createRecipe>[1], 'productId' | 'setId'>

/**
 * What Wrenlow hands out: boards to a board house without an account, placements and BOM to Lanyu. The BOM goes on after
 * that, so Lanyu's package is superseded.
 */
export async function handOut(
  stage: Stage,
  { daniel, priya, wang }: Actors,
  orgs: Orgs,
  { productId, boardId }: Place,
): Promise<void> {
  const [set] = await asSystem(stage.ctx, () =>
    stage.ctx.db.select({ id: designSets.id }).from(designSets).where(eq(designSets.number, 'WL-20-DES-01')),
  )
  const setId = set?.id ?? ''
  const write = (recipe: Recipe, hours: number) =>
    stage.as(daniel, hours, (ctx) => createRecipe(ctx, { ...recipe, productId, setId }))
  const boards = await write(
    {
      name: { en: 'Bare boards', zh: '裸板打样' },
      kind: 'boardHouse',
      recipient: { to: 'other', name: '深圳凯达电路有限公司 Kaida PCB', contact: 'sales@kaida-pcb.example' },
      ...{ parts: ['fabrication', 'drawing'], bomId: null, specId: null, watermark: true },
    },
    25,
  )
  const assembly = await write(
    {
      name: { en: 'Board assembly', zh: '主板贴片' },
      kind: 'assembler',
      recipient: { to: 'partner', partnerOrgId: orgs.lanyu },
      ...{ parts: ['placement', 'stencil', 'drawing', 'testPlan'], bomId: boardId, specId: null, watermark: true },
    },
    25,
  )
  await issue(stage, priya, boards.recipeId, 24)
  const packageId = await issue(stage, priya, assembly.recipeId, 24)
  await stage.as(wang, 22, (ctx) => downloadPackage(ctx, { packageId, noted: true, rangeOf: () => 'whole' as const }))
}

/** Asks for a package and makes it at once, as the job does it behind. */
async function issue(stage: Stage, actor: Actors['priya'], recipeId: string, hours: number): Promise<string> {
  const { packageId } = await stage.as(actor, hours, (ctx) => makePackage(ctx, { recipeId }))
  const [row] = await asSystem(stage.ctx, () => stage.ctx.db.select().from(packages).where(eq(packages.id, packageId)))
  if (!row) throw new Error('no package')
  const { storage } = stage.services
  const packed = await pack(storage, await stage.as(packer(row), hours, (ctx) => collect(ctx, row)), row)
  await stage.as(actor, hours, (ctx) => issuePackage(ctx, storage, row, packed))
  return packageId
}
