import { Thread } from '@/server/platform/threads/thread'
import type { DrawingQuestion, PackedDrawing } from './worker'

const thread = new Thread<DrawingQuestion, PackedDrawing>(() => import('./worker'))

/**
 * The drawing of a design file, made in a thread of its own: whoever opens a file does not wait for those that are read in
 * the background. Throws `common.fileTooHeavy` where it took too much memory or time.
 */
export const drawDesignApart = (question: DrawingQuestion): Promise<PackedDrawing> => thread.ask(question)
