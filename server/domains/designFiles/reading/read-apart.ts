import { Thread } from '@/server/platform/threads/thread'
import type { DesignReading } from './summary'
import type { DesignQuestion } from './worker'

const thread = new Thread<DesignQuestion, DesignReading>(() => import('./worker'))

/**
 * What a design file says of itself, read in the one thread this process keeps for it. Throws `common.fileTooHeavy` where
 * reading took too much memory or time.
 */
export const readDesignApart = (question: DesignQuestion): Promise<DesignReading> => thread.ask(question)
