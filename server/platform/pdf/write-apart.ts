import { projectRoot } from '@/db/root'
import { Thread } from '../threads/thread'
import type { Paper } from './paper'
import { fontFiles } from './typeface'
import type { PdfQuestion } from './worker'

const thread = new Thread<PdfQuestion, Uint8Array>(() => import('./worker'))

/** `writePdf` in the one thread this process keeps for it, which holds the fonts while there is work for it. */
export const writePdfApart = (paper: Paper): Promise<Uint8Array> =>
  thread.ask({ paper, files: fontFiles(projectRoot()) })
