const hex = (digits: string, width: number): string =>
  (digits.match(new RegExp(`.{${width}}`, 'g')) ?? [])
    .map((each) => {
      const point = Number.parseInt(each, 16)
      return point <= 0x10_ffff ? String.fromCodePoint(point) : '\ufffd'
    })
    .join('')

/** A text as ISO 10303-21 writes it, without its quotes: `''`, `\X2\5916\X0\`, `\X4\…\X0\`, `\X\E9`, `\S\i`, `\\`. */
export function decodedText(raw: string): string {
  const text = raw.includes("''") ? raw.replaceAll("''", "'") : raw
  if (!text.includes('\\')) return text
  return text.replaceAll(
    /\\X2\\((?:[0-9A-F]{4})+)\\X0\\|\\X4\\((?:[0-9A-F]{8})+)\\X0\\|\\X\\([0-9A-F]{2})|\\S\\(.)|\\(\\)/g,
    (_, two?: string, four?: string, one?: string, high?: string) => {
      if (two !== undefined) return hex(two, 4)
      if (four !== undefined) return hex(four, 8)
      if (one !== undefined) return hex(one, 2)
      return high === undefined ? '\\' : String.fromCharCode(high.charCodeAt(0) + 128)
    },
  )
}
