import type { MemberRole } from '@/server/kernel/actor'

/** Whose signature: the brand that owns the product, or the factory that signs with it. */
export const signingSides = ['brand', 'partner'] as const
export type SigningSide = (typeof signingSides)[number]
/** In what capacity. Owners and admins may sign in any of them. */
export const signingRoles = ['engineer', 'quality', 'purchaser', 'sales'] as const satisfies readonly MemberRole[]
export type SigningRole = (typeof signingRoles)[number]
export type RequiredSignature = Readonly<{ side: SigningSide; role: SigningRole }>
export type Slot = `${SigningSide}:${SigningRole}`

export const slotOf = ({ side, role }: RequiredSignature): Slot => `${side}:${role}`

/** Who signs unless the author chooses otherwise: engineering and quality of both organisations. */
export const usualSignatures = (withPartner: boolean): readonly RequiredSignature[] =>
  signingSides
    .filter((side) => side === 'brand' || withPartner)
    .flatMap((side) => [{ side, role: 'engineer' } as const, { side, role: 'quality' } as const])

/**
 * The signatures as asked for, each once, or null where they make no sense: none of the brand, a partner's without a
 * partner, a partner asked to sign nothing.
 */
export function validSignatures(
  asked: readonly RequiredSignature[],
  withPartner: boolean,
): readonly RequiredSignature[] | null {
  const wanted = asked.filter((each, index) => asked.findIndex((other) => slotOf(other) === slotOf(each)) === index)
  const has = (side: SigningSide) => wanted.some((each) => each.side === side)
  return has('brand') && has('partner') === withPartner ? wanted : null
}

/** Slots that nobody has signed yet. */
export function openSlots(
  required: readonly RequiredSignature[],
  given: readonly Readonly<{ slot: string }>[],
): Slot[] {
  const signed = new Set(given.map(({ slot }) => slot))
  return required.map(slotOf).filter((slot) => !signed.has(slot))
}

/**
 * Whether somebody other than the one who put it up for review approved it (lifecycle reference: the author may not be
 * the only approver).
 */
export const approvedByAnother = (submittedBy: string, signedBy: readonly string[]): boolean =>
  signedBy.some((userId) => userId !== submittedBy)

type Review = Readonly<{ requiredSignatures: readonly RequiredSignature[]; submittedBy: string }>

/** Whether the signature of `signer` would be the last one while nobody but the submitter approved. */
export const approvesAlone = (
  { requiredSignatures, submittedBy }: Review,
  given: readonly Readonly<{ slot: string; userId: string }>[],
  signer: string,
): boolean =>
  openSlots(requiredSignatures, given).length === 1 &&
  !approvedByAnother(submittedBy, [...given.map(({ userId }) => userId), signer])
