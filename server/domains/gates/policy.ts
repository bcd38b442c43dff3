import { can } from '@/server/domains/orgs/policy'
import type { PartyRole } from '@/server/domains/products/lifecycle'
import { maySignAs } from '@/server/domains/specs/policy'
import type { SigningRole } from '@/server/domains/specs/rules/sign-off'
import type { MemberRole } from '@/server/kernel/actor'

export type Party = Readonly<{ role: PartyRole }>

/** Laying out gates, writing criteria, putting a gate up for review: the brand's. */
export const mayEditGates = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && can(member, 'specs:write')

/** Evidence and signatures come from whoever works on the product, on either side. */
export const mayGiveEvidence = (member: MemberRole): boolean => can(member, 'specs:propose')

/** Starting a phase at risk commits the company's money (half the tooling fee, lifecycle reference §1). */
export const mayAcceptRisk = (member: MemberRole, { role }: Party): boolean =>
  role === 'owner' && (member === 'owner' || member === 'admin')

/** A waiver is granted by the brand, in the capacity the criterion names. */
export const mayWaive = (member: MemberRole, { role }: Party, waiverRole: SigningRole): boolean =>
  role === 'owner' && maySignAs(member, waiverRole)
