/** Milliseconds in which the parts of one download, and tries to go on with it, are one entry of the log. */
export const oneDownload = 3_600_000
