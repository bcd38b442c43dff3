import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { designFiles, designPins, designRevisions } from '@/db/schema/designFiles'
import { products } from '@/db/schema/products'
import { engineeringQueries, threads } from '@/db/schema/threads'
import { mayWrite } from '@/server/domains/threads/policy'
import { dress, summaryColumns } from '@/server/domains/threads/queries/list-threads'
import { visibleTo } from '@/server/domains/threads/queries/scope'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import { standingOf, takesPins } from '../rules/pin'
import { requireRevision } from './access'

export type DesignPinRow = typeof designPins.$inferSelect

/** A pin of a conversation the reader's organisation takes part in; NOT_FOUND for everybody else. */
export async function requirePin(ctx: MemberCtx, pinId: string) {
  const [found] = await ctx.db
    .select({ pin: designPins, thread: threads })
    .from(designPins)
    .innerJoin(threads, eq(threads.id, designPins.threadId))
    .where(and(eq(designPins.id, pinId), visibleTo(ctx.actor)))
  if (!found) throw new DomainError('notFound', 'designFiles.pinNotFound')
  return found
}

/**
 * The pins of a set as they stand in one of its revisions, by their number; only those of conversations the reader may
 * see, so that one factory never learns of another's.
 */
export async function listPins(ctx: MemberCtx, { revisionId }: Readonly<{ revisionId: string }>) {
  const { revision, set, access } = await requireRevision(ctx, revisionId)
  const rows = await ctx.db
    .select({ pin: designPins, madeAt: designRevisions.ordinal, ...summaryColumns(ctx.actor) })
    .from(designPins)
    .innerJoin(threads, eq(threads.id, designPins.threadId))
    .innerJoin(products, eq(products.id, threads.productId))
    .innerJoin(designRevisions, eq(designRevisions.id, designPins.madeInRevisionId))
    .leftJoin(engineeringQueries, eq(engineeringQueries.threadId, threads.id))
    .where(and(eq(designPins.setId, set.id), visibleTo(ctx.actor)))
    .orderBy(asc(designPins.number), asc(designPins.id))
  const { threads: talked, people, orgs } = await dress(ctx, rows)
  const files = await filesOf(ctx, revisionId)
  const revisions = await ctx.db
    .select({ id: designRevisions.id, number: designRevisions.number, letter: designRevisions.letter })
    .from(designRevisions)
    .where(eq(designRevisions.setId, set.id))
  const nameOf = (id: string) => {
    const found = revisions.find((each) => each.id === id)
    return found?.letter ?? found?.number ?? ''
  }
  const pins = talked.flatMap(({ pin, madeAt, ...thread }) => {
    const file = files.find(({ nameKey }) => nameKey === pin.nameKey) ?? null
    const { seenIn, anchor, id, number, version, fileName } = pin
    const standing = standingOf({ seenIn, madeAt }, { at: revision.ordinal, sha256: file?.sha256 ?? null })
    if (standing === null) return []
    return [
      {
        ...{ id, number, version, anchor, standing },
        ...{ fileName: file?.name ?? fileName, fileId: file?.id ?? null },
        ...{ madeIn: nameOf(pin.madeInRevisionId), checkedIn: nameOf(pin.checkedInRevisionId) },
        thread,
      },
    ]
  })
  const mayPin = !access.archived && takesPins(revision.state) && mayWrite(ctx.actor.member.role)
  return { pins, people, orgs, mayPin }
}
export type DesignPins = Awaited<ReturnType<typeof listPins>>
export type DesignPin = DesignPins['pins'][number]

const filesOf = ({ db }: MemberCtx, revisionId: string) =>
  db
    .select({
      ...{ id: designFiles.id, name: designFiles.name },
      ...{ nameKey: designFiles.nameKey, sha256: designFiles.sha256 },
    })
    .from(designFiles)
    .where(and(eq(designFiles.revisionId, revisionId), isNull(designFiles.removedAt)))
    .orderBy(asc(designFiles.name))

/**
 * Where to look at a pin: in a revision in which it stands, first the one the reader usually sees, then the newest. Where
 * its file is in none of them any more, another file of the revision it was made in shows it as gone; `fileId` is null
 * where that has no file either.
 */
export async function findPin(ctx: MemberCtx, { pinId }: Readonly<{ pinId: string }>) {
  const { pin } = await requirePin(ctx, pinId)
  const { revision: made, set, access } = await requireRevision(ctx, pin.madeInRevisionId)
  const places = await ctx.db
    .select({
      id: designFiles.id,
      revisionId: designRevisions.id,
      sha256: designFiles.sha256,
      at: designRevisions.ordinal,
    })
    .from(designFiles)
    .innerJoin(designRevisions, eq(designRevisions.id, designFiles.revisionId))
    .where(and(eq(designFiles.setId, pin.setId), eq(designFiles.nameKey, pin.nameKey), isNull(designFiles.removedAt)))
    .orderBy(desc(designRevisions.ordinal))
  const usual = (access.owner ? null : set.releasedRevisionId) ?? set.currentRevisionId
  const standing = places.filter((place) => standingOf({ seenIn: pin.seenIn, madeAt: made.ordinal }, place) !== null)
  const place = standing.find(({ revisionId }) => revisionId === usual) ?? standing[0]
  const shown = place ?? (await filesOf(ctx, made.id))[0]
  return {
    ...{ productId: pin.productId, setId: pin.setId, fileId: shown?.id ?? null },
    madeIn: { id: made.id, name: made.letter ?? made.number },
  }
}
