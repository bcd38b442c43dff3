import { eq } from 'drizzle-orm'
import { designRevisions, designSets } from '@/db/schema/designFiles'
import { packages } from '@/db/schema/releases'
import { createSet } from '@/server/domains/designFiles/commands/create-set'
import { releaseRevision, startRevision } from '@/server/domains/designFiles/commands/release-revision'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { downloadPackage } from '@/server/domains/releases/commands/download-package'
import { makePackage } from '@/server/domains/releases/commands/make-package'
import { createRecipe } from '@/server/domains/releases/commands/save-recipe'
import { issuePackage } from '@/server/domains/releases/commands/settle-package'
import { collect, packer } from '@/server/domains/releases/packing/collect'
import { pack } from '@/server/domains/releases/packing/pack'
import { asSystem } from '@/server/platform/context'
import { writePdfApart } from '@/server/platform/pdf/write-apart'
import { backdate, type Stage } from '../stage'
import type { Actors, Orgs } from './people'

type Place = Readonly<{ productId: string; boardId: string }>
type Recipe = Omit<Parameters<typeof createRecipe>[1], 'productId' | 'setId'>

/**
 * What Wrenlow hands out: boards to a board house without an account; placements and BOM to Lanyu, and the drawing of the
 * housing, which goes on after that: the package of the first drawing is superseded.
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
  const write = (recipe: Recipe, hours: number, of = setId) =>
    stage.as(daniel, hours, (ctx) => createRecipe(ctx, { ...recipe, productId, setId: of }))
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
  const boardsForLanyu = await issue(stage, priya, assembly.recipeId, 24)
  const drawings = await drawHousing(stage, { daniel, priya }, productId)
  const tooling = await write(
    {
      name: { en: 'Housing, for tooling', zh: '外壳开模' },
      kind: 'other',
      recipient: { to: 'partner', partnerOrgId: orgs.lanyu },
      ...{ parts: ['drawing', 'model'], bomId: null, specId: null, watermark: true },
    },
    23,
    drawings.setId,
  )
  const firstDrawing = await issue(stage, priya, tooling.recipeId, 22)
  await drawings.goOn()
  for (const packageId of [boardsForLanyu, firstDrawing])
    await stage.as(wang, 21, (ctx) => downloadPackage(ctx, { packageId, noted: true, rangeOf: () => 'whole' as const }))
}

/** The drawing of the housing, released; `goOn` releases the next one. */
async function drawHousing(stage: Stage, { daniel, priya }: Pick<Actors, 'daniel' | 'priya'>, productId: string) {
  const { storage } = stage.services
  const put = async (revisionId: string, letter: string, thickness: string, hours: number) => {
    const blob = await storage.put(await housingDrawing(letter, thickness, stage.hoursAgo(hours)))
    const name = 'wl-20 housing drawing 外壳图纸.pdf'
    await stage.as(daniel, hours, async (ctx) => {
      const { uploadId } = await beginUpload(ctx, {
        ...{ revisionId, name, size: blob.size, fingerprint: blob.sha256, kind: 'drawing' },
      })
      await addFile(ctx, storage, { uploadId, blob })
    })
  }
  const release = (revisionId: string, version: number, notes: Readonly<{ en: string; zh: string }>, hours: number) =>
    stage.as(priya, hours, (ctx) => releaseRevision(ctx, { revisionId, version, notes }))
  const begun = 24 * 3
  const set = await stage.as(daniel, begun, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Housing drawings', zh: '外壳图纸' } }),
  )
  await backdate(stage, begun, [
    [designSets, eq(designSets.id, set.setId)],
    [designRevisions, eq(designRevisions.id, set.revisionId)],
  ])
  await put(set.revisionId, 'A', '1.8', begun)
  await release(set.revisionId, 2, { en: 'First drawing for tooling.', zh: '开模用首版图纸。' }, begun - 1)
  return {
    setId: set.setId,
    goOn: async () => {
      const { revisionId } = await stage.as(daniel, 20, (ctx) => startRevision(ctx, { setId: set.setId }))
      await backdate(stage, 20, [[designRevisions, eq(designRevisions.id, revisionId)]])
      await put(revisionId, 'B', '2.0', 20)
      const notes = { en: 'Wall of the base 2.0 mm, after the drop test.', zh: '跌落测试后，底壳壁厚改为 2.0 mm。' }
      await release(revisionId, 2, notes, 19)
    },
  }
}

/** A sheet that says what a drawing would. */
function housingDrawing(letter: string, thickness: string, date: Date): Promise<Uint8Array> {
  const en = (text: string) => ({ text, language: 'en' as const })
  const zh = (text: string) => ({ text, language: 'zh' as const })
  const row = (english: string, chinese: string, value: string) => ({
    cells: [[{ spans: [en(english)] }], [{ spans: [zh(chinese)] }], [{ spans: [en(value)] }]],
  })
  return writePdfApart({
    info: {
      ...{ title: 'WL-20 housing', subject: '', author: 'Wrenlow Home, Inc.', keywords: '', language: 'en', date },
    },
    header: {
      left: [{ spans: [{ ...en('WL-20 Housing '), bold: true }, zh('外壳')] }],
      right: [{ spans: [en(`Revision ${letter}`)] }],
      pages: { spans: [en('{page} / {pages}')] },
    },
    footer: { left: { spans: [en('Wrenlow Home, Inc.')] }, right: { spans: [] } },
    blocks: [
      {
        kind: 'table',
        columns: [{ width: 2 }, { width: 2 }, { width: 1 }],
        rows: [
          row('Outline', '外形尺寸', '86 × 86 × 24 mm'),
          row('Wall of the base', '底壳壁厚', `${thickness} mm`),
          row('Material', '材料', 'ABS, UL 94 V-0'),
          row('Draft', '拔模斜度', '1.5°'),
        ],
      },
    ],
  })
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
