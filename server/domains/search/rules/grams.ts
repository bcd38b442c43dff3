/**
 * How text becomes what is looked up. Chinese has no spaces, so a run of it becomes pairs of neighbouring characters,
 * and its last character. Latin words are found by their beginnings, part numbers from any character on: pairs of Latin
 * letters are in nearly every text and would find nothing quickly. All folded: width, case and accents do not count.
 */

/** Change it whenever the grams of a text change: documents made by other rules are made again. */
export const rulesVersion = 1

const ideograph = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}]'
const letter = `(?:(?!${ideograph})[\\p{L}\\p{N}])`
const runs = new RegExp(`(${ideograph}+)|(${letter}+(?:[-._/+]${letter}+)*)`, 'gu')
const longestGram = 24
const longestRun = 64
const mostNeedles = 12

/** Folded text, and where each of its code units stood in the original; one entry more for the end. */
export type Folded = Readonly<{ text: string; at: readonly number[] }>

export function fold(original: string): Folded {
  let text = ''
  const at: number[] = []
  let position = 0
  for (const character of original) {
    const folded = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    text += folded
    for (let unit = 0; unit < folded.length; unit++) at.push(position)
    position += character.length
  }
  at.push(position)
  return { text, at }
}

/** A run of Chinese, or a word with the signs inside it: `工作电压`, `r-012`, `3.3v`. */
export type Run = Readonly<{ text: string; chinese: boolean; start: number }>

export const runsOf = (folded: string): Run[] =>
  [...folded.matchAll(runs)].map(({ 0: text, 1: chinese, index }) => ({
    text,
    chinese: chinese !== undefined,
    start: index,
  }))

/** A word without the signs that some write and others do not; the point of a decimal stays. */
export const joinedWord = (word: string): string =>
  word.replace(/(?<!\p{N})\.|\.(?!\p{N})|[-_/+]/gu, '').slice(0, longestRun)

const hasDigit = /\p{N}/u

function gramsOfWord(word: string): string[] {
  const parts = word.split(/[-_/+]|(?<!\p{N})\.|\.(?!\p{N})/u)
  const starts = parts.map((_, index) => joinedWord(parts.slice(index).join('')))
  const whole = starts[0] ?? ''
  const found = [...parts.filter((part) => part.length === 1), ...starts]
  if (hasDigit.test(whole)) {
    for (let from = 1; from < whole.length; from++) {
      const rest = whole.slice(from)
      const turns = hasDigit.test(whole.charAt(from)) !== hasDigit.test(whole.charAt(from - 1))
      if (!rest.startsWith('.') && (rest.length > 1 || turns)) found.push(rest)
    }
  }
  return found.filter(Boolean).map((gram) => gram.slice(0, longestGram))
}

function gramsOfChinese(run: string): string[] {
  const characters = Array.from(run)
  return characters.map((character, index) => `${character}${characters[index + 1] ?? ''}`)
}

const digestMark = '#'

/** Under what a commit or a SHA-256 is found: its beginning alone. Looked up inside, a few figures would be in all of them. */
export const gramOfDigest = (digest: string): string => digestMark + digest.toLowerCase().slice(0, longestGram)

/** Whether what is looked up can be the beginning of a commit or a SHA-256, as `git` shortens them. */
export const isDigest = (gram: string): boolean => /^[0-9a-f]{7,}$/.test(gram)

/** Everything under which a text is found. */
export function gramsOf(text: string): Set<string> {
  const folded = fold(text).text
  const found = new Set<string>()
  let before: Run | null = null
  for (const run of runsOf(folded)) {
    for (const gram of run.chinese ? gramsOfChinese(run.text) : gramsOfWord(run.text)) found.add(gram)
    // `3.3 V` is `3.3V`.
    if (before && isUnitOf(before, run, folded))
      found.add(`${joinedWord(before.text)}${run.text}`.slice(0, longestGram))
    before = run
  }
  return found
}

const isUnitOf = (number: Run, unit: Run, folded: string): boolean =>
  /^\p{N}[\p{N}.]*$/u.test(number.text) &&
  !unit.chinese &&
  unit.text.length <= 4 &&
  /^\s+$/u.test(folded.slice(number.start + number.text.length, unit.start))

/** One gram to look up; with `prefix`, any that begins with it. */
export type Needle = Readonly<{ gram: string; prefix: boolean }>

/** What a query looks up; a document must have all of it. Nothing for a query without letters or figures. */
export function needlesOf(query: string): Needle[] {
  const asked = runsOf(fold(query).text)
  const last = asked.at(-1)
  // A word that was only begun says nothing yet; a unit after its figure does.
  const begun =
    asked.length > 1 && last && /^\p{L}$/u.test(last.text) && !last.chinese && !hasDigit.test(asked.at(-2)?.text ?? '')
  const needles = (begun ? asked.slice(0, -1) : asked).flatMap(({ text, chinese }): Needle[] => {
    if (!chinese) {
      const gram = joinedWord(text).slice(0, longestGram)
      return [{ gram, prefix: gram.length > 1 }]
    }
    const pairs = gramsOfChinese(text)
    return pairs.length === 1
      ? [{ gram: text, prefix: true }]
      : pairs.slice(0, -1).map((gram) => ({ gram, prefix: false }))
  })
  const seen = new Set<string>()
  return needles.filter(({ gram }) => !seen.has(gram) && seen.add(gram)).slice(0, mostNeedles)
}
