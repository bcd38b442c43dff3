'use client'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { announcedOnce, onAnnounced } from './notify'

const Opened = lazy(async () => ({ default: (await import('./announcements-opened')).AnnouncementsOpened }))

/** The corner of the screen where something is said, there from the first message on. */
export function Announcements() {
  const wanted = useSyncExternalStore(onAnnounced, announcedOnce, () => false)
  return wanted ? (
    <Suspense>
      <Opened />
    </Suspense>
  ) : null
}
