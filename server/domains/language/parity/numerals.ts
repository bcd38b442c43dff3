import { parseDecimal } from '@/server/kernel/decimal'
import { over, plus, powerOfTen, ratio, type Ratio, times, toRatio } from '@/server/kernel/ratio'
import { readUnit } from './measures'

/** A number as it stands in a text, without sign and unit. */
export type Numeral = Readonly<{
  value: Ratio
  start: number
  end: number
  /** Words that may be no quantity (`one`, 一, 双, first): they can answer a number, but nobody misses them. */
  isSoft: boolean
  isWord: boolean
  /** A part of a whole, which a percentage may say as well. */
  isShare?: true
}>

const glyphs: Readonly<Record<string, Ratio>> = {
  '½': ratio(1n, 2n),
  '¼': ratio(1n, 4n),
  '¾': ratio(3n, 4n),
  '⅓': ratio(1n, 3n),
  '⅔': ratio(2n, 3n),
  '⅛': ratio(1n, 8n),
  '⅜': ratio(3n, 8n),
  '⅝': ratio(5n, 8n),
  '⅞': ratio(7n, 8n),
}
const digits = /(\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?: 000)+(?!\d)|\d+)(\.\d+)?([½¼¾⅓⅔⅛⅜⅝⅞])?|(?<![A-Za-z\d])(\.\d+)|([½¼¾⅓⅔⅛⅜⅝⅞])/y
const fraction = / ?(\d{1,2})\/(2|3|4|5|8|10|16|32|64)(?![\d/.])/y
const power = /\^([+-]?\d{1,2})(?!\d)/y
const scientific = /[eE]([+-]?\d{1,2})(?![\dA-Za-z])| ?[×xX*·] ?10\^([+-]?\d{1,2})(?!\d)/y
const chineseScale = /[十百千万亿]+/y
const englishScale = / ?(hundred|thousand|million|billion)(?![a-z])/iy
const scales: Readonly<Record<string, bigint>> = {
  hundred: 100n,
  thousand: 1000n,
  million: 1_000_000n,
  billion: 1_000_000_000n,
  十: 10n,
  百: 100n,
  千: 1000n,
  万: 10_000n,
  亿: 100_000_000n,
}
const longestNumber = 19

const stick = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}
const decimal = (text: string): Ratio => toRatio(parseDecimal(text.replace(/[, ]/g, '')) ?? { unscaled: 0n, scale: 0 })

/** The number written in digits at `at`, with thousands separators, fraction, exponent and 万, 亿, million. */
export function readDigits(text: string, at: number): Numeral | null {
  const match = stick(digits, text, at)
  if (!match || match[0].length > longestNumber) return null
  const [whole, integer, decimals = '', glyph, bare, alone] = match
  let value = alone !== undefined ? (glyphs[alone] ?? ratio(0n)) : decimal(bare === undefined ? `${integer ?? ''}${decimals}` : `0${bare}`)
  if (glyph !== undefined) value = plus(value, glyphs[glyph] ?? ratio(0n))
  let end = at + whole.length
  const isInteger = bare === undefined && decimals === '' && glyph === undefined && alone === undefined
  if (isInteger) {
    const split = simpleFraction(text, at, value, end)
    if (split) return { ...split, start: at, isSoft: false, isWord: false }
    const raised = stick(power, text, end)
    if (raised) {
      const exponent = BigInt(raised[1] ?? '0')
      value = exponent < 0n ? ratio(1n, value.of ** -exponent || 1n) : ratio(value.of ** exponent)
      return { value, start: at, end: end + raised[0].length, isSoft: false, isWord: false }
    }
  }
  const exponent = stick(scientific, text, end)
  if (exponent) {
    value = times(value, powerOfTen(Number(exponent[1] ?? exponent[2])))
    end += exponent[0].length
  }
  const scaled = scale(text, value, end)
  return { ...scaled, start: at, isSoft: false, isWord: false }
}

