import { Inbox } from '@/app/_features/notifications/inbox'
import { getT } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('notifications:inbox.title') })

export default function InboxPage() {
  return <Inbox />
}
