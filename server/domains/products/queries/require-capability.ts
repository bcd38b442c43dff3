import { can, type Capability } from '@/server/domains/orgs/policy'
import type { OrgKind } from '@/server/kernel/actor'
import { DomainError } from '@/server/kernel/errors'
import type { MemberCtx } from '@/server/platform/context'

/** Refuses members whose organisation is of the other kind or whose role does not reach. After the object is proven. */
export function requireCapability({ actor }: MemberCtx, kind: OrgKind, capability: Capability): void {
  const { orgKind, role } = actor.member
  if (orgKind !== kind) throw new DomainError('forbidden', `products.${kind}Needed`)
  if (!can(role, capability)) throw new DomainError('forbidden', 'products.roleNeeded')
}