/** `1/4`, `3/4`, `1 1/2`: fractions of the rulers and of the workshop. */
function simpleFraction(text: string, at: number, first: Ratio, end: number): { value: Ratio; end: number } | null {
  if (/[/\d]/.test(text.charAt(at - 1))) return null
  const mixed = text.charAt(end) === ' ' ? stick(fraction, text, end) : null
  if (mixed) {
    const [all, of = '0', per = '1'] = mixed
    if (Number(of) < Number(per)) return { value: plus(first, ratio(BigInt(of), BigInt(per))), end: end + all.length }
  }
  const plainFraction = stick(fraction, text, at)
  if (!plainFraction) return null
  const [all, of = '0', per = '1'] = plainFraction
  return Number(of) < Number(per) && Number(of) > 0 ? { value: ratio(BigInt(of), BigInt(per)), end: at + all.length } : null
}

function scale(text: string, first: Ratio, from: number): { value: Ratio; end: number } {
  const english = stick(englishScale, text, from)
  if (english) return { value: times(first, ratio(scales[english[1]?.toLowerCase() ?? ''] ?? 1n)), end: from + english[0].length }
  let [total, part, end] = [ratio(0n), first, from]
  for (;;) {
    const match = stick(chineseScale, text, text.charAt(end) === ' ' ? end + 1 : end)
    const at = text.charAt(end) === ' ' ? end + 1 : end
    // 5千克 are kilograms and 3万用表 are multimeters.
    if (!match || startsUnit(text, at) || /^万[用向能]/.test(text.slice(at, at + 2))) break
    const sign = match[0]
    // 5万千瓦: the last sign belongs to the unit.
    const length = sign.length > 1 && startsUnit(text, at + sign.length - 1) ? sign.length - 1 : sign.length
    for (const character of sign.slice(0, length)) part = times(part, ratio(scales[character] ?? 1n))
    total = plus(total, part)
    part = ratio(0n)
    end = at + length
    // 1万2千
    const more = /^(\d{1,4})(?=[百千万])/.exec(text.slice(end, end + 6))
    if (!more?.[1]) break
    part = decimal(more[1])
    end += more[1].length
  }
  return { value: plus(total, part), end }
}
const startsUnit = (text: string, at: number): boolean => /^[百千]/.test(text.charAt(at)) && readUnit(text, at) !== null

const englishWords: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
      .split(' ')
      .map((word, value) => [word, value]),
  ),
  ...Object.fromEntries('twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, 20 + 10 * index])),
}
const softWords: Readonly<Record<string, Ratio>> = {
  ...Object.fromEntries(['a', 'an', 'one', 'each', 'every', 'per', 'once', 'single', 'another', 'first'].map((word) => [word, ratio(1n)])),
  ...Object.fromEntries(['both', 'dual', 'double', 'doubled', 'doubling', 'twin', 'twice', 'pair', 'pairs', 'second', 'twofold'].map((word) => [word, ratio(2n)])),
  ...Object.fromEntries(['third', 'triple', 'thrice', 'tri', 'threefold'].map((word) => [word, ratio(3n)])),
  ...Object.fromEntries(['fourth', 'quad', 'quadruple'].map((word) => [word, ratio(4n)])),
  ...Object.fromEntries('fifth sixth seventh eighth ninth tenth'.split(' ').map((word, index) => [word, ratio(BigInt(5 + index))])),
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
}
const denominators: Readonly<Record<string, bigint>> = { hal: 2n, third: 3n, quarter: 4n, fifth: 5n, sixth: 6n, eighth: 8n, tenth: 10n }
const roman: Readonly<Record<string, bigint>> = { II: 2n, III: 3n, IV: 4n, VI: 6n, VII: 7n, VIII: 8n }
const word = /(?<![A-Za-z\d])[A-Za-z]+/g
const nextWord = /[ -](?:and )?([A-Za-z]+)/y

