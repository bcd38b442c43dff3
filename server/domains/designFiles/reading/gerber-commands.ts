import { MAX_COMMANDS } from './limits'

/** A word command such as `X1Y2D01`, or what stands between two percent signs, as blocks that ended with `*`. */
export type GerberCommand = Readonly<{ extended: true; blocks: readonly string[] } | { extended: false; word: string }>

/**
 * Cuts Gerber text into its commands, each character looked at once. What follows the last `*` is no command. Stops
 * after `MAX_COMMANDS`; answers whether it did.
 */
export function eachCommand(text: string, handle: (command: GerberCommand) => boolean | void): { cut: boolean } {
  let at = 0
  let count = 0
  let star = -1
  while (at < text.length) {
    const char = text.charCodeAt(at)
    if (char <= 32) {
      at++
      continue
    }
    if (++count > MAX_COMMANDS) return { cut: true }
    if (char === 37) {
      const end = text.indexOf('%', at + 1)
      const body = text.slice(at + 1, end < 0 ? text.length : end)
      if (body.includes('*') && handle({ extended: true, blocks: blocksOf(body) }) === false) break
      at = end < 0 ? text.length : end + 1
      continue
    }
    // Kept between rounds: a text of percent signs must not be searched to its end for each of them.
    if (star < at) star = text.indexOf('*', at)
    if (star < 0) break
    const isComment = text.startsWith('G04', at)
    // A percent sign before the next star begins an extended command: the word before it was never finished.
    const percent = isComment ? -1 : percentBefore(text, at, star)
    if (percent >= 0) {
      at = percent
      continue
    }
    const word = text.slice(at, star)
    if (handle({ extended: false, word: word.trim() }) === false) break
    at = star + 1
  }
  return { cut: false }
}

function percentBefore(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 37) return at
  return -1
}

function blocksOf(body: string): string[] {
  const blocks = body.split('*')
  blocks.pop()
  return blocks.map((block) => block.trim()).filter((block) => block !== '')
}
