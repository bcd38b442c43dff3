/** What the brand and the one factory concerned may be told of. Ids travel; contents are asked for. */
export const flashingEvents = [
  'flashing.changed',
  'flashing.issued',
  'flashing.flagged',
  'flashing.setAside',
  'flashing.takenBack',
] as const
export type FlashingEvent = (typeof flashingEvents)[number]
