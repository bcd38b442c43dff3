import { Thread } from '@/server/platform/threads/thread'
import type { Painting, PaintingQuestion } from './worker'

const thread = new Thread<PaintingQuestion, Painting>(() => import('./worker'))

/**
 * A picture of a design file in both sizes, painted in a thread of its own. Throws `common.fileTooHeavy` where it took too
 * much memory or time.
 */
export const paintApart = (question: PaintingQuestion): Promise<Painting> => thread.ask(question)
