import { serve } from '../threads/serve'
import { readWorkbook, type ReadOptions, type Workbook } from './read-workbook'
import { WorkbookRefusal } from './refusal'

/** Where this module lies, for the thread that starts it. */
export const moduleUrl = import.meta.url
export const workerName = 'workbook-reader'

export type WorkbookQuestion = Readonly<{ bytes: Uint8Array; options: ReadOptions }>
/** A refusal crosses threads as data. */
export type WorkbookAnswer = Readonly<{ workbook: Workbook } | { refused: Pick<WorkbookRefusal, 'reason' | 'params'> }>

serve<WorkbookQuestion, WorkbookAnswer>(workerName, async ({ bytes, options }) => {
  try {
    return { workbook: await readWorkbook(bytes, options) }
  } catch (failure) {
    const { reason, params } = failure instanceof WorkbookRefusal ? failure : new WorkbookRefusal('damaged')
    return { refused: { reason, params } }
  }
})
