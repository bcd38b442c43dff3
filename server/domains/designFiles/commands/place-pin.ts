import { and, count, eq, isNull, max, sql } from 'drizzle-orm'
import { designPins } from '@/db/schema/designFiles'
import { startThread } from '@/server/domains/threads/commands/open-thread'
import { findPosted, requireWriter } from '@/server/domains/threads/commands/posting'
import { audienceOf, choosePartner } from '@/server/domains/threads/queries/sides'
import { DomainError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import type { MemberCtx } from '@/server/platform/context'
import { publish, recordAudit } from '@/server/platform/journal'
import type { PlacePin } from '../inputs'
import {
  requireFile,
  type DesignAccess,
  type DesignFileRow,
  type DesignRevisionRow,
  type DesignSetRow,
} from '../queries/access'
import type { DesignPinRow } from '../queries/pins'
import { readingOfFile } from './keep-reading'
import { anchorFits, mostPins, takesPins, type PinAnchor } from '../rules/pin'

type Place = Readonly<{ access: DesignAccess; revision: DesignRevisionRow }>

/** A file in which pins may be placed, moved and checked now. */
export function requirePinnable({ access, revision }: Place): void {
  if (access.archived) throw new DomainError('conflict', 'products.archived')
  if (!takesPins(revision.state))
    throw new DomainError('conflict', 'designFiles.pinInPast', { number: revision.letter ?? revision.number })
}

/** Refuses a pin where its file shows no such place. Errors: designFiles.pinUnfit. */
export async function refuseUnfit(ctx: MemberCtx, file: DesignFileRow, anchor: PinAnchor): Promise<void> {
  const reading = await readingOfFile(ctx, file)
  if (!anchorFits(reading?.kind ?? null, anchor.kind)) throw new DomainError('invalid', 'designFiles.pinUnfit')
}

/**
 * Puts a pin into a file, with the first words of its conversation, between the brand and one partner or inside the brand.
 * Repeating it with the same `clientKey` is the same pin. Errors: designFiles.pinInPast, designFiles.pinUnfit,
 * designFiles.tooManyPins and those of threads.openThread; a file taken out of the draft is not found.
 */
export async function placePin(ctx: MemberCtx, input: PlacePin): Promise<{ pinId: string; threadId: string }> {
  requireWriter(ctx)
  const { file, revision, set, access } = await requireFile(ctx, input.fileId)
  requirePinnable({ access, revision })
  const done = await findPosted(ctx, input.clientKey)
  if (done) return { pinId: await pinOf(ctx, done.threadId), threadId: done.threadId }
  if (file.removedAt !== null) throw new DomainError('notFound', 'designFiles.fileNotFound')
  await refuseUnfit(ctx, file, input.anchor)
  const side = { productId: set.productId, role: access.owner ? ('owner' as const) : ('manufacturer' as const) }
  const partnerOrgId = await choosePartner(ctx, side, 'designPin', input.partnerOrgId)
  const pinId = newId('designPin')
  const number = await nextPinNumber(ctx, set.id, partnerOrgId)
  const { threadId } = await startThread(ctx, {
    ...{ productId: set.productId, orgId: set.orgId, partnerOrgId },
    subject: {
      ...{ kind: 'designPin', id: pinId, label: `${set.number} · ${file.name} · ${number}` },
      ...{ bomId: null, specId: null, designSetId: set.id },
    },
    ...{ body: input.body, mentions: input.mentions, clientKey: input.clientKey },
  })
  const pin: DesignPinRow = {
    ...{ id: pinId, orgId: set.orgId, productId: set.productId, partnerOrgId, setId: set.id, threadId, number },
    ...{ nameKey: file.nameKey, fileName: file.name, anchor: input.anchor, seenIn: [file.sha256] },
    ...{ madeInRevisionId: revision.id, checkedInRevisionId: revision.id, createdBy: ctx.actor.userId },
    ...{ version: 1, createdAt: ctx.now(), updatedAt: ctx.now() },
  }
  await ctx.db.insert(designPins).values(pin)
  await tellPin(ctx, 'designFiles.placePin', pin, { set, revision })
  return { pinId, threadId }
}

async function pinOf({ db }: MemberCtx, threadId: string): Promise<string> {
  const [found] = await db.select({ id: designPins.id }).from(designPins).where(eq(designPins.threadId, threadId))
  if (!found) throw new DomainError('conflict', 'threads.clientKeyTaken')
  return found.id
}

/** Counted between the two sides; held until the transaction ends, so that two pins at once get two numbers. */
async function nextPinNumber({ db }: MemberCtx, setId: string, partnerOrgId: string | null): Promise<number> {
  const lane = `pins ${setId} ${partnerOrgId ?? ''}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lane}, 0))`)
  const [found] = await db
    .select({ pins: count(), last: max(designPins.number) })
    .from(designPins)
    .where(
      and(
        eq(designPins.setId, setId),
        partnerOrgId === null ? isNull(designPins.partnerOrgId) : eq(designPins.partnerOrgId, partnerOrgId),
      ),
    )
  if ((found?.pins ?? 0) >= mostPins) throw new DomainError('conflict', 'designFiles.tooManyPins', { most: mostPins })
  return (found?.last ?? 0) + 1
}

type At = Readonly<{ set: DesignSetRow; revision: DesignRevisionRow }>

/** Notes a step in the chains of the two sides, and tells whoever has the file open. */
export async function tellPin(ctx: MemberCtx, action: string, pin: DesignPinRow, { set, revision }: At): Promise<void> {
  const audience = await audienceOf(ctx, { ...pin, subjectKind: 'designPin' })
  const params = {
    ...{ number: set.number, revision: revision.letter ?? revision.number },
    ...{ fileName: pin.fileName, pin: pin.number },
  }
  recordAudit(ctx, { action, subjectId: pin.id, productId: pin.productId, orgs: audience, params })
  const payload = { setId: set.id, revisionId: revision.id, pinId: pin.id }
  publish(ctx, { type: 'designFiles.pinChanged', audience, productId: pin.productId, payload })
}
