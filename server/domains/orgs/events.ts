import type { MemberRole } from '@/server/kernel/actor'

/** What the rest of the product may hear of organisations. Only fields ending in `Id` reach screens. */
export type OrgEvents = {
  'orgs.changed': { orgId: string }
  'orgs.memberJoined': { orgId: string; userId: string; role: MemberRole }
  'orgs.memberChanged': { orgId: string; userId: string; role: MemberRole }
  'orgs.memberRemoved': { orgId: string; userId: string }
  'orgs.invitationsChanged': { orgId: string; invitationId: string }
}
