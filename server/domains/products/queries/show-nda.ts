import { createHash } from 'node:crypto'
import { translator } from '@/locales/translator'
import type { Language } from '@/server/kernel/bilingual'
import { composeNda, currentNda, isNdaVersion, type NdaVersion } from '../nda/text'

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export type ShownNda = Readonly<{ version: NdaVersion; language: Language; text: string; textHash: string }>

/** The undertaking in a language with both names in it, exactly as it is shown, and the hash of exactly that. */
export async function showNda(
  version: string,
  language: Language,
  names: Readonly<{ brand: string; manufacturer: string | null }>,
): Promise<ShownNda> {
  const t = await translator(language)
  const known = isNdaVersion(version) ? version : currentNda
  const manufacturer = names.manufacturer ?? t('products:nda.yourCompany')
  const text = composeNda(known, { brand: names.brand, manufacturer }, (key, both) => t(key, both))
  return { version: known, language, text, textHash: hashOf(text) }
}
