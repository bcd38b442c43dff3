import { defineLifecycle } from '@/server/kernel/lifecycle'

export const threadStates = ['open', 'resolved'] as const
export type ThreadState = (typeof threadStates)[number]
export type ThreadCommand = 'reply' | 'resolve' | 'reopen'

/** A resolved question stays readable and can be reopened; a reply to it reopens it. */
export const threadLifecycle = defineLifecycle<ThreadState, ThreadCommand>('threads', {
  open: { reply: 'open', resolve: 'resolved' },
  resolved: { reply: 'open', reopen: 'open' },
})
