/** What an organisation's own screens are told. Ids travel; contents are asked for. */
export const partEvents = ['parts.changed', 'parts.imported', 'parts.ratesChanged'] as const
export type PartEvent = (typeof partEvents)[number]
