type Listed = Readonly<{ nameKey: string; name: string; sha256: string }>

export const fileChanges = ['changed', 'added', 'removed', 'same'] as const
export type FileChange = (typeof fileChanges)[number]
export type ComparedFile<F extends Listed> = Readonly<{
  name: string
  change: FileChange
  before: F | null
  after: F | null
}>

/** Files of two revisions paired by name: what changed first, then what came and what went, then the rest. */
export function compareFiles<F extends Listed>(before: readonly F[], after: readonly F[]): ComparedFile<F>[] {
  const earlier = new Map(before.map((file) => [file.nameKey, file]))
  const later = new Set(after.map(({ nameKey }) => nameKey))
  const pairs = [
    ...after.map((file): ComparedFile<F> => {
      const old = earlier.get(file.nameKey) ?? null
      const change = old === null ? 'added' : old.sha256 === file.sha256 ? 'same' : 'changed'
      return { name: file.name, change, before: old, after: file }
    }),
    ...before
      .filter(({ nameKey }) => !later.has(nameKey))
      .map((file): ComparedFile<F> => ({ name: file.name, change: 'removed', before: file, after: null })),
  ]
  return pairs.toSorted((a, b) => fileChanges.indexOf(a.change) - fileChanges.indexOf(b.change))
}
