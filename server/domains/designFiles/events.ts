/** What the rest of the product may be told of design files. Ids travel; contents are asked for. */
export const designFileEvents = ['designFiles.changed', 'designFiles.released', 'designFiles.pinChanged'] as const
export type DesignFileEvent = (typeof designFileEvents)[number]
