/** What the brand and the one factory concerned may be told of. Ids travel; contents are asked for. */
export const flashingEvents = ['flashing.changed', 'flashing.issued', 'flashing.flagged'] as const
export type FlashingEvent = (typeof flashingEvents)[number]
