import { defineLifecycle } from '@/server/kernel/lifecycle'

export const revisionStates = ['draft'] as const
export type RevisionState = (typeof revisionStates)[number]

export const importStates = ['preview', 'committed', 'discarded'] as const
export type ImportState = (typeof importStates)[number]
export type ImportCommand = 'adjust' | 'commit' | 'discard'

/** A file is corrected as often as needed, then accepted or thrown away, once. */
export const importLifecycle = defineLifecycle<ImportState, ImportCommand>('boms', {
  preview: { adjust: 'preview', commit: 'committed', discard: 'discarded' },
  committed: {},
  discarded: {},
})
