import { plus, ratio, type Ratio } from '@/server/kernel/ratio'
import { readUnit } from './measures'
import { andAHalf, scales, stick, type Numeral } from './numerals'

const englishWords: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, value) => [word, value]),
  ),
  ...Object.fromEntries(
    'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, 20 + 10 * index]),
  ),
}
const softWords: Readonly<Record<string, Ratio>> = {
  ...Object.fromEntries(
    ['a', 'an', 'one', 'each', 'every', 'once', 'single', 'another', 'first'].map((word) => [word, ratio(1n)]),
  ),
  ...Object.fromEntries(
    [
      'both',
      'dual',
      'double',
      'doubles',
      'doubled',
      'doubling',
      'twin',
      'twice',
      'couple',
      'pair',
      'pairs',
      'second',
      'twofold',
    ].map((word) => [word, ratio(2n)]),
  ),
  ...Object.fromEntries(
    ['third', 'triple', 'triples', 'tripled', 'tripling', 'thrice', 'tri', 'threefold'].map((word) => [
      word,
      ratio(3n),
    ]),
  ),
  ...Object.fromEntries(['fourth', 'quad', 'quadruple'].map((word) => [word, ratio(4n)])),
  ...Object.fromEntries(
    'fifth sixth seventh eighth ninth tenth'.split(' ').map((word, index) => [word, ratio(BigInt(5 + index))]),
  ),
  // Packed in threes.
  ...Object.fromEntries(
    'twos threes fours fives sixes'.split(' ').map((word, index) => [word, ratio(BigInt(2 + index))]),
  ),
  tens: ratio(10n),
  hexa: ratio(6n),
  octa: ratio(8n),
  half: ratio(1n, 2n),
  halves: ratio(1n, 2n),
  zero: ratio(0n),
  no: ratio(0n),
  none: ratio(0n),
  without: ratio(0n),
  quarter: ratio(1n, 4n),
  dozen: ratio(12n),
  // `another hundred`, `per thousand`
  hundred: ratio(100n),
  thousand: ratio(1000n),
  million: ratio(1_000_000n),
}
const denominators: Readonly<Record<string, bigint>> = {
  hal: 2n,
  third: 3n,
  quarter: 4n,
  fifth: 5n,
  sixth: 6n,
  eighth: 8n,
  tenth: 10n,
  hundredth: 100n,
  thousandth: 1000n,
}
const roman: Readonly<Record<string, bigint>> = { II: 2n, III: 3n, IV: 4n, VI: 6n, VII: 7n, VIII: 8n }
/** An own entry: a text may well say `constructor`. */
const entry = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined
const word = /(?<![A-Za-z\d])[A-Za-z]+/g
/** `nine out of ten` is 九成. */
const outOf = /[a-z\d] (?:out of|in) (?:every )?$/i
/** `a third of the lot`, `a fifth less`; `a third sample` is the one after the second. */
const partOf =
  /^ (third|quarter|fifth|sixth|eighth|tenth)(?= (?:of|the|as|less|more|compared|than|in|from|at|to|for|on|with|when|if|and|or|but|[a-z]{3,}(?<!numb|lay|pap|oth|cov|ord|suppli|sens|fold|cust|custom|test|print)er)\b|[,.;:?!)]|$)/i
/** `every second part` is one in two; `every second` alone is a time. */
const everyNth =
  /^ (second|third|fourth|fifth|sixth|eighth|tenth) (?!(?:for|and|or|to|in|on|at|until|while|during|from|by|with|when|after|before|as|over|is|the|if|but|via|through|counts?|matters)\b)[a-z]/i
const nextWord = /[ -](?:and )?([A-Za-z]+)/y

