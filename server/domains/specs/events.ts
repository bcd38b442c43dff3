/** What the rest of the product may be told of specifications. Ids travel; contents are asked for. */
export const specEvents = [
  'specs.changed',
  'specs.submitted',
  'specs.signed',
  'specs.approved',
  'specs.sentBack',
  'specs.released',
  'specs.suspended',
  'specs.resumed',
  'specs.acknowledgementAsked',
  'specs.acknowledged',
  'specs.redlined',
  'specs.redlineSettled',
  'specs.readBack',
] as const
export type SpecEvent = (typeof specEvents)[number]
