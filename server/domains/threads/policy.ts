import type { MemberRole } from '@/server/kernel/actor'

/** A viewer reads every question of their organisation and writes none. */
export const mayWrite = (role: MemberRole): boolean => role !== 'viewer'

/** Only the author changes what they said; everybody else answers. */
export const mayEdit = (userId: string, post: Readonly<{ authorId: string }>): boolean => post.authorId === userId
