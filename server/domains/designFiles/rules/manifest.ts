import type { DesignFileKind } from './design-file'

/** A file as a release states it; `sha256` in hex. */
export type ListedFile = Readonly<{ kind: DesignFileKind; name: string; sha256: string; size: number }>

/**
 * What a release is made of, as text: a line per file as `sha256sum` writes and checks it, in the order of the names by
 * code point. The SHA-256 of this text is the release's content hash, so anybody can reckon it with standard tools.
 * A name with a line break or a backslash is written as `sha256sum` escapes it.
 */
export function manifestText(files: readonly ListedFile[]): string {
  return files
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, sha256 }) => {
      const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
      return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`
    })
    .join('')
}
