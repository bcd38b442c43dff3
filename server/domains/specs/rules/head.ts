import type { BilingualText, Language } from '@/server/kernel/bilingual'

/** What stands above the requirements of a document, and is signed with them. */
export type SpecHead = Readonly<{ number: string; name: BilingualText; governingLanguage: Language }>

/** The head of a revision: as it was signed, or, while it can still be edited, that of the document. */
export const headOf = (spec: SpecHead, { head }: Readonly<{ head: SpecHead | null }>): SpecHead => {
  const { number, name, governingLanguage } = head ?? spec
  return { number, name, governingLanguage }
}
