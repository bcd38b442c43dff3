import { can } from '@/server/domains/orgs/policy'
import type { MemberRole } from '@/server/kernel/actor'

/** A viewer reads every question of their organisation and writes none. */
export const mayWrite = (role: MemberRole): boolean => can(role, 'threads:write')

/** Only the author changes what they said; everybody else answers. */
export const mayEdit = (userId: string, post: Readonly<{ authorId: string }>): boolean => post.authorId === userId
