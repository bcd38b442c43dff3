import { Thread } from '@/server/platform/threads/thread'
import type { FirmwareInspection } from './inspect-firmware'
import type { FirmwareQuestion } from './worker'

const thread = new Thread<FirmwareQuestion, FirmwareInspection>(() => import('./worker'))

/**
 * What a firmware file says of itself, read in the one thread this process keeps for it. Throws `common.fileTooHeavy`
 * where reading took too much memory or time.
 */
export const inspectFirmwareApart = (question: FirmwareQuestion): Promise<FirmwareInspection> => thread.ask(question)
