type Facts = Readonly<{
  currentRevisionId: string | null
  releasedRevisionId: string | null
  /** Newest first. */
  revisions: readonly Readonly<{ id: string }>[]
}>
export type Pair = Readonly<{ before: string; after: string }>

/**
 * The two revisions to compare: those asked for where they are of this BOM, else the one in force against the newest,
 * else the newest against the one before it. Null while there is only one.
 */
export function pairOf(bom: Facts, asked: Readonly<{ before: string | null; after: string | null }>): Pair | null {
  const known = (id: string | null) => (bom.revisions.some((revision) => revision.id === id) ? id : null)
  const after = known(asked.after) ?? known(bom.currentRevisionId) ?? bom.revisions[0]?.id ?? null
  const at = bom.revisions.findIndex(({ id }) => id === after)
  const inForce = bom.releasedRevisionId === after ? null : known(bom.releasedRevisionId)
  const before = known(asked.before) ?? (asked.after === null ? inForce : null) ?? bom.revisions[at + 1]?.id ?? null
  return after === null || before === null ? null : { before, after }
}
