/**
 * What can be found, in the order of equal groups. The place in this list is stored with every gram: only ever append.
 * Terms of the glossary and parts of the library are looked up where they are, and have none.
 */
export const searchKinds = [
  'product',
  'spec',
  'requirement',
  'eq',
  'question',
  'bom',
  'person',
  'term',
  'part',
] as const
export type SearchKind = (typeof searchKinds)[number]

/**
 * Who may find a document, before grants: everybody on its product, the brand and one partner, the brand alone, or
 * those who work with the organisation it belongs to.
 */
export const reaches = ['all', 'pair', 'own', 'people'] as const
export type Reach = (typeof reaches)[number]

/** Characters of a query. */
export const longestQuery = 200
