import { defineLifecycle } from '@/server/kernel/lifecycle'

export const changeStates = [
  'draft',
  'impactAnalysis',
  'pendingApproval',
  'approved',
  'scheduled',
  'implementing',
  'verified',
  'closed',
  'rejected',
  'cancelled',
] as const
export type ChangeState = (typeof changeStates)[number]
export type ChangeCommand =
  | 'edit'
  | 'submit'
  | 'assess'
  | 'complete'
  | 'approve'
  | 'clear'
  | 'reject'
  | 'plan'
  | 'schedule'
  | 'implement'
  | 'verify'
  | 'confirm'
  | 'close'
  | 'cancel'
  | 'escalate'

/**
 * Lifecycle reference §4. `clear` follows from the last approval, `schedule` from the second agreement on the plan,
 * `confirm` from the second verification. While approval is awaited an assessment may be renewed: the draft can move on.
 * `escalate` makes a class II change one of class I, which asks both sides again. Nothing leaves `rejected`: a copy of
 * it is raised anew.
 */
export const changeLifecycle = defineLifecycle<ChangeState, ChangeCommand>('changes', {
  draft: { edit: 'draft', submit: 'impactAnalysis', cancel: 'cancelled', escalate: 'draft' },
  impactAnalysis: {
    edit: 'impactAnalysis',
    assess: 'impactAnalysis',
    complete: 'pendingApproval',
    cancel: 'cancelled',
    escalate: 'impactAnalysis',
  },
  pendingApproval: {
    edit: 'pendingApproval',
    assess: 'pendingApproval',
    approve: 'pendingApproval',
    clear: 'approved',
    reject: 'rejected',
    cancel: 'cancelled',
    escalate: 'impactAnalysis',
  },
  approved: { plan: 'approved', schedule: 'scheduled', cancel: 'cancelled', escalate: 'impactAnalysis' },
  scheduled: { implement: 'implementing', cancel: 'cancelled', escalate: 'impactAnalysis' },
  implementing: { verify: 'implementing', confirm: 'verified' },
  verified: { close: 'closed' },
  closed: {},
  rejected: {},
  cancelled: {},
})

/** Class I affects form, fit, function, safety, certification, software compatibility or cost by more than 1 %. */
export const changeClasses = ['one', 'two'] as const
export type ChangeClass = (typeof changeClasses)[number]

/** What happens to what is built (features D4). */
export const changeKinds = ['revision', 'replacementPart', 'newPart', 'documentOnly', 'firmwareOnly'] as const
export type ChangeKind = (typeof changeKinds)[number]

export const changeReasons = ['cost', 'quality', 'shortage', 'compliance', 'field', 'dfm', 'error'] as const
export type ChangeReason = (typeof changeReasons)[number]

/** What a change touches besides the BOM. */
export const itemKinds = ['document', 'firmware', 'fixture', 'label', 'packaging', 'test'] as const
export type ItemKind = (typeof itemKinds)[number]

export const taskKinds = [
  'sop',
  'firmware',
  'fixture',
  'test',
  'label',
  'document',
  'recertification',
  'other',
] as const
export type TaskKind = (typeof taskKinds)[number]

/** Why a signature was given: to the content, to the plan, to what came off the line. */
export const signaturePurposes = ['approve', 'schedule', 'verify'] as const
export type SignaturePurpose = (typeof signaturePurposes)[number]

/** As long as nothing is in force because of it. */
export const isOpenChange = (state: ChangeState): boolean => !changeLifecycle.isTerminal(state)
/** While its content may be written. */
export const isEditable = (state: ChangeState): boolean => changeLifecycle.allows(state, 'edit')
