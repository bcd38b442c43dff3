/** What happened to an organisation's words. Partners on a product hear it too, because they write with them. */
export const languageEvents = ['language.glossaryChanged'] as const
export type LanguageEvent = (typeof languageEvents)[number]
