import { eq } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import { bomImports, bomRevisions, boms } from '@/db/schema/boms'
import { storeImport } from '@/server/domains/boms/commands/commit-import'
import { uploadImport } from '@/server/domains/boms/commands/upload-import'
import { requireImport } from '@/server/domains/boms/queries/access'
import { baseLines, findBase } from '@/server/domains/boms/queries/base-revision'
import { readAccepted } from '@/server/domains/boms/reading/accepted'
import { backdate, type Stage } from '../stage'
import type { Actors } from './people'

/** What the factory wrote differently in its next list, each as the file says it before and after. */
const edits = [
  ['版本：C,,日期：2026-11-06', '版本：D,,日期：2026-11-20'],
  ['Φ62×1.5 mm,1,个,硅胶 40A,IP54；压缩量 25%', 'Φ62×1.6 mm,1,个,硅胶 40A,IP54；压缩量 30%'],
  ['PT2.2×6,4,颗', 'PT2.2×6,6,颗'],
  ['模号 A；哑光 VDI 24', '模号 A；哑光 VDI 24；密封槽深 1.3 mm'],
  ['20,LY-201-0020,干燥剂,1 g,1,包,硅胶,不含 DMF', '20,LY-201-0021,防刮保护膜,60×60 mm,1,张,PE,贴于上盖'],
] as const

/** A newer file of the same BOM: the next draft, whose lines are those of the one before. */
export async function repackSensor(
  stage: Stage,
  { daniel }: Actors,
  { productId, bomId }: Readonly<{ productId: string; bomId: string }>,
): Promise<void> {
  const hours = 32
  const { storage } = stage.services
  const before = readFileSync(join(projectRoot(), 'db', 'seed', 'boms', 'wl-20-housing-and-packaging.csv'))
  const text = edits.reduce((whole, [old, next]) => {
    if (!whole.includes(old)) throw new Error(`the housing BOM does not say ${old}`)
    return whole.replace(old, next)
  }, new TextDecoder('gb18030').decode(before))
  const blob = await storage.put(Buffer.from(text, 'utf8'))
  const fileName = 'wl-20-housing-and-packaging-d.csv'
  const revisionId = await stage.as(daniel, hours, async (ctx) => {
    const { importId } = await uploadImport(ctx, storage, { productId, bomId, fileName, blob })
    const { import: uploaded, access } = await requireImport(ctx, importId)
    const base = await findBase(ctx, { ...access, bomId })
    const file = await readAccepted(storage, uploaded, base && baseLines(ctx, base, productId))
    return (await storeImport(ctx, file, { importId, version: 1 })).revisionId
  })
  await backdate(stage, hours, [
    [bomRevisions, eq(bomRevisions.id, revisionId)],
    [bomImports, eq(bomImports.revisionId, revisionId)],
    [boms, eq(boms.id, bomId)],
  ])
}
