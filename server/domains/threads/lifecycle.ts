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
