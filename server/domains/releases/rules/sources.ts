import type { BilingualText } from '@/server/kernel/bilingual'

/** What a package was made from, copied: the names stay as they were. `letter` of the release, `hash` of its content. */
export type PackageSource = Readonly<{
  /** The design set, the BOM or the specification. */
  id: string
  /** `WL-20-DES-01`; a BOM has a name only. */
  number: string
  name: BilingualText
  revisionId: string
  letter: string
  hash: string
}>
export const sourceKinds = ['set', 'bom', 'spec'] as const
export type SourceKind = (typeof sourceKinds)[number]
export type PackageSources = Readonly<Record<SourceKind, PackageSource | null>>

/** The release in force of a thing: null where none is. */
export type InForce = Readonly<{ revisionId: string; letter: string }> | null
/** A source that is not what is built any more; `to`: the letter in force now, null where none is. */
export type StaleSource = Readonly<{
  kind: SourceKind
  from: string
  to: string | null
  number: string
  name: BilingualText
}>

/** Which sources have been overtaken. A package that has one is superseded. */
export function staleSources(sources: PackageSources, inForce: ReadonlyMap<string, InForce>): StaleSource[] {
  return sourceKinds.flatMap((kind) => {
    const source = sources[kind]
    if (source === null) return []
    const now = inForce.get(source.id) ?? null
    if (now?.revisionId === source.revisionId) return []
    return [{ kind, from: source.letter, to: now?.letter ?? null, number: source.number, name: source.name }]
  })
}

/** What the file of a package is called. One that must not be used says so before all else, in both languages. */
export function packageFileName(number: string, standing: 'current' | 'superseded' | 'withdrawn'): string {
  const mark = { current: '', superseded: 'SUPERSEDED-已作废_', withdrawn: 'WITHDRAWN-已撤回_' }[standing]
  return `${mark}${number}.zip`
}
