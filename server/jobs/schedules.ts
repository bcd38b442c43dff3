import type { Services } from '@/server/platform/services'

export type Schedule = Readonly<{ name: string; cron: string; run: (services: Services) => Promise<void> }>

/** Work that the clock starts. */
export const schedules: readonly Schedule[] = []