/** Numbers written in English words. `half an hour` and `one of` are soft; `three` and `two hundred and fifty` are not. */
export function readEnglishWords(text: string): Numeral[] {
  const found: Numeral[] = []
  word.lastIndex = 0
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const spelled = match[0].toLowerCase()
    const start = match.index
    let end = start + spelled.length
    const first = englishWords[spelled]
    if (first === undefined) {
      const figure = roman[match[0]]
      const soft = figure === undefined ? softWords[spelled] : ratio(figure)
      if (!soft) continue
      // `half an hour` has one number.
      if (spelled === 'half') end += /^(?:[ -](?:of )?an?(?= ))?/.exec(text.slice(end, end + 8))?.[0].length ?? 0
      // `a dozen`, `a half`
      if (/^an?$/.test(spelled) && /^[ ](?:dozen|half|hundred|thousand|million|pair|quarter)/.test(text.slice(end, end + 10))) {
        const big = /^ (hundred|thousand|million)\b/.exec(text.slice(end, end + 10))
        if (!big) continue
        end += big[0].length
        found.push({ value: ratio(scales[big[1] ?? ''] ?? 1n), start, end, isSoft: false, isWord: true })
      } else found.push({ value: soft, start, end, isSoft: true, isWord: true, ...(soft.per > 1n && { isShare: true }) })
      word.lastIndex = Math.max(word.lastIndex, end)
      continue
    }
    // `two thirds`
    const below = /^[- ](hal|third|quarter|fifth|sixth|eighth|tenth)(?:f|ves|s)?(?![a-z])/i.exec(text.slice(end, end + 10))?.[1]
    const denominator = below === undefined ? undefined : denominators[below.toLowerCase()]
    if (denominator !== undefined && first > 0 && first < 10 && (first === 1 || /s$/.test(text.slice(end).slice(0, 9).trim().split(/[^a-z-]/i)[0] ?? ''))) {
      end += 1 + (/^[a-z]+/i.exec(text.slice(end + 1, end + 12))?.[0].length ?? 0)
      found.push({ value: ratio(BigInt(first), denominator), start, end, isSoft: first === 1, isWord: true, isShare: true })
      word.lastIndex = end
      continue
    }
    let [total, part] = [0n, BigInt(first)]
    for (let more = stick(nextWord, text, end); more; more = stick(nextWord, text, end)) {
      const next = more[1]?.toLowerCase() ?? ''
      const factor = /^[a-z]+$/.test(next) ? scales[next] : undefined
      const small = englishWords[next]
      const isAfterScale = total > 0n || part >= 100n
      if (factor !== undefined) {
        if (factor === 100n) part *= 100n
        else [total, part] = [total + part * factor, 0n]
      } else if (small !== undefined && small > 0 && (isAfterScale ? part % 100n === 0n || part < 100n : part >= 20n && part % 10n === 0n && small < 10)) {
        if (/and /.test(more[0]) && !isAfterScale) break
        if (part % 100n !== 0n && !(part % 100n >= 20n && part % 10n === 0n && small < 10)) break
        part += BigInt(small)
      } else if (next === 'dozen') part *= 12n
      else break
      end += more[0].length
    }
    const value = total + part
    // `one`, and `two` before `-time`, say less than they seem to.
    const isSoft = value <= 1n
    found.push({ value: ratio(value), start, end, isSoft, isWord: true })
    word.lastIndex = Math.max(word.lastIndex, end)
  }
  return found
}

