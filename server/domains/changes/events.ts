/** What the rest of the product may be told of changes. Ids travel; contents are asked for. Audience: both sides of it. */
export const changeEvents = [
  'changes.raised',
  'changes.edited',
  'changes.submitted',
  'changes.assessed',
  'changes.approvalAsked',
  'changes.signed',
  'changes.approved',
  'changes.rejected',
  'changes.planned',
  'changes.scheduled',
  'changes.implemented',
  'changes.verified',
  'changes.closed',
  'changes.cancelled',
  'changes.escalated',
  'changes.taskChanged',
] as const
export type ChangeEvent = (typeof changeEvents)[number]
