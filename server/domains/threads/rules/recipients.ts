import type { MemberRole } from '@/server/kernel/actor'
import { answeringRoles } from '../rules'

/** A person who may see the thread now, in the organisation they see it as. */
export type Reader = Readonly<{ userId: string; orgId: string; role: MemberRole }>
export type Told = Readonly<{ reader: Reader; kind: 'threads.mentioned' | 'threads.asked' | 'threads.replied' }>

type Post = Readonly<{ authorId: string; authorOrgId: string; mentions: readonly string[]; first: boolean }>

/** How an act on an engineering query is told to whoever is not named in its words. */
export type EqNotice = 'threads.eqRaised' | 'threads.eqDecided' | 'threads.eqReopened' | 'threads.eqWithdrawn'

/** One entry per person: somebody who belongs to both sides is told once, as the side they were not on when asked. */
const once = (readers: readonly Reader[], authorOrgId: string): Reader[] => {
  const byUser = new Map<string, Reader>()
  for (const reader of readers.toSorted((a, b) => Number(a.orgId === authorOrgId) - Number(b.orgId === authorOrgId))) {
    if (!byUser.has(reader.userId)) byUser.set(reader.userId, reader)
  }
  return [...byUser.values()]
}

/**
 * Who is told of a post, and as what. Named people are mentioned; those who took part before get the reply; where nobody
 * of the other side took part yet, those who answer there are asked. A question inside one organisation asks its
 * answering roles once, when it is opened.
 */
export function recipientsOf(post: Post, readers: readonly Reader[], participants: ReadonlySet<string>): Told[] {
  const people = once(readers, post.authorOrgId).filter(({ userId }) => userId !== post.authorId)
  const internal = readers.every(({ orgId }) => orgId === post.authorOrgId)
  const silentSides = new Set(
    readers
      .map(({ orgId }) => orgId)
      .filter((orgId) => !readers.some((reader) => reader.orgId === orgId && participants.has(reader.userId))),
  )
  return people.flatMap((reader): Told[] => {
    if (post.mentions.includes(reader.userId)) return [{ reader, kind: 'threads.mentioned' }]
    if (participants.has(reader.userId)) return [{ reader, kind: 'threads.replied' }]
    const asked = internal ? post.first : reader.orgId !== post.authorOrgId && silentSides.has(reader.orgId)
    return asked && answeringRoles.includes(reader.role) ? [{ reader, kind: 'threads.asked' }] : []
  })
}