const chineseDigits: Readonly<Record<string, bigint>> = Object.fromEntries(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((characters, value) =>
    Array.from(characters, (character) => [character, BigInt(value)]),
  ),
)
const chineseScales: Readonly<Record<string, bigint>> = { ...scales, 拾: 10n, 佰: 100n, 仟: 1000n }
const numeralRun = /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?|[双单半]/g
const parts = /(百|千|万|[零〇一二两三四五六七八九十百千]+)分之([零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?|\d+(?:\.\d+)?)/g
/** Words in which the figure is no quantity. */
const idioms =
  /^(?:三角|三防|三方|三维|二维|二极|三极|三色|三包|四周(?![期后内以])|四角|四舍|五入|五金|六角|八角|十字|十足|千兆|百兆|万用|万向|万能|一二|二次[元开回侧电]|两[者端侧面边用]|二者|三者|双|单|半[导透径成自双软]|百叶)/
const counted =
  /^(?:个|[件只片颗枚台套支根块张条次遍轮层路种类组段级档位步排列孔点批芯面倍轴键线相核份箱盒袋包瓶卷盘粒把座处道门项款版页行格圈回趟名人家周天日年月秒分时帧针脚脉频模寸丝度成元打对端侧方向口]|循环|小时|通道|引脚)/

/** The value of Chinese figures, or null: 三百二十, 一万五千, 二〇二六, 两点五. */
export function chineseNumber(text: string): Ratio | null {
  const [integer = '', fractional] = text.split('点')
  const hasScale = Array.from(integer).some((character) => chineseScales[character] !== undefined)
  let value = 0n
  if (hasScale) {
    let [section, digit] = [0n, -1n]
    for (const character of integer) {
      const factor = chineseScales[character]
      if (factor === undefined) digit = chineseDigits[character] ?? 0n
      else if (factor >= 10_000n) {
        const before = section + (digit > 0n ? digit : 0n)
        value = (value + before || 1n) * factor
        ;[section, digit] = [0n, -1n]
      } else {
        section += (digit < 0n ? 1n : digit) * factor
        digit = -1n
      }
    }
    value += section + (digit > 0n ? digit : 0n)
  } else {
    for (const character of integer) value = value * 10n + (chineseDigits[character] ?? 0n)
  }
  if (fractional === undefined) return ratio(value)
  const tail = Array.from(fractional, (character) => String(chineseDigits[character] ?? 0n)).join('')
  return plus(ratio(value), over(ratio(BigInt(tail || '0')), powerOfTen(tail.length)))
}

/** Fractions and percentages in words, 四分之一 and 百分之五, which are read before single figures. */
export function readChineseFractions(text: string): Numeral[] {
  const found: Numeral[] = []
  parts.lastIndex = 0
  for (let match = parts.exec(text); match; match = parts.exec(text)) {
    const [whole, below = '', above = ''] = match
    const [of, per] = [/^\d/.test(above) ? decimal(above) : chineseNumber(above), below === '百' ? ratio(100n) : below === '千' ? ratio(1000n) : below === '万' ? ratio(10_000n) : chineseNumber(below)]
    if (!of || !per || per.of === 0n) continue
    found.push({ value: over(of, per), start: match.index, end: match.index + whole.length, isSoft: false, isWord: true, isShare: true })
  }
  return found
}

/** Numbers written in Chinese figures. Only what counts something is hard: 三个, 两小时, 十万次, but 三防 and 统一 are not. */
export function readChineseWords(text: string): Numeral[] {
  const found: Numeral[] = []
  numeralRun.lastIndex = 0
  for (let match = numeralRun.exec(text); match; match = numeralRun.exec(text)) {
    let [figures] = match
    const start = match.index
    // 三千克 are kilograms.
    while (figures.length > 1 && /[百千]$/.test(figures) && startsUnit(text, start + figures.length - 1)) figures = figures.slice(0, -1)
    const end = start + figures.length
    const after = text.slice(end, end + 3)
    if (/[几数上成近]$|(?<![最至])多$/.test(text.slice(Math.max(0, start - 2), start)) || /\d$/.test(text.slice(Math.max(0, start - 2), start).trimEnd())) continue
    if (figures === '半' || figures === '双' || figures === '单') {
      const value = figures === '半' ? ratio(1n, 2n) : ratio(figures === '双' ? 2n : 1n)
      if (!idioms.test(figures + after) || figures !== '半') found.push({ value, start, end, isSoft: true, isWord: true, ...(figures === '半' && { isShare: true }) })
      continue
    }
    // 零下 is a sign, 零件 a part.
    if (figures === '零' && /^[下件部售]/.test(after)) continue
    const hasDigit = Array.from(figures).some((character) => chineseDigits[character] !== undefined)
    const hasScale = /[十百千万亿拾佰仟]/.test(figures)
    if (!hasDigit && !/^十/.test(figures)) continue
    if (figures === '十' && (/^[字足几多余]/.test(after) || (/^分/.test(after) && !/^分钟/.test(after)))) continue
    const value = chineseNumber(figures)
    if (!value) continue
    const isSequence = figures.length > 1 && !hasScale && !figures.includes('点') && !/[零〇]/.test(figures)
    const opensRange = /^[至到~-][二两三四五六七八九十]/.test(after)
    const isQuantity = text.charAt(start - 1) !== '第' && value.of > 1n && !isSequence && !idioms.test(figures + after) && (opensRange || counted.test(after.trimStart()) || readUnit(text, end) !== null || (hasScale && figures.length > 1))
    found.push({ value, start, end, isSoft: !isQuantity, isWord: true })
  }
  return found
}
