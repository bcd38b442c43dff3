import { defineLifecycle } from '@/server/kernel/lifecycle'

/** Where the gate of a phase stands. `conditional` passed on waivers that end on a day. */
export const gateStates = ['planned', 'active', 'gateReview', 'passed', 'conditional', 'failed'] as const
export type GateState = (typeof gateStates)[number]
export type GateCommand = 'start' | 'submit' | 'sign' | 'pass' | 'passWithConditions' | 'fail' | 'fulfil' | 'reopen'

/**
 * Lifecycle reference §1. `pass` and `passWithConditions` follow from the last signature. A failed gate goes on as an
 * active one; so does a passed one whose conditions lapsed, or whose phase is built once more.
 */
export const gateLifecycle = defineLifecycle<GateState, GateCommand>('gates', {
  planned: { start: 'active' },
  active: { submit: 'gateReview' },
  gateReview: { sign: 'gateReview', pass: 'passed', passWithConditions: 'conditional', fail: 'failed' },
  passed: { reopen: 'active' },
  conditional: { fulfil: 'passed', reopen: 'active' },
  failed: { reopen: 'active' },
})

/** While criteria may be written and waived. */
export const isOpenGate = (state: GateState): boolean => state === 'planned' || state === 'active'
/** While evidence is taken: in review what is signed stands still, and what passed with conditions has some to meet. */
export const takesEvidence = (state: GateState): boolean => isOpenGate(state) || state === 'conditional'
