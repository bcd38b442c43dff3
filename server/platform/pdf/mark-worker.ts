import { serve } from '../threads/serve'
import { markPdf, type PdfMark, type PdfMarking } from './mark-pdf'
import type { FontFiles } from './typeface'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'pdf-marker'

export type MarkQuestion = Readonly<{ bytes: Uint8Array; mark: PdfMark; files: FontFiles }>

serve<MarkQuestion, PdfMarking>(workerName, ({ bytes, mark, files }) => markPdf(bytes, mark, files))
