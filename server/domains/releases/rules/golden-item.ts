/** A file of a golden package, by its content in the store. */
export type GoldenItem = Readonly<{ path: string; sha256: string; size: number }>
