import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import type { MemberRole } from '@/server/kernel/actor'
import type { SpecRevisionState } from './lifecycle'
import type { SigningRole, SigningSide } from './rules/sign-off'

export type Party = Readonly<{ role: PartyRole }>

/** Requirements are written by the brand that owns the product; a partner proposes. */
export const mayEditSpecs = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'specs:write')

/** Redlines, read-backs and translations come from whoever works on the specification, on either side. */
export const mayPropose = (member: MemberRole): boolean => can(member, 'specs:propose')

/** Releasing binds the company; so does suspending. */
export const mayRelease = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'specs:release')

export const sideOf = ({ role }: Party): SigningSide => (role === 'owner' ? 'brand' : 'partner')

/** Owners and admins may sign in any capacity, others in their own. */
export const maySignAs = (member: MemberRole, role: SigningRole): boolean =>
  member === 'owner' || member === 'admin' || member === role

/**
 * What is said in a review stays between the brand and the factory that was asked to sign; why a release is out of force
 * concerns everybody who builds to it.
 */
export const mayReadReason = (side: SigningSide, state: SpecRevisionState, asked: boolean): boolean =>
  side === 'brand' || asked || state === 'released' || state === 'suspended' || state === 'superseded'
