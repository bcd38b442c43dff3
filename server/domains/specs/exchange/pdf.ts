import { translator } from '@/locales/translator'
import { writePdfApart } from '@/server/platform/pdf/write-apart'
import type { SpecDocument } from './spec-document'
import { specPaper, type SayBoth } from './spec-paper'

/**
 * A specification as a PDF with both languages side by side: document number, revision, state and page on every page,
 * texts whose translation is not to be relied on marked in words, the hash of the content and who signed it. Set in a
 * thread of its own. The same document is the same bytes.
 */
export async function specPdf(doc: SpecDocument): Promise<Uint8Array> {
  return writePdfApart(specPaper(doc, await sayBoth()))
}

/** The texts of the product in both languages at once. */
export async function sayBoth(): Promise<SayBoth> {
  const [en, zh] = await Promise.all([translator('en'), translator('zh')])
  return (key, params = {}) => ({ en: en(key, params), zh: zh(key, params) })
}
