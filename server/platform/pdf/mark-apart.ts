import { projectRoot } from '@/db/root'
import { Thread } from '../threads/thread'
import type { PdfMark, PdfMarking } from './mark-pdf'
import type { MarkQuestion } from './mark-worker'
import { fontFiles } from './typeface'

const thread = new Thread<MarkQuestion, PdfMarking>(() => import('./mark-worker'))

/** `markPdf` in a thread of its own: a drawing of a hundred pages keeps nobody waiting, and a hostile one ends alone. */
export const markPdfApart = (bytes: Uint8Array, mark: PdfMark): Promise<PdfMarking> =>
  thread.ask({ bytes, mark, files: fontFiles(projectRoot()) })
