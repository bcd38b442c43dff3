import { redirect } from 'next/navigation'
import { paths } from '@/app/_lib/paths'

export default function SettingsPage() {
  redirect(paths.settings.profile())
}
