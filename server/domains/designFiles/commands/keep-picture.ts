import { and, eq, sql } from 'drizzle-orm'
import { designPictures } from '@/db/schema/designFiles'
import type { AnyCtx, MemberCtx } from '@/server/platform/context'
import { pictureFormat, type PictureSize } from '../painting/picture'
import { requireFile } from '../queries/access'
import type { FileKind } from '../reading/file-kind'
import type { DrawnFile } from './keep-drawing'
import { readingOfFile } from './keep-reading'

/** Both sizes of a picture; null where there is nothing to see. */
export type Pictures = Readonly<Record<PictureSize, Buffer>> | null

type Asked = Readonly<{
  fileId: string
  page: number
  size: PictureSize
  /** Whether who asks has the picture of this content: its bytes are not fetched then. */
  has: (sha256: string) => boolean
}>
type Found = Readonly<{
  file: DrawnFile
  /** What it was read as; null while it waits. */
  kind: FileKind | null
  /** Pages it can be asked for: those of a PDF, one of everything else. */
  pages: number
  /** Made before: its bytes, unless whoever asks has them; or that there is nothing to see. */
  kept: Readonly<{ bytes: Buffer | null } | 'nothing'> | null
}>

/** A file for whoever may see it, and its picture where it was made before. */
export async function findPicture(ctx: MemberCtx, { fileId, page, size, has }: Asked): Promise<Found> {
  const { file } = await requireFile(ctx, fileId)
  const reading = await readingOfFile(ctx, file)
  const [row] = await ctx.db
    .select({
      seen: sql<boolean>`${designPictures.small} is not null`,
      ...(has(file.sha256) ? {} : { bytes: designPictures[size] }),
    })
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
  const { kind = null, shown } = reading ?? {}
  const pages = shown?.fact === 'pages' ? shown.pages : 1
  const kept = !row ? null : row.seen ? { bytes: row.bytes ?? null } : 'nothing'
  return { file, kind, pages, kept }
}

/** Keeps what was painted of a content; made twice, it is the same. Runs as the system: pictures have no author. */
export async function keepPictures(
  { db, now }: AnyCtx,
  { orgId, sha256, nameKey }: DrawnFile,
  page: number,
  pictures: Pictures,
): Promise<void> {
  const { small, large } = pictures ?? { small: null, large: null }
  const made = { format: pictureFormat, small, large, madeAt: now() }
  await db
    .insert(designPictures)
    .values({ orgId, sha256, nameKey, page, ...made })
    .onConflictDoUpdate({
      target: [designPictures.orgId, designPictures.sha256, designPictures.nameKey, designPictures.page],
      set: made,
    })
}
