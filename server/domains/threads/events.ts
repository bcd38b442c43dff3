import type { SubjectKind } from './rules'

/** What happened to a question. Ids travel to live screens; nothing else does. */
export const threadEventTypes = [
  'threads.opened',
  'threads.replied',
  'threads.resolved',
  'threads.reopened',
  'threads.postEdited',
  'threads.postTranslated',
  'threads.postVerified',
  'threads.eqRaised',
  'threads.eqDecided',
  'threads.eqReopened',
  'threads.eqWithdrawn',
  'threads.eqTitleTranslated',
] as const
export type ThreadEventType = (typeof threadEventTypes)[number]

export type ThreadEventPayload = Readonly<{
  threadId: string
  postId?: string
  subjectKind: SubjectKind
  subjectId: string
  /** Set for a BOM and its lines. */
  bomId?: string
  /** Set for a specification and its requirements. */
  specId?: string
  /** Set for a pin in a design file. */
  designSetId?: string
}>
