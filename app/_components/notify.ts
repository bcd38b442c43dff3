import type { NotificationData } from '@mantine/notifications'

/** Says something in the corner of the screen. What shows it is loaded with the first message. */
export const notify = (message: NotificationData): void =>
  void import('@mantine/notifications').then(({ notifications }) => notifications.show(message))
