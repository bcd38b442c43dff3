import { defineLifecycle } from '@/server/kernel/lifecycle'

/** Where a revision of a specification stands. Only a `draft` can be edited. */
export const specRevisionStates = [
  'draft',
  'inReview',
  'changesRequested',
  'approved',
  'released',
  'suspended',
  'superseded',
  'withdrawn',
] as const
export type SpecRevisionState = (typeof specRevisionStates)[number]
export type SpecRevisionCommand =
  | 'submit'
  | 'sign'
  | 'requestChanges'
  | 'approve'
  | 'withdraw'
  | 'release'
  | 'suspend'
  | 'resume'
  | 'supersede'

/**
 * Review freezes a revision as it is. Whoever goes on editing gets a new working revision from it, and the frozen one
 * ends `withdrawn`: what was signed is never what is edited. `approve` and `supersede` follow from other acts.
 */
export const specRevisionLifecycle = defineLifecycle<SpecRevisionState, SpecRevisionCommand>('specs', {
  draft: { submit: 'inReview' },
  inReview: { sign: 'inReview', approve: 'approved', requestChanges: 'changesRequested', withdraw: 'withdrawn' },
  changesRequested: { withdraw: 'withdrawn' },
  approved: { release: 'released', withdraw: 'withdrawn' },
  released: { suspend: 'suspended', supersede: 'superseded' },
  suspended: { resume: 'released', supersede: 'superseded' },
  superseded: {},
  withdrawn: {},
})

/** Whose move a redline waits for: the brand's (`open`) or the factory's (`countered`). */
export const redlineStates = ['open', 'countered', 'accepted', 'declined', 'withdrawn'] as const
export type RedlineState = (typeof redlineStates)[number]
export type RedlineCommand = 'accept' | 'decline' | 'counter' | 'acceptCounter' | 'counterBack' | 'withdraw'

/** A proposal goes back and forth until one side accepts what the other one put, declines, or takes it back. */
export const redlineLifecycle = defineLifecycle<RedlineState, RedlineCommand>('specs.redline', {
  open: { accept: 'accepted', decline: 'declined', counter: 'countered', withdraw: 'withdrawn' },
  countered: { acceptCounter: 'accepted', counterBack: 'open', withdraw: 'withdrawn' },
  accepted: {},
  declined: {},
  withdrawn: {},
})

/** A partner's answer to a release. */
export const acknowledgementStates = ['pending', 'acknowledged', 'objected'] as const
export type AcknowledgementState = (typeof acknowledgementStates)[number]
export const acknowledgementLifecycle = defineLifecycle<AcknowledgementState, 'acknowledge' | 'object'>(
  'specs.acknowledgement',
  {
    pending: { acknowledge: 'acknowledged', object: 'objected' },
    objected: { acknowledge: 'acknowledged' },
    acknowledged: {},
  },
)
