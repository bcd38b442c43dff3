import type { Spec } from '../types'

type Facts = Pick<Spec, 'currentRevisionId' | 'releasedRevisionId'> &
  Readonly<{ revisions: readonly Readonly<{ id: string }>[] }>
export type Pair = Readonly<{ before: string; after: string }>

/**
 * The two revisions to compare: those asked for where they are of this document, else the binding one against the
 * newest, else the newest against the one before it. Null while there is only one. Revisions come newest first.
 */
export function pairOf(spec: Facts, asked: Readonly<{ before: string | null; after: string | null }>): Pair | null {
  const known = (id: string | null) => (spec.revisions.some((revision) => revision.id === id) ? id : null)
  const after = known(asked.after) ?? known(spec.currentRevisionId) ?? spec.revisions[0]?.id ?? null
  const at = spec.revisions.findIndex(({ id }) => id === after)
  const binding = spec.releasedRevisionId === after ? null : known(spec.releasedRevisionId)
  const before = known(asked.before) ?? (asked.after === null ? binding : null) ?? spec.revisions[at + 1]?.id ?? null
  return after === null || before === null ? null : { before, after }
}
