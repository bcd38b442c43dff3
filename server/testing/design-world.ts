import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import {
  designDrawings,
  designFiles,
  designPictures,
  designPins,
  designReadings,
  designRevisions,
  designSets,
  designUploads,
} from '@/db/schema/designFiles'
import { posts, threads } from '@/db/schema/threads'
import { drawingFormat } from '@/server/domains/designFiles/drawing/drawing'
import { pictureFormat } from '@/server/domains/designFiles/painting/picture'
import { nameKey } from '@/server/domains/designFiles/rules/design-file'
import { bilingual } from '@/server/kernel/bilingual'
import { newId } from '@/server/kernel/ids'
import type { AnyCtx } from '@/server/platform/context'

/** A design set in draft, one that is released, and uploads of the brand's owner on their way to the draft. */
export type DesignWorld = Readonly<{
  draftSetId: string
  draftRevisionId: string
  fileId: string
  removedFileId: string
  releasedSetId: string
  releasedRevisionId: string
  releasedFileId: string
  /** Nothing of it has arrived; `piece` is all of it. */
  uploadId: string
  /** All of it has arrived: `piece`. */
  arrivedUploadId: string
  piece: string
  /** A pin on `fileId` between the brand and the factory that sees design files. */
  pinId: string
  pinThreadId: string
}>

type Place = Readonly<{ orgId: string; productId: string; authorId: string; partnerOrgId: string; now: Date }>

/** `bytes` are what every file holds; they are in the store. */
export async function addDesigns(
  { db }: AnyCtx,
  { orgId, productId, authorId, partnerOrgId, now, bytes }: Place & Readonly<{ bytes: string }>,
): Promise<DesignWorld> {
  const place = { orgId, productId }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const size = Buffer.byteLength(bytes)
  const addSet = async (number: string, name: string) => {
    const [setId, revisionId] = [newId('designSet'), newId('designRevision')]
    const named = bilingual('en', name)
    await db.insert(designSets).values({ ...place, id: setId, number, name: named, currentRevisionId: revisionId })
    const first = { id: revisionId, setId, ordinal: 1, number: '0.1', createdBy: authorId }
    await db.insert(designRevisions).values({ ...place, ...first })
    return { setId, revisionId }
  }
  const addFile = async (
    set: Readonly<{ setId: string; revisionId: string }>,
    name: string,
    removedAt: Date | null,
  ) => {
    const id = newId('file')
    await db.insert(designFiles).values({
      ...{ ...place, ...set, id, kind: 'fabrication', name, nameKey: nameKey(name), sha256, size, removedAt },
      ...{ uploadedBy: authorId, uploadedByOrgId: orgId, createdAt: now },
    })
    return id
  }
  const draft = await addSet('P-DES-01', 'Main board')
  const fileId = await addFile(draft, 'board.zip', null)
  await db.insert(designReadings).values({
    ...{ orgId, sha256, nameKey: nameKey('board.zip'), name: 'board.zip', size, askedAt: now },
    ...{ state: 'read', reading: { kind: 'archive', shown: { fact: 'members', members: 1 }, findings: [], more: 0 } },
  })
  const removedFileId = await addFile(draft, 'old.zip', now)
  const released = await addSet('P-DES-02', 'Carton')
  const releasedFileId = await addFile(released, 'carton.pdf', null)
  await db
    .update(designRevisions)
    .set({
      ...{ state: 'released', letter: 'A', contentHash: sha256, releasedBy: authorId, releasedAt: now },
    })
    .where(eq(designRevisions.id, released.revisionId))
  await db
    .update(designSets)
    .set({ releasedRevisionId: released.revisionId, releasedLetter: 'A' })
    .where(eq(designSets.id, released.setId))
  const addUpload = async (name: string, received: number) => {
    const id = newId('designUpload')
    await db.insert(designUploads).values({
      ...{ ...place, id, revisionId: draft.revisionId, kind: 'other', name, size, received, fingerprint: name },
      ...{ userId: authorId, userOrgId: orgId, createdAt: now, touchedAt: now },
    })
    return id
  }
  await db.insert(designDrawings).values({
    ...{ orgId, sha256, nameKey: nameKey('board.zip'), format: drawingFormat, refused: 'noLayers', madeAt: now },
  })
  await db.insert(designPictures).values({
    ...{ orgId, sha256, nameKey: nameKey('board.zip'), page: 1, format: pictureFormat, madeAt: now },
  })
  const [pinId, pinThreadId] = [newId('designPin'), newId('thread')]
  const sides = { orgId, partnerOrgId }
  await db.insert(threads).values({
    ...{ ...sides, id: pinThreadId, productId, subjectKind: 'designPin', subjectId: pinId, designSetId: draft.setId },
    ...{ requiredGrant: 'files', subjectLabel: 'P-DES-01 · board.zip · 1', openedBy: authorId, openedByOrgId: orgId },
    ...{ postCount: 1, lastPostAt: now, lastPostOrgId: orgId },
  })
  await db.insert(posts).values({
    ...{ ...sides, id: newId('post'), threadId: pinThreadId, authorId, authorOrgId: orgId, clientKey: randomUUID() },
    ...{ body: bilingual('en', 'Is this pad right?'), mentions: [], createdAt: now },
  })
  await db.insert(designPins).values({
    ...{ ...place, partnerOrgId, id: pinId, setId: draft.setId, threadId: pinThreadId, number: 1 },
    ...{
      nameKey: nameKey('board.zip'),
      fileName: 'board.zip',
      anchor: { kind: 'board', layer: 'top.gbr', x: 1, y: 2 },
    },
    ...{ madeInRevisionId: draft.revisionId, checkedInRevisionId: draft.revisionId, seenIn: [sha256] },
    createdBy: authorId,
  })
  return {
    ...{ pinId, pinThreadId },
    ...{ draftSetId: draft.setId, draftRevisionId: draft.revisionId, fileId, removedFileId },
    ...{ releasedSetId: released.setId, releasedRevisionId: released.revisionId, releasedFileId },
    ...{
      uploadId: await addUpload('housing.step', 0),
      arrivedUploadId: await addUpload('notes.pdf', size),
      piece: bytes,
    },
  }
}
