import { Thread } from '../threads/thread'
import type { ReadOptions, Workbook } from './read-workbook'
import { WorkbookRefusal } from './refusal'
import type { WorkbookAnswer, WorkbookQuestion } from './worker'

const thread = new Thread<WorkbookQuestion, WorkbookAnswer>(() => import('./worker'))

/**
 * `readWorkbook` in the one thread this process keeps for it. Throws a `WorkbookRefusal`, `damaged` too where a reader
 * stumbled over bytes, or the error `common.fileTooHeavy` when reading took too much memory or time.
 */
export async function readWorkbookApart(bytes: Uint8Array, options: ReadOptions = {}): Promise<Workbook> {
  const answer = await thread.ask({ bytes, options })
  if ('workbook' in answer) return answer.workbook
  throw new WorkbookRefusal(answer.refused.reason, answer.refused.params)
}
