import { type AccessRow, allOf, anyone, member, nothing, person } from './outcomes'

export const notifications: Record<string, AccessRow | readonly AccessRow[]> = {
  'notifications.listInbox': { input: nothing, outcomes: member },
  'notifications.countUnread': { input: nothing, outcomes: member },
  'notifications.markRead': {
    input: ({ partner }) => ({ notificationIds: [partner.notificationId] }),
    outcomes: member,
    idle: ['stranger', 'viewer', 'bare', 'rival', 'owner'],
  },
  'notifications.markAllRead': {
    input: () => ({ until: new Date(Date.now() + 60_000) }),
    outcomes: member,
    idle: ['stranger', 'viewer'],
  },
  'notifications.getPreferences': { input: nothing, outcomes: person },
  'notifications.setPreference': { input: () => ({ kind: 'boms.imported', email: false }), outcomes: person },
  // The outbox of a demo shows every mail with its links, because there every account is public anyway.
  'notifications.listOutbox': { input: nothing, outcomes: anyone, reveals: allOf },
  'notifications.getOutboxMail': { input: ({ mailId }) => ({ mailId }), outcomes: anyone, reveals: allOf },
}
