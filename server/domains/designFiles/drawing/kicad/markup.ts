/** Longest text that is written; what is behind is cut. */
export const mostLetters = 4_000
/** Lines of one text. */
export const mostLines = 200

/** What stands for letters that mean something else in names of nets. */
const escapes: Readonly<Record<string, string>> = {
  ...{ slash: '/', backslash: '\\', lt: '<', gt: '>', colon: ':', dblquote: '"', quote: "'", brace: '{' },
  ...{ space: ' ', amp: '&', bar: '|', tab: ' ', return: '\n' },
}

/**
 * A text with its variables, `${NAME}`, in place of which their values stand; those that are not known stay as they are.
 * Values may hold variables themselves, one level deep.
 */
export function resolved(text: string, valueOf: (name: string) => string | undefined): string {
  const once = (from: string) => {
    // What is put in is bounded as it comes: a thousand times a long value is not put together first.
    let room = mostLetters
    return from
      .slice(0, mostLetters)
      .replaceAll(/\$\{([^{}$]{1,100})\}/g, (all, name: string) => {
        const value = (valueOf(name) ?? all).slice(0, room)
        room -= value.length
        return value
      })
      .slice(0, mostLetters)
  }
  return text.includes('${') ? once(once(text)) : text.slice(0, mostLetters)
}

/** A line as it reads, and from which letter to which a bar stands above it, in pairs. */
export type Line = Readonly<{ text: string; bars: readonly number[] }>

/**
 * Lines of a text in the markup of KiCad: `~{…}` has a bar above it, `^{…}` and `_{…}` are written as they are, `{slash}`
 * and its like stand for letters. Control characters and those that turn the direction of text are blanks.
 */
export function linesOf(markup: string): Line[] {
  const lines: Line[] = []
  let [text, bars]: [string, number[]] = ['', []]
  /** What the braces mean that are open: a bar, or nothing. */
  const open: boolean[] = []
  let over = 0
  const end = () => {
    if (over > 0) bars.push(text.length)
    lines.push({ text, bars })
    ;[text, bars] = ['', over > 0 ? [0] : []]
  }
  for (let at = 0; at < markup.length && lines.length < mostLines; at++) {
    const letter = markup[at] ?? ''
    const next = markup[at + 1]
    if (next === '{' && '~^_'.includes(letter)) {
      if (letter === '~' && over++ === 0) bars.push(text.length)
      open.push(letter === '~')
      at++
      continue
    }
    if (letter === '}' && open.length > 0) {
      if (open.pop() && --over === 0) bars.push(text.length)
      continue
    }
    const escape = letter === '{' ? /^\{([a-z]{2,9})\}/.exec(markup.slice(at, at + 11)) : null
    const stands = escape?.[1] === undefined ? undefined : escapes[escape[1]]
    if (escape && stands !== undefined) at += escape[0].length - 1
    const shown = stands ?? letter
    if (shown === '\n') end()
    else if (shown !== '\r') text += isPlain(shown) ? shown : ' '
  }
  end()
  return lines
}

/** Most letters are told without a search. */
const isPlain = (letter: string): boolean =>
  (letter >= ' ' && letter < '\u007f') || !/[\p{Cc}\p{Bidi_Control}]/u.test(letter)

/** Up to KiCad 5 a tilde began a bar and the next one ended it. */
export const modernBars = (text: string): string =>
  text === '~' || text.includes('~{') ? text : text.replaceAll(/~([^~\s]+)(~|$)/g, '~{$1}')
