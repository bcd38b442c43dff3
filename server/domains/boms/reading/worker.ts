import { serve } from '@/server/platform/threads/serve'
import { answer } from './library'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'bom-reader'

serve(workerName, answer)
