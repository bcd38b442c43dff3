/** What accompanies a specification besides its requirements, each with the texts that both sides read. */
export const wordFields = {
  spec: ['name'],
  channel: ['purpose'],
  redline: ['reason'],
  revision: ['note', 'reason'],
  acknowledgement: ['reason'],
  readBack: ['words', 'method'],
} as const satisfies Record<string, readonly string[]>
export type WordKind = keyof typeof wordFields
export const wordKinds = [
  'spec',
  'channel',
  'redline',
  'revision',
  'acknowledgement',
  'readBack',
] as const satisfies readonly WordKind[]
