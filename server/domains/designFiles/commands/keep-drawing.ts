import { and, eq, inArray } from 'drizzle-orm'
import { designDrawings } from '@/db/schema/designFiles'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { drawingFormat } from '../drawing/drawing'
import type { DrawingRefusal } from '../lifecycle'
import { modelFormat } from '../modelling/model'
import { requireFile, type DesignFileRow } from '../queries/access'

/** A drawing or a model as it is kept: packed JSON, or why there is none. `format`: that it was made under. */
export type KeptDrawing = Readonly<{ format: number } & ({ packed: Buffer } | { refused: DrawingRefusal })>
export type DrawnFile = Pick<DesignFileRow, 'orgId' | 'sha256' | 'nameKey' | 'name' | 'size'>

/** A file for whoever may see it, and its drawing where it was made before. */
export async function findDrawing(
  ctx: MemberCtx,
  { fileId }: Readonly<{ fileId: string }>,
): Promise<{ file: DrawnFile; kept: KeptDrawing | null }> {
  const { file } = await requireFile(ctx, fileId)
  return { file, kept: await keptDrawing(ctx, file) }
}

/** What was drawn of a content before; null where it has to be drawn. */
export async function keptDrawing({ db }: AnyCtx, file: DrawnFile): Promise<KeptDrawing | null> {
  const [row] = await db
    .select()
    .from(designDrawings)
    .where(
      and(
        eq(designDrawings.orgId, file.orgId),
        eq(designDrawings.sha256, file.sha256),
        eq(designDrawings.nameKey, file.nameKey),
        inArray(designDrawings.format, [drawingFormat, modelFormat]),
      ),
    )
  // That the drawer failed may have passed: it is asked again.
  if (!row || row.refused === 'failed') return null
  const { format, packed, refused } = row
  return packed ? { format, packed } : { format, refused: refused ?? 'failed' }
}

/** Keeps what was drawn of a content; made twice, it is the same. Runs as the system: drawings have no author. */
export async function keepDrawing(
  { db, now }: AnyCtx,
  { orgId, sha256, nameKey }: DrawnFile,
  drawing: KeptDrawing,
): Promise<void> {
  const made = {
    format: drawing.format,
    refused: 'refused' in drawing ? drawing.refused : null,
    packed: 'packed' in drawing ? drawing.packed : null,
    madeAt: now(),
  }
  await db
    .insert(designDrawings)
    .values({ orgId, sha256, nameKey, ...made })
    .onConflictDoUpdate({
      target: [designDrawings.orgId, designDrawings.sha256, designDrawings.nameKey],
      set: made,
    })
}
