import { join } from 'node:path'
import { projectRoot } from '@/db/root'
import { fontFiles } from '@/server/platform/pdf/typeface'
import { Thread } from '@/server/platform/threads/thread'
import type { Painting, PaintingQuestion } from './worker'

/** What is hostile is given up soon: others wait behind it. */
const limits = { patienceMs: 20_000, growthMb: 1_024 }
const thread = new Thread<PaintingQuestion, Painting>(() => import('./worker'), limits)

/** A drawing as it is kept, or the bytes of what is painted without one: a mesh, or a page of a PDF from 1. */
export type Painted = Readonly<
  | { what: 'drawing'; packed: Uint8Array }
  | { what: 'mesh'; bytes: Uint8Array }
  | { what: 'page'; bytes: Uint8Array; page: number }
>

/**
 * A picture of a design file in both sizes, painted in a thread of its own. Throws `common.fileTooHeavy` where it took too
 * much memory or time.
 */
export const paintApart = (painted: Painted): Promise<Painting> => {
  const root = projectRoot()
  return thread.ask({ painted, fonts: fontFiles(root), library: join(root, 'node_modules', 'pdfjs-dist') })
}
