import type { Language } from './bilingual'

/** Roles of a member inside an organisation; `buyer` is the purchaser of a brand, `sales` their counterpart. */
export const memberRoles = ['owner', 'admin', 'engineer', 'purchaser', 'sales', 'quality', 'finance', 'viewer'] as const
export type MemberRole = (typeof memberRoles)[number]

export const orgKinds = ['brand', 'manufacturer'] as const
export type OrgKind = (typeof orgKinds)[number]

/** Who acts. A person may be signed in without an organisation yet. */
export type Actor = Readonly<{
  userId: string
  sessionId: string
  locale: Language
  timeZone: string
  member: Readonly<{ orgId: string; role: MemberRole; orgKind: OrgKind }> | null
}>

/** An actor whose membership is proven, which nearly every command needs. */
export type MemberActor = Actor & { readonly member: NonNullable<Actor['member']> }
