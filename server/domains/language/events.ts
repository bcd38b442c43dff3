/**
 * What happened to an organisation's words. Partners on a product hear of its glossary too, because they write with it;
 * who sees to a text is heard by the organisation alone.
 */
export const languageEvents = ['language.glossaryChanged', 'language.textAssigned'] as const
export type LanguageEvent = (typeof languageEvents)[number]
