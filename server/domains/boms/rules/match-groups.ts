/** What is asked for on the page that matches lines with the library: by how sure the best candidate is, or done. */
export const matchGroups = ['exact', 'likely', 'possible', 'none', 'linked'] as const
export type MatchGroup = (typeof matchGroups)[number]
