import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { eq } from 'drizzle-orm'
import type { Pool } from '@/db/client'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import { asStage } from './factories'

type Owned = Readonly<{ id: string; orgId: string }>
type Line = Readonly<{ refs: string; mpn: string }>

/** A BOM with one revision of such lines, written past the importer. */
export async function makeBom(pool: Pool, product: Owned, lines: readonly Line[]) {
  const bomId = newId('bom')
  await asStage(pool, ({ db }) =>
    db
      .insert(boms)
      .values({ id: bomId, orgId: product.orgId, productId: product.id, name: bilingual('en', 'Main board') }),
  )
  return { bomId, ...(await addRevision(pool, product, bomId, 1, lines)) }
}

/** The next revision of a BOM, which becomes the current one. */
export async function addRevision(pool: Pool, product: Owned, bomId: string, ordinal: number, lines: readonly Line[]) {
  const revisionId = newId('bomRevision')
  const owned = { orgId: product.orgId, productId: product.id, bomId }
  const rows = lines.map((line, index) => {
    const id = newId('bomLine')
    return {
      id,
      key: id,
      ...owned,
      revisionId,
      position: index + 1,
      ...line,
      description: bilingual('en', ''),
      alternates: [],
      attributes: {},
      extra: {},
      raw: {},
      flags: [],
      searchText: '',
    }
  })
  await asStage(pool, async ({ db }) => {
    await db.insert(bomRevisions).values({ id: revisionId, ...owned, number: `0.${ordinal}`, ordinal })
    await db.insert(bomLines).values(rows)
    await db.update(boms).set({ currentRevisionId: revisionId }).where(eq(boms.id, bomId))
  })
  return { revisionId, lineIds: rows.map(({ id }) => id) }
}
