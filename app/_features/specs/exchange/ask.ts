import { paths } from '@/app/_lib/paths'
import { procedureCalls } from '@/app/_lib/procedures'
import { isObject, uploadFile } from '@/app/_lib/upload'
import type { SheetField } from '@/server/domains/specs/exchange/sheet-fields'
import type { PastePreview, SheetProposal } from '../types'

/** What is compared with the draft. Held in memory until it is applied or given up, whatever happens to it outside. */
export type Source =
  | Readonly<{ kind: 'file'; file: File }>
  | Readonly<{ kind: 'paste'; text: string; columns: readonly (SheetField | null)[] | null }>
/** `columns` = what each column of a pasted table was taken for; null for a file. */
export type Answer = Readonly<{
  proposal: SheetProposal
  columns: PastePreview['columns'] | null
  named: boolean
}>

/** In bytes; the server takes a little more in one question. */
export const longestPaste = 3_500_000

/** Asks what a file or a pasted table would change in a draft. `onProgress` gets 0…1 while a file is sent. */
export async function ask(revisionId: string, source: Source, onProgress: (share: number) => void): Promise<Answer> {
  if (source.kind === 'paste') {
    const { columns, named, ...proposal } = await procedureCalls.specs.previewPaste.mutate({
      revisionId,
      text: source.text,
      columns: source.columns === null ? null : [...source.columns],
    })
    return { proposal, columns, named }
  }
  const proposal = await uploadFile(paths.files.specSheet(revisionId), source.file, { query: {}, onProgress })
  if (!isProposal(proposal)) throw new Error('upload failed')
  return { proposal, columns: null, named: true }
}

const isProposal = (value: unknown): value is SheetProposal =>
  isObject(value) && ['additions', 'changes', 'removals', 'problems'].every((part) => Array.isArray(value[part]))
