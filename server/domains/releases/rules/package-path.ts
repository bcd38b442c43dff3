// Characters Windows refuses in a name, and those nobody sees.
// eslint-disable-next-line no-control-regex -- control characters are what is replaced
const refused = /[<>:"/\\|?*\u0000-\u001f\u007f]/g
/** Names of devices: Windows opens no such file, whatever its extension. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const longest = 120

/** A file name that every system can unpack: `a:b?.pdf` → `a_b_.pdf`. */
export function portableName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(refused, '_')
    .replace(/[. ]+$/, '')
  const [, stem = '', extension = ''] = /^(.*?)((?:\.[^.]{1,12})?)$/s.exec(plain) ?? []
  const short = `${Array.from(stem).slice(0, longest).join('')}${extension}`.replace(/[. ]+$/, '')
  if (short === '' || /^\.+$/.test(short)) return '_'
  return device.test(short) ? `_${short}` : short
}

/** By what two paths meet on a disk that does not tell case or width. */
const meeting = (path: string): string => path.normalize('NFKC').toLowerCase()

/**
 * Where files lie in a package: each in its folder under a portable name; of two that would meet the later is counted on,
 * `board (2).gbr`. Paths come in the order the files came.
 */
export function packagePaths(files: readonly Readonly<{ folder: string; name: string }>[]): string[] {
  const taken = new Set<string>()
  return files.map(({ folder, name }) => {
    const portable = portableName(name)
    const [, stem = '', extension = ''] = /^(.*?)((?:\.[^.]{1,12})?)$/s.exec(portable) ?? []
    for (let count = 1; ; count++) {
      const path = `${folder}/${count === 1 ? portable : `${stem} (${count})${extension}`}`
      if (taken.has(meeting(path))) continue
      taken.add(meeting(path))
      return path
    }
  })
}

/** Whether no two paths meet on any disk: every file of an archive can be unpacked beside the others. */
export const areApart = (paths: readonly string[]): boolean => new Set(paths.map(meeting)).size === paths.length
