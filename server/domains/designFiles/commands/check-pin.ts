import { and, eq, sql } from 'drizzle-orm'
import { designPins } from '@/db/schema/designFiles'
import { requireWriter } from '@/server/domains/threads/commands/posting'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'
import type { CheckPin, MovePin } from '../inputs'
import { requireFile } from '../queries/access'
import { requirePin, type DesignPinRow } from '../queries/pins'
import { refuseUnfit, requirePinnable, tellPin } from './place-pin'

/** Contents a pin remembers it was seen in; older ones are asked about again. */
const mostSeen = 100

/** A pin, and its own file in the revision somebody looks at it in. */
async function requirePinIn(ctx: MemberCtx, { pinId, fileId }: CheckPin) {
  requireWriter(ctx)
  const { pin } = await requirePin(ctx, pinId)
  const place = await requireFile(ctx, fileId)
  const { file } = place
  if (file.setId !== pin.setId || file.nameKey !== pin.nameKey || file.removedAt !== null)
    throw new DomainError('invalid', 'designFiles.pinOtherFile')
  requirePinnable(place)
  return { pin, ...place }
}

type Found = Awaited<ReturnType<typeof requirePinIn>>
type Change = Pick<DesignPinRow, 'seenIn'> & Partial<Pick<DesignPinRow, 'anchor'>>

async function write(ctx: MemberCtx, action: string, version: number, { pin, ...at }: Found, change: Change) {
  const changed = await ctx.db
    .update(designPins)
    .set({ ...change, checkedInRevisionId: at.revision.id, version: sql`${designPins.version} + 1` })
    .where(and(eq(designPins.id, pin.id), eq(designPins.version, version)))
    .returning({ id: designPins.id })
  if (changed.length === 0) throw new DomainError('conflict', 'designFiles.pinStale')
  await tellPin(ctx, action, pin, at)
}

/** Somebody looked: the pin is right where it stands in this content too. Errors: designFiles.pinStale. */
export async function confirmPin(ctx: MemberCtx, input: CheckPin): Promise<void> {
  const found = await requirePinIn(ctx, input)
  const { pin, file } = found
  const seenIn = [...pin.seenIn.filter((sha256) => sha256 !== file.sha256), file.sha256].slice(-mostSeen)
  await write(ctx, 'designFiles.confirmPin', input.version, found, { seenIn })
}

/** The pin belongs elsewhere in this content: in others it is to be looked at again. Errors: designFiles.pinStale, pinUnfit. */
export async function movePin(ctx: MemberCtx, { anchor, ...input }: MovePin): Promise<void> {
  const found = await requirePinIn(ctx, input)
  await refuseUnfit(ctx, found.file, anchor)
  await write(ctx, 'designFiles.movePin', input.version, found, { anchor, seenIn: [found.file.sha256] })
}
