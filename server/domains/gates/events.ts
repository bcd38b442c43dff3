/** What the rest of the product may be told of gates. Ids travel; contents are asked for. */
export const gateEvents = [
  'gates.planned',
  'gates.changed',
  'gates.started',
  'gates.evidenceAdded',
  'gates.waived',
  'gates.submitted',
  'gates.signed',
  'gates.passed',
  'gates.conditional',
  'gates.failed',
  'gates.reopened',
] as const
export type GateEvent = (typeof gateEvents)[number]
