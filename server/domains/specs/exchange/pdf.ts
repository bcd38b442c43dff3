import { setImmediate } from 'node:timers/promises'
import { translator } from '@/locales/translator'
import type { BilingualText } from '@/server/kernel/bilingual'
import { writePdfApart } from '@/server/platform/pdf/write-apart'
import { textFields } from '../rules/requirement'
import { doubtsOf, type Doubt, type DoubtsOf } from '../rules/trust'
import type { SpecDocument } from './spec-document'
import { specPaper, type SayBoth } from './spec-paper'

/**
 * A specification as a PDF with both languages side by side: document number, revision, state and page on every page,
 * texts whose translation is not to be relied on marked in words, the hash of the content and who signed it. Set in a
 * thread of its own. The same document is the same bytes.
 */
export async function specPdf(doc: SpecDocument): Promise<Uint8Array> {
  return writePdfApart(specPaper(doc, await sayBoth(), await compared(doc)))
}

/** Requirements whose texts are compared before other work gets its turn. */
const atOnce = 40

/** What is doubtful about the texts of a document, each compared once, and never the server held up by it. */
async function compared({ requirements }: SpecDocument): Promise<DoubtsOf> {
  const known = new Map<BilingualText, readonly Doubt[]>()
  for (const [index, requirement] of requirements.entries()) {
    for (const field of textFields) known.set(requirement[field], doubtsOf(requirement[field]))
    if (index % atOnce === atOnce - 1) await setImmediate()
  }
  return (text) => known.get(text) ?? doubtsOf(text)
}

/** The texts of the product in both languages at once. */
export async function sayBoth(): Promise<SayBoth> {
  const [en, zh] = await Promise.all([translator('en'), translator('zh')])
  return (key, params = {}) => ({ en: en(key, params), zh: zh(key, params) })
}
