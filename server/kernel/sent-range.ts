/** What of a file is sent: all, nothing, or a part from some byte on. */
export type SentRange = 'whole' | 'none' | Readonly<{ first: number }>

/** Whether bytes leave: any part counts, for a file can be put together from parts without its first byte. */
export const sendsBytes = (range: SentRange): boolean => range !== 'none'

/** Whether a download begins; the parts it goes on with do not. */
export const sendsFirstByte = (range: SentRange): boolean =>
  range === 'whole' || (range !== 'none' && range.first === 0)
