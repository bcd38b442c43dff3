/** What the rest of the product may be told of firmware. Ids travel; contents are asked for. */
export const firmwareEvents = [
  'firmware.changed',
  'firmware.approvalAsked',
  'firmware.refused',
  'firmware.inForce',
  'firmware.buildWithdrawn',
] as const
export type FirmwareEvent = (typeof firmwareEvents)[number]
