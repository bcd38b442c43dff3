import { chaseAcknowledgements } from './chase-acknowledgements'
import { chaseLines } from './chase-lines'
import { indexSearch } from './index-search'
import { sendNoticeMails } from './notice-mails'
import { makeGoldens } from './make-goldens'
import { makePackages } from './make-packages'
import { pruneBlobs } from './prune-blobs'
import { pruneEvents } from './prune-events'
import { pruneFirmware } from './prune-firmware'
import { pruneSignIn } from './prune-sign-in'
import { pruneUploads } from './prune-uploads'
import { readDesigns } from './read-designs'
import type { Services } from '@/server/platform/services'

export type Schedule = Readonly<{
  /** Name of its queue. */
  name: string
  /** Once in each such period of the clock, at most an hour, in whichever process gets to it first. */
  everySeconds: number
  run: (services: Services) => Promise<void>
}>

/** Work that the clock starts. */
export const schedules: readonly Schedule[] = [
  { name: 'read-designs', everySeconds: 5, run: async (services) => void (await readDesigns(services)) },
  { name: 'make-packages', everySeconds: 3, run: async (services) => void (await makePackages(services)) },
  { name: 'make-goldens', everySeconds: 3, run: async (services) => void (await makeGoldens(services)) },
  { name: 'notice-mails', everySeconds: 30, run: sendNoticeMails },
  { name: 'chase-acknowledgements', everySeconds: 300, run: (services) => chaseAcknowledgements(services) },
  { name: 'chase-lines', everySeconds: 900, run: (services) => chaseLines(services) },
  { name: 'index-search', everySeconds: 300, run: async (services) => void (await indexSearch(services)) },
  { name: 'prune-blobs', everySeconds: 3_600, run: (services) => pruneBlobs(services) },
  { name: 'prune-events', everySeconds: 3_600, run: pruneEvents },
  { name: 'prune-firmware', everySeconds: 3_600, run: (services) => pruneFirmware(services) },
  { name: 'prune-sign-in', everySeconds: 3_600, run: pruneSignIn },
  { name: 'prune-uploads', everySeconds: 3_600, run: (services) => pruneUploads(services) },
]
