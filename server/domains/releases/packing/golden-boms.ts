import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { bomLines, bomRevisions, boms } from '@/db/schema/boms'
import { contentTexts } from '@/server/domains/boms/queries/content-hash'
import type { MemberCtx } from '@/server/platform/context'
import type { GoldenParts } from '../rules/golden-parts'
import { portableName } from '../rules/package-path'

/** A BOM as it is written out: the text its content hash is over, and its lines. `name` is for people. */
export type WrittenBom = Readonly<{ stem: string; name: string; hash: string; content: string; lines: string }>

/**
 * A BOM and every BOM its lines are built of, down to the last, each once. Lines name a child by the id of its revision, which
 * is part of the name of its file, so that one hash leads to the next.
 */
export async function* writtenBoms(ctx: MemberCtx, bom: NonNullable<GoldenParts['bom']>): AsyncGenerator<WrittenBom> {
  const title = (name: typeof bom.name) => name[name.source]
  const top = `bom/${portableName(`${title(bom.name)}-${bom.letter}`)}`
  yield { stem: top, name: title(bom.name), hash: bom.hash, ...(await contentTexts(ctx, bom.revisionId)) }
  const seen = new Set([bom.revisionId])
  for (let level = [bom.revisionId]; level.length > 0;) {
    const children = (await childrenOf(ctx, level)).filter(({ id }) => !seen.has(id))
    for (const { id, name, letter, hash } of children) {
      seen.add(id)
      const stem = `bom/children/${portableName(`${title(name)}-${letter ?? ''}`)}-${id}`
      yield { stem, name: title(name), hash: hash ?? '', ...(await contentTexts(ctx, id)) }
    }
    level = children.map(({ id }) => id)
  }
}

/** The revisions that lines of some revisions are built of. A released line names the one it was released with. */
const childrenOf = ({ db }: MemberCtx, revisionIds: readonly string[]) =>
  db
    .selectDistinct({
      ...{ id: bomRevisions.id, letter: bomRevisions.letter, hash: bomRevisions.contentHash, name: boms.name },
    })
    .from(bomLines)
    .innerJoin(bomRevisions, eq(bomRevisions.id, bomLines.childRevisionId))
    .innerJoin(boms, eq(boms.id, bomRevisions.bomId))
    .where(and(inArray(bomLines.revisionId, [...revisionIds]), isNotNull(bomLines.childRevisionId)))
    .orderBy(bomRevisions.id)
