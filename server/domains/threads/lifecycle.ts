import { defineLifecycle } from '@/server/kernel/lifecycle'

/** A `question` is answered in words; an `eq` carries a proposal and ends with an outcome. */
export const threadKinds = ['question', 'eq'] as const
export type ThreadKind = (typeof threadKinds)[number]

export const threadStates = ['open', 'resolved'] as const
export type ThreadState = (typeof threadStates)[number]
export type ThreadCommand = 'reply' | 'resolve' | 'reopen'

/** A resolved question stays readable and can be reopened; a reply to it reopens it. */
export const threadLifecycle = defineLifecycle<ThreadState, ThreadCommand>('threads', {
  open: { reply: 'open', resolve: 'resolved' },
  resolved: { reply: 'open', reopen: 'open' },
})

/**
 * An engineering query ends by a decision of the other side, or because its asker takes it back: never by time. A reply
 * to a closed one is a remark; opening it again needs a reason.
 */
export type EqCommand = 'reply' | 'decide' | 'withdraw' | 'reopen'
export const eqLifecycle = defineLifecycle<ThreadState, EqCommand>('threads', {
  open: { reply: 'open', decide: 'resolved', withdraw: 'resolved' },
  resolved: { reply: 'resolved', reopen: 'open' },
})

/** What a post in an engineering query did besides saying something. */
export const postActs = ['raise', 'clarification', 'deviation', 'change', 'withdraw', 'reopen'] as const
export type PostAct = (typeof postActs)[number]
