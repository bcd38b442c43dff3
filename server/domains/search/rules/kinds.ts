/**
 * What can be found, in the order of equal groups. The place in this list is stored with every gram: only ever append.
 * Terms of the glossary, parts of the library and devices are looked up where they are, and have none.
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
  'designSet',
  'firmwareLine',
  'firmwareBuild',
  'flashPackage',
  'package',
  'golden',
  'device',
] as const
export type SearchKind = (typeof searchKinds)[number]

/**
 * Who may find a document, before grants: everybody on its product, the brand and one partner, the brand alone, or
 * those who work with the organisation it belongs to.
 */
export const reaches = ['all', 'pair', 'own', 'people'] as const
export type Reach = (typeof reaches)[number]

/** How builds, packages and devices stand. */
export const hitStandings = [
  'registered',
  'current',
  'outdated',
  'making',
  'failed',
  'issued',
  'draft',
  'proposed',
  'signed',
  'superseded',
  'withdrawn',
  'pass',
  'fail',
  'flagged',
  'setAside',
] as const
export type HitStanding = (typeof hitStandings)[number]

/** Characters of a query. */
export const longestQuery = 200
