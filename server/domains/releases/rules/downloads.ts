/** What of a file is sent: all, nothing, or a part from some byte on. */
export type SentRange = 'whole' | 'none' | Readonly<{ first: number }>

/** Milliseconds in which the parts of one download, and tries to go on with it, are one entry of the log. */
export const oneDownload = 3_600_000

/** Whether bytes leave: any part counts, for a file can be put together from parts without its first byte. */
export const sendsBytes = (range: SentRange): boolean => range !== 'none'
