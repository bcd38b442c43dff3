import { sendNoticeMails } from './notice-mails'
import { pruneEvents } from './prune-events'
import type { Services } from '@/server/platform/services'

export type Schedule = Readonly<{
  /** Name of its queue. */
  name: string
  /** Once in each such period of the clock, in whichever process gets to it first. */
  everySeconds: number
  run: (services: Services) => Promise<void>
}>

/** Work that the clock starts. */
export const schedules: readonly Schedule[] = [
  { name: 'notice-mails', everySeconds: 30, run: sendNoticeMails },
  { name: 'prune-events', everySeconds: 86_400, run: pruneEvents },
]
