'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** The time zone of this browser; UTC while the server renders. */
export const useBrowserZone = (): string => useSyncExternalStore(never, here, () => 'UTC')
