import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Shell } from '@/app/_components/shell'
import { Texts } from '@/app/_components/texts'
import { UploadDock } from '@/app/_features/designFiles/upload-dock'
import { Bell } from '@/app/_features/notifications/bell'
import { LiveProvider } from '@/app/_features/notifications/use-live'
import { paths } from '@/app/_lib/paths'
import { askedPath, followedFrom, requireActor, serverApi } from '@/app/_lib/server'
import { ViewerProvider } from '@/app/_lib/viewer'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  await requireActor()
  const viewer = await (await serverApi()).viewer.get()
  if (viewer.org === null) redirect(paths.welcome(await askedPath()))
  return (
    <ViewerProvider viewer={viewer}>
      <Texts of={['notifications', 'calendars', 'search']}>
        <LiveProvider from={await followedFrom()}>
          <Shell bell={<Bell />}>{children}</Shell>
          <UploadDock />
        </LiveProvider>
      </Texts>
    </ViewerProvider>
  )
}
