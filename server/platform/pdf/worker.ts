import { serve } from '../threads/serve'
import type { Paper } from './paper'
import type { FontFiles } from './typeface'
import { writePdf } from './write-pdf'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'pdf-writer'

export type PdfQuestion = Readonly<{ paper: Paper; files: FontFiles }>

serve<PdfQuestion, Uint8Array>(workerName, ({ paper, files }) => writePdf(paper, files))
