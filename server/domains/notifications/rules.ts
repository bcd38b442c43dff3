/** What people are told of, always in the portal. */
export const notificationKinds = [
  'threads.mentioned',
  'threads.asked',
  'threads.replied',
  'threads.resolved',
  'threads.reopened',
  'threads.eqRaised',
  'threads.eqDecided',
  'threads.eqReopened',
  'threads.eqWithdrawn',
  'products.partnerAccepted',
  'products.partnerDeclined',
  'products.partnerRevoked',
  'boms.imported',
  'boms.consignmentShipped',
  'boms.consignmentReceived',
  'boms.lineAssigned',
  'boms.lineDue',
  'boms.lineLate',
  'boms.submitted',
  'boms.sentBack',
  'boms.released',
  'boms.substitutionProposed',
  'boms.substitutionAnswered',
  'designFiles.released',
  'releases.issued',
  'releases.superseded',
  'releases.withdrawn',
  'releases.goldenProposed',
  'releases.goldenSigned',
  'releases.goldenWithdrawn',
  'firmware.approvalAsked',
  'firmware.overrideAsked',
  'firmware.refused',
  'firmware.inForce',
  'firmware.buildWithdrawn',
  'flashing.issued',
  'flashing.flagged',
  'flashing.setAside',
  'flashing.takenBack',
  'specs.signatureAsked',
  'specs.acknowledgementAsked',
  'specs.acknowledgementDue',
  'specs.acknowledgementLate',
  'specs.redlined',
  'specs.sentBack',
  'specs.suspended',
  'specs.resumed',
  'gates.signatureAsked',
  'gates.passed',
  'gates.conditional',
  'gates.failed',
  'changes.assessmentAsked',
  'changes.emergencyRaised',
  'changes.approvalAsked',
  'changes.planAsked',
  'changes.scheduled',
  'changes.verificationAsked',
  'changes.rejected',
  'changes.cancelled',
  'changes.settledByFactory',
  'changes.escalated',
  'changes.closed',
  'orgs.memberJoined',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

const withDeadline: readonly string[] = [
  'specs.acknowledgementAsked',
  'specs.acknowledgementDue',
  'specs.acknowledgementLate',
  'changes.emergencyRaised',
]
/** Until when something is wanted, and on whose clocks, of kinds whose news that is. */
export function deadlineIn(
  kind: string,
  { dueAt, zones }: Readonly<Record<string, string | number>>,
): Readonly<{ at: Date; zones: readonly string[] }> | null {
  const at = new Date(withDeadline.includes(kind) ? String(dueAt ?? '') : '')
  if (Number.isNaN(at.getTime())) return null
  return {
    at,
    zones: String(zones ?? '')
      .split(' ')
      .filter(Boolean),
  }
}

/** What a partner has to be granted to be told of a kind that is about a product and no thread. */
export const grantBehind = (kind: string): 'boms' | 'specs' | 'files' | 'firmware' | null =>
  /^(boms|changes)\./.test(kind)
    ? 'boms'
    : /^(specs|gates)\./.test(kind)
      ? 'specs'
      : /^designFiles\./.test(kind)
        ? 'files'
        : /^(firmware|flashing)\./.test(kind)
          ? 'firmware'
          : null

export const isNotificationKind = (text: string): text is NotificationKind =>
  notificationKinds.some((kind) => kind === text)

/** How an invitation was answered, and that access ended, is always mailed by the change itself. */
const mailedByChange = ['products.partnerAccepted', 'products.partnerDeclined', 'products.partnerRevoked'] as const
export type MailableKind = Exclude<NotificationKind, (typeof mailedByChange)[number]>
/** Kinds a person may have by mail as well. */
export const mailableKinds = notificationKinds.filter(
  (kind): kind is MailableKind => !mailedByChange.some((each) => each === kind),
)

export const isMailable = (text: string): text is MailableKind => mailableKinds.some((kind) => kind === text)

/** Mailed unless the person chose otherwise; what merely informs stays in the portal until they ask for mail. */
const mailedByDefault: readonly MailableKind[] = [
  'threads.mentioned',
  'threads.asked',
  'threads.replied',
  'threads.eqRaised',
  'threads.eqDecided',
  'threads.eqReopened',
  'boms.consignmentShipped',
  'boms.lineAssigned',
  'boms.lineDue',
  'boms.lineLate',
  'specs.signatureAsked',
  'specs.acknowledgementAsked',
  'specs.acknowledgementDue',
  'specs.acknowledgementLate',
  'specs.redlined',
  'specs.sentBack',
  'specs.suspended',
  'gates.signatureAsked',
  'boms.substitutionProposed',
  'boms.substitutionAnswered',
  'changes.assessmentAsked',
  'changes.emergencyRaised',
  'changes.approvalAsked',
  'changes.planAsked',
  'changes.verificationAsked',
  'changes.rejected',
  'changes.escalated',
  'boms.submitted',
  'boms.sentBack',
  'boms.released',
  'designFiles.released',
  'releases.issued',
  'releases.superseded',
  'releases.withdrawn',
  'releases.goldenProposed',
  'releases.goldenSigned',
  'releases.goldenWithdrawn',
  'firmware.approvalAsked',
  'firmware.overrideAsked',
  'firmware.refused',
  'firmware.inForce',
  'firmware.buildWithdrawn',
  'flashing.issued',
  'flashing.flagged',
  'flashing.takenBack',
]
export const mailsByDefault = (kind: MailableKind): boolean => mailedByDefault.includes(kind)

/** Whether a mail could ever arrive: nothing under `.invalid` has a mailbox (RFC 2606). */
export const canBeMailed = (address: string): boolean => !/\.invalid$/i.test(address)

const minute = 60_000
/** Time to see it on the screen first. */
export const quietMs = 2 * minute
/** Somebody whose browser spoke to us this recently is at their desk. */
export const presentMs = 7 * minute
/** At the desk or not: by then it was missed. */
export const patienceMs = 30 * minute
/** Older than this is not news; after an outage nobody gets a flood. */
export const staleMs = 48 * 60 * minute

/**
 * Whether an unread notice is mailed now. It waits two minutes for everybody, and up to half an hour for a reader who
 * is using the portal. `age` is that of the notice, `idle` the time since the reader's last request (null: never seen).
 */
export function isDueForMail(age: number, idle: number | null): boolean {
  if (age < quietMs || age > staleMs) return false
  return idle === null || idle > presentMs || age >= patienceMs
}

/** Attempts of one mail before it counts as failed; the pauses between them add up to about a day. */
export const mailAttempts = 9
/** Milliseconds until the next attempt after `attempts` failed ones: 30 s, 2 min, 8 min … at most 8 hours. */
export const mailPause = (attempts: number): number =>
  Math.min(30_000 * 4 ** Math.max(0, attempts - 1), 8 * 60 * minute)
