/** A file as a manifest states it; `sha256` in hex. */
export type ListedFile = Readonly<{ name: string; sha256: string }>

/** The order of the bytes of UTF-8, as `LC_ALL=C sort` has it. */
export function byCodePoint(a: string, b: string): number {
  const [one, other] = [Array.from(a), Array.from(b)]
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at]?.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

/**
 * What a release is made of, as text: a line per file as `sha256sum` writes and checks it, in the order of the names by
 * code point. The SHA-256 of this text is the release's content hash, so anybody can reckon it with standard tools.
 * A name with a line break or a backslash is written as `sha256sum` escapes it.
 */
export function manifestText(files: readonly Pick<ListedFile, 'name' | 'sha256'>[]): string {
  return files
    .toSorted((a, b) => byCodePoint(a.name, b.name))
    .map(({ name, sha256 }) => {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
      return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`
    })
    .join('')
}
