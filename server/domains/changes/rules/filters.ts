/** Changes that are listed: those under way, those that wait for the reader, those that ended, every one. */
export const changeFilters = ['open', 'mine', 'done', 'all'] as const
export type ChangeFilter = (typeof changeFilters)[number]
