/** What of a gate both sides read in words. */
export const wordKinds = ['gate', 'gateItem', 'gateEvidence', 'gateWaiver', 'gateReview'] as const
export type WordKind = (typeof wordKinds)[number]
