import { Notifications } from '@mantine/notifications'
import { Mantine } from './mantine'

export const AnnouncementsOpened = () => (
  <Mantine>
    <Notifications position="top-right" limit={3} />
  </Mantine>
)
