import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { designFiles, designRevisions, designSets } from '@/db/schema/designFiles'
import { createSet } from '@/server/domains/designFiles/commands/create-set'
import { placePin } from '@/server/domains/designFiles/commands/place-pin'
import { releaseRevision } from '@/server/domains/designFiles/commands/release-revision'
import { addFile, beginUpload } from '@/server/domains/designFiles/commands/upload-file'
import { reply } from '@/server/domains/threads/commands/reply'
import { asSystem } from '@/server/platform/context'
import { projectRoot } from '@/db/root'
import { backdate, type Stage } from '../stage'
import { keyOf } from './converse'
import type { Actors } from './people'

const name = 'wl-20-housing.step'
const begun = 24 * 4

/** The lower shell with its board, released as a STEP model, and what the toolmaker asks at its wall. */
export async function shareHousing(stage: Stage, { daniel, maya, wang }: Actors, productId: string): Promise<void> {
  const { storage } = stage.services
  const set = await stage.as(daniel, begun, (ctx) =>
    createSet(ctx, { productId, name: { en: 'Housing model', zh: '外壳三维模型' } }),
  )
  await backdate(stage, begun, [
    [designSets, eq(designSets.id, set.setId)],
    [designRevisions, eq(designRevisions.id, set.revisionId)],
  ])
  const { revisionId } = set
  const blob = await storage.put(readFileSync(join(projectRoot(), 'db', 'seed', 'models', name)))
  await stage.as(daniel, begun - 1, async (ctx) => {
    const { uploadId } = await beginUpload(ctx, { revisionId, name, size: blob.size, fingerprint: blob.sha256 })
    await addFile(ctx, storage, { uploadId, blob })
  })
  await stage.as(maya, begun - 4, (ctx) =>
    releaseRevision(ctx, {
      ...{ revisionId, version: 2 },
      notes: { en: 'Lower shell with its board, for tooling review.', zh: '下壳与主板装配，供模具评审。' },
    }),
  )
  const [file] = await asSystem(stage.ctx, () =>
    stage.ctx.db
      .select({ id: designFiles.id })
      .from(designFiles)
      .where(and(eq(designFiles.revisionId, revisionId), eq(designFiles.name, name))),
  )
  if (!file) throw new Error('the housing is not in the demo')
  const asked = await stage.as(wang, begun - 10, (ctx) =>
    placePin(ctx, {
      ...{ fileId: file.id, mentions: [], clientKey: keyOf('pin on the housing') },
      anchor: { kind: 'model', point: [8, -19.5, 9], normal: [0, -1000, 0] },
      body: {
        source: 'zh',
        zh: '外壁未标拔模角，可否按单边 1° 处理，以免出模拉伤？',
        en: 'The outer walls have no draft. May we take 1° per side, so that they are not scored on ejection?',
      },
    }),
  )
  await stage.as(daniel, begun - 16, (ctx) =>
    reply(ctx, {
      ...{ threadId: asked.threadId, mentions: [], clientKey: keyOf('pin on the housing answered') },
      body: {
        source: 'en',
        en: '1° is fine on the outside. Please keep the inside as drawn: the gasket of the lid seats there.',
        zh: '外侧按 1° 可以；内侧请按模型，上盖密封圈要贴合内壁。',
      },
    }),
  )
}
