/** What an organisation's own pages are told. Ids travel; contents are asked for. */
export const apiTokenEvents = ['apiTokens.changed'] as const
export type ApiTokenEvent = (typeof apiTokenEvents)[number]
