import { serve } from '@/server/platform/threads/serve'
import { readingOf, type DesignReading } from './summary'
import { inspectDesignFile } from './inspect-design-file'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'design-reader'

export type DesignQuestion = Readonly<{ bytes: Uint8Array; fileName: string }>

serve<DesignQuestion, DesignReading>(workerName, async ({ bytes, fileName }) =>
  readingOf(await inspectDesignFile(bytes, fileName), fileName),
)
