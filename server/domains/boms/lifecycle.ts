import { defineLifecycle } from '@/server/kernel/lifecycle'

export const revisionStates = ['draft', 'inReview', 'released', 'superseded', 'withdrawn'] as const
export type RevisionState = (typeof revisionStates)[number]
export type RevisionCommand = 'submit' | 'sendBack' | 'release' | 'supersede' | 'withdraw'

/**
 * Submitting freezes what is built; sent back, it can be edited again. Nothing leads from `released` back to a draft: the
 * next revision is made from it. `release` follows from a person only for the first revision of a BOM, afterwards from a
 * change (lifecycle.md §3); `supersede` follows from the release of the next one.
 */
export const revisionLifecycle = defineLifecycle<RevisionState, RevisionCommand>('boms.revision', {
  draft: { submit: 'inReview', withdraw: 'withdrawn' },
  inReview: { sendBack: 'draft', release: 'released', withdraw: 'withdrawn' },
  released: { supersede: 'superseded' },
  superseded: {},
  withdrawn: {},
})

/**
 * `phantom` is never stocked and passes its demand through; `optional` is left out of totals unless asked for;
 * `consumable` is not counted per unit and never short.
 */
export const lineUsages = ['normal', 'phantom', 'optional', 'consumable'] as const
export type LineUsage = (typeof lineUsages)[number]

/** Who brings the parts of a line. Lines that are not placed are marked `dnp`. */
export const suppliedBys = ['factory', 'brand'] as const
export type SuppliedBy = (typeof suppliedBys)[number]

/** What a factory may add to what the brand designed. Never a fitted part. */
export const additionKinds = ['consumable', 'packaging'] as const
export type AdditionKind = (typeof additionKinds)[number]

export const substitutionReasons = ['shortage', 'endOfLife', 'cost', 'quality', 'leadTime', 'other'] as const
export type SubstitutionReason = (typeof substitutionReasons)[number]
/** Allowed for one lot, for good (by a change of the BOM), or refused for good. */
export const substitutionDecisions = ['lot', 'always', 'never'] as const
export type SubstitutionDecision = (typeof substitutionDecisions)[number]
export const substitutionStates = ['proposed', 'accepted', 'refused', 'withdrawn'] as const
export type SubstitutionState = (typeof substitutionStates)[number]
export const substitutionLifecycle = defineLifecycle<SubstitutionState, 'accept' | 'refuse' | 'withdraw'>(
  'boms.substitution',
  {
    proposed: { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' },
    accepted: {},
    refused: {},
    withdrawn: {},
  },
)

export const importStates = ['preview', 'committed', 'discarded'] as const
export type ImportState = (typeof importStates)[number]
export type ImportCommand = 'adjust' | 'commit' | 'discard'

/** A file is corrected as often as needed, then accepted or thrown away, once. */
export const importLifecycle = defineLifecycle<ImportState, ImportCommand>('boms', {
  preview: { adjust: 'preview', commit: 'committed', discard: 'discarded' },
  committed: {},
  discarded: {},
})
