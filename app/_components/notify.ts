import type { NotificationData } from '@mantine/notifications'

let said = false
const listeners = new Set<() => void>()

/** Whether anything was said on this page yet. */
export const announcedOnce = (): boolean => said
export function onAnnounced(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something in the corner of the screen. What shows it is loaded with the first message. */
export function notify(message: NotificationData): void {
  said = true
  for (const listener of listeners) listener()
  void import('@mantine/notifications').then(({ notifications }) => notifications.show(message))
}

/** Takes back what was said before its time. */
export function withdraw(id: string): void {
  void import('@mantine/notifications').then(({ notifications }) => notifications.hide(id))
}
