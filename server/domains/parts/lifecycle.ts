import { defineLifecycle } from '@/server/kernel/lifecycle'

/** What the maker says of its part. NRND = not recommended for new designs; EOL = end of life, last orders taken. */
export const partLifecycles = ['unknown', 'active', 'nrnd', 'eol', 'obsolete'] as const
export type PartLifecycle = (typeof partLifecycles)[number]

export const complianceStates = ['unknown', 'compliant', 'exempt', 'notCompliant'] as const
export type ComplianceState = (typeof complianceStates)[number]

/** Whether a part may stand in for another. Only the owner of the list decides; anybody who sees it may propose. */
export const alternateStates = ['proposed', 'approved', 'rejected', 'retired'] as const
export type AlternateState = (typeof alternateStates)[number]
export type AlternateCommand = 'approve' | 'reject' | 'retire' | 'propose'
export const alternateLifecycle = defineLifecycle<AlternateState, AlternateCommand>('parts.alternate', {
  proposed: { approve: 'approved', reject: 'rejected' },
  approved: { retire: 'retired' },
  rejected: { propose: 'proposed' },
  retired: { approve: 'approved' },
})

export const crossReferenceOrigins = ['import', 'match', 'typed', 'sheet'] as const
export type CrossReferenceOrigin = (typeof crossReferenceOrigins)[number]

/** By what a line was matched, surest first. */
export const matchKinds = ['number', 'manufacturerPart', 'supplierPart', 'customerNumber', 'text'] as const
export type MatchKind = (typeof matchKinds)[number]