/** Numbers written in English words. `half an hour` and `one of` are soft; `three` and `two hundred and fifty` are not. */
export function readEnglishWords(text: string): Numeral[] {
  const found: Numeral[] = []
  word.lastIndex = 0
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const spelled = match[0].toLowerCase()
    const start = match.index
    let end = start + spelled.length
    if (spelled === 'every' && /^ other(?= [a-z])/i.test(text.slice(end, end + 8))) {
      end += ' other'.length
      found.push({ value: ratio(2n), start, end, isSoft: true, isWord: true })
      word.lastIndex = end
      continue
    }
    const nth = spelled === 'every' ? everyNth.exec(text.slice(end, end + 24)) : null
    const step = entry(softWords, nth?.[1]?.toLowerCase() ?? '')
    if (nth?.[1] !== undefined && step) {
      end += 1 + nth[1].length
      found.push({ value: step, start, end, isSoft: true, isWord: true })
      word.lastIndex = end
      continue
    }
    const first = entry(englishWords, spelled)
    if (first === undefined) {
      const figure = entry(roman, match[0])
      const soft = figure === undefined ? entry(softWords, spelled) : ratio(figure)
      if (!soft) continue
      // `half an hour` has one number.
      if (spelled === 'half' || spelled === 'quarter')
        end += /^(?:[ -](?:of )?an?(?= ))?/.exec(text.slice(end, end + 8))?.[0].length ?? 0
      const part = /^an?$/.test(spelled) ? partOf.exec(text.slice(end, end + 20)) : null
      const below = entry(denominators, part?.[1]?.toLowerCase() ?? '')
      if (part && below !== undefined) {
        end += part[0].length
        end += /^ of an?(?= )/.exec(text.slice(end, end + 8))?.[0].length ?? 0
        found.push({ value: ratio(1n, below), start, end, isSoft: true, isWord: true, isShare: true })
      }
      // `a dozen`, `a half`
      else if (
        /^an?$/.test(spelled) &&
        /^[ ](?:dozen|half|hundred|thousand|million|pair|quarter)/.test(text.slice(end, end + 10))
      ) {
        const big = /^ (hundred|thousand|million)\b/.exec(text.slice(end, end + 10))
        if (!big) continue
        end += big[0].length
        found.push({ value: ratio(scales[big[1] ?? ''] ?? 1n), start, end, isSoft: false, isWord: true })
      } else
        found.push({ value: soft, start, end, isSoft: true, isWord: true, ...(soft.per > 1n && { isShare: true }) })
      word.lastIndex = Math.max(word.lastIndex, end)
      continue
    }
    // `two thirds`
    const below = /^[- ](hal|third|quarter|fifth|sixth|eighth|tenth|hundredth|thousandth)(?:f|ves|s)?(?![a-z])/i.exec(
      text.slice(end, end + 13),
    )?.[1]
    const denominator = below === undefined ? undefined : entry(denominators, below.toLowerCase())
    if (
      denominator !== undefined &&
      first > 0 &&
      first < 10 &&
      // Two halves are two pieces.
      (first === 1 || denominator !== 2n) &&
      (first === 1 ||
        /s$/.test(
          text
            .slice(end)
            .slice(0, 12)
            .trim()
            .split(/[^a-z-]/i)[0] ?? '',
        ))
    ) {
      end += 1 + (/^[a-z]+/i.exec(text.slice(end + 1, end + 13))?.[0].length ?? 0)
      end += /^ of an?(?= )/.exec(text.slice(end, end + 8))?.[0].length ?? 0
      found.push({
        value: ratio(BigInt(first), denominator),
        start,
        end,
        isSoft: first === 1,
        isWord: true,
        isShare: true,
      })
      word.lastIndex = end
      continue
    }
    let [total, part] = [0n, BigInt(first)]
    for (let more = stick(nextWord, text, end); more; more = stick(nextWord, text, end)) {
      const next = more[1]?.toLowerCase() ?? ''
      const factor = entry(scales, next)
      const small = entry(englishWords, next)
      const isAfterScale = total > 0n || part >= 100n
      if (factor !== undefined) {
        if (factor === 100n) part *= 100n
        else [total, part] = [total + part * factor, 0n]
      } else if (
        small !== undefined &&
        small > 0 &&
        (isAfterScale ? part % 100n === 0n || part < 100n : part >= 20n && part % 10n === 0n && small < 10)
      ) {
        if (/and /.test(more[0]) && !isAfterScale) break
        if (part % 100n !== 0n && !(part % 100n >= 20n && part % 10n === 0n && small < 10)) break
        part += BigInt(small)
      } else if (next === 'dozen') part *= 12n
      else break
      end += more[0].length
    }
    const half = stick(andAHalf, text, end)
    if (half) end += half[0].length
    const whole = ratio(total + part)
    const value = half ? plus(whole, ratio(1n, 2n)) : whole
    // `one`, and `two` before `-time`, say less than they seem to.
    const isOutOf = total + part === 10n && outOf.test(text.slice(Math.max(0, start - 12), start))
    const isMostly = total + part === 9n && /^ times out of (?:ten|10)(?![a-z\d])/i.test(text.slice(end, end + 18))
    // A two-way radio, a four-wheel base: half of them have names without a figure.
    const isKind =
      total + part <= 4n && /^-[a-z]{2,}(?![a-z]|-)/i.test(text.slice(end, end + 16)) && readUnit(text, end) === null
    // `one or two`, `a second or two`
    const isVague = total + part === 2n && /\b(?:one|an? [a-z]+) or $/i.test(text.slice(Math.max(0, start - 20), start))
    const isSoft = (total + part <= 1n && !half) || isOutOf || isMostly || isKind || isVague
    found.push({ value, start, end, isSoft, isWord: true })
    word.lastIndex = Math.max(word.lastIndex, end)
  }
  return found
}
