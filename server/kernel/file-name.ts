const longest = 200
// eslint-disable-next-line no-control-regex -- control characters are what is removed
const unseen = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g

/**
 * The last part of a path: what a browser sends is not always only a name. Without control characters, and without the
 * marks that turn the reading direction, which let `fdp.exe` show as `exe.pdf`. Of a long name the end is kept, because
 * it carries the extension.
 */
export function cleanFileName(name: string, unnamed: string): string {
  const last = name.split(/[/\\]/).at(-1)?.replace(unseen, '').trim() ?? ''
  return Array.from(last).slice(-longest).join('') || unnamed
}
