/** What of a library may need care; the list is narrowed by them. */
export const partFilters = ['noApproved', 'singleSource', 'pricesExpired', 'nrnd', 'eol', 'obsolete'] as const
export type PartFilter = (typeof partFilters)[number]
