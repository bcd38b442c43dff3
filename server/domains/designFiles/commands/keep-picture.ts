import { and, eq } from 'drizzle-orm'
import { designPictures, designReadings } from '@/db/schema/designFiles'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import type { PictureRefusal } from '../lifecycle'
import { pictureFormat } from '../painting/picture'
import { requireFile } from '../queries/access'
import type { FileKind } from '../reading/file-kind'
import type { DrawnFile } from './keep-drawing'

/** A picture as it is kept, or why there is none. */
export type KeptPicture = Readonly<{ small: Buffer; large: Buffer } | { refused: PictureRefusal }>

/** A file for whoever may see it, what it was read as (null while it waits), and its picture where it was made before. */
export async function findPicture(
  ctx: MemberCtx,
  { fileId, page }: Readonly<{ fileId: string; page: number }>,
): Promise<{ file: DrawnFile; kind: FileKind | null; kept: KeptPicture | null }> {
  const { file } = await requireFile(ctx, fileId)
  const [reading] = await ctx.db
    .select({ reading: designReadings.reading })
    .from(designReadings)
    .where(
      and(
        eq(designReadings.orgId, file.orgId),
        eq(designReadings.sha256, file.sha256),
        eq(designReadings.nameKey, file.nameKey),
      ),
    )
  const [row] = await ctx.db
    .select()
    .from(designPictures)
    .where(
      and(
        eq(designPictures.orgId, file.orgId),
        eq(designPictures.sha256, file.sha256),
        eq(designPictures.nameKey, file.nameKey),
        eq(designPictures.page, page),
        eq(designPictures.format, pictureFormat),
      ),
    )
  const kind = reading?.reading?.kind ?? null
  // That the painter failed may have passed: it is asked again.
  if (!row || row.refused === 'failed') return { file, kind, kept: null }
  const { small, large } = row
  return { file, kind, kept: small && large ? { small, large } : { refused: 'nothing' } }
}

/** Keeps what was painted of a content; made twice, it is the same. Runs as the system: pictures have no author. */
export async function keepPicture(
  { db, now }: AnyCtx,
  { orgId, sha256, nameKey }: DrawnFile,
  page: number,
  picture: KeptPicture,
): Promise<void> {
  const made = {
    format: pictureFormat,
    refused: 'refused' in picture ? picture.refused : null,
    small: 'small' in picture ? picture.small : null,
    large: 'large' in picture ? picture.large : null,
    madeAt: now(),
  }
  await db
    .insert(designPictures)
    .values({ orgId, sha256, nameKey, page, ...made })
    .onConflictDoUpdate({
      target: [designPictures.orgId, designPictures.sha256, designPictures.nameKey, designPictures.page],
      set: made,
    })
}
