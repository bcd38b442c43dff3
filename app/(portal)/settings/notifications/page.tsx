import { Preferences } from '@/app/_features/notifications/preferences'
import { api, getT, Hydrate, prefetch } from '@/app/_lib/server'

export const generateMetadata = async () => ({ title: (await getT())('notifications:settings.title') })

export default async function NotificationSettingsPage() {
  await Promise.all([
    prefetch(api.notifications.getPreferences.queryOptions()),
    prefetch(api.people.getProfile.queryOptions()),
  ])
  return (
    <Hydrate>
      <Preferences />
    </Hydrate>
  )
}
