/** Working revisions count 0.1, 0.2 …, and never start over. */
export const workingNumber = (ordinal: number): string => `0.${ordinal}`
