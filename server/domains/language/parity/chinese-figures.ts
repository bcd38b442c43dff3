import { minus, over, plus, powerOfTen, ratio, type Ratio } from '@/server/kernel/ratio'
import { readUnit } from './measures'
import { scales, decimal, startsUnit, longestNumber, type Numeral } from './numerals'

const chineseDigits: Readonly<Record<string, bigint>> = Object.fromEntries(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((characters, value) =>
    Array.from(characters, (character) => [character, BigInt(value)]),
  ),
)
const chineseScales: Readonly<Record<string, bigint>> = { ...scales, 拾: 10n, 佰: 100n, 仟: 1000n }
const numeralRun =
  /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+)?|[双单半]/g
const parts =
  /(?<![零〇一二两三四五六七八九十百千])(百|千|万|[零〇一二两三四五六七八九十百千]{1,8})分之([零〇一二两三四五六七八九十百千]{1,8}(?:点[零〇一二三四五六七八九]{1,8})?|\d{1,8}(?:\.\d{1,8})?)/g
/** Words in which the figure is no quantity. */
const idioms =
  /^(?:三角|三脚|三通|三明|三轮|三棱|四驱|四轴|五星|七彩|八爪|九宫|千斤顶|千分[尺表]|百分[表]|三防|三方|三维|二维|二极|三极|三色|三包|四周(?![期后内以])|四角|四舍|五入|五金|六角|八角|十字|十足|千兆|百兆|万用|万向|万能|一二|二次[元开回侧电]|两[者端侧面边用]|二者|三者|双|单|半[导透径成自双软]|百叶)/
/** Sides and axes, which the other text may have named one by one (X, Y, Z), and months, which it names by their name. */
const aspects = /^(?:月|[轴面侧端边角色相线])/
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

/** Fractions and percentages in words, 四分之一 and 百分之五, and 翻倍, which are read before single figures. */
export function readChineseFractions(text: string): Numeral[] {
  const found: Numeral[] = []
  parts.lastIndex = 0
  for (let match = parts.exec(text); match; match = parts.exec(text)) {
    const [whole, below = '', above = ''] = match
    const [of, per] = [
      /^\d/.test(above) ? decimal(above) : chineseNumber(above),
      below === '百'
        ? ratio(100n)
        : below === '千'
          ? ratio(1000n)
          : below === '万'
            ? ratio(10_000n)
            : chineseNumber(below),
    ]
    if (!of || !per || per.of === 0n) continue
    found.push({
      value: over(of, per),
      start: match.index,
      end: match.index + whole.length,
      isSoft: false,
      isWord: true,
      isShare: true,
    })
  }
  for (const match of text.matchAll(/翻了?[倍番]|加倍|倍增/g))
    found.push({
      value: ratio(2n),
      start: match.index,
      end: match.index + match[0].length,
      isSoft: true,
      isWord: true,
    })
  return found
}

/** Numbers written in Chinese figures. Only what counts something is hard: 三个, 两小时, 十万次, but 三防 and 统一 are not. */
export function readChineseWords(text: string): Numeral[] {
  const found: Numeral[] = []
  numeralRun.lastIndex = 0
  for (let match = numeralRun.exec(text); match; match = numeralRun.exec(text)) {
    let [figures] = match
    const start = match.index
    if (figures.length > longestNumber) continue
    // 三千克 are kilograms.
    while (figures.length > 1 && /[百千]$/.test(figures) && startsUnit(text, start + figures.length - 1))
      figures = figures.slice(0, -1)
    const end = start + figures.length
    const after = text.slice(end, end + 3)
    if (
      /[几数]$|[\d零一二两三四五六七八九十]成$|(?<!零)上$|(?<![最至])多$/.test(
        text.slice(Math.max(0, start - 2), start),
      ) ||
      /\d$/.test(text.slice(Math.max(0, start - 2), start).trimEnd())
    )
      continue
    if (figures === '半' || figures === '双' || figures === '单') {
      const value = figures === '半' ? ratio(1n, 2n) : ratio(figures === '双' ? 2n : 1n)
      if (!idioms.test(figures + after) || figures !== '半')
        found.push({ value, start, end, isSoft: true, isWord: true, ...(figures === '半' && { isShare: true }) })
      continue
    }
    // 三七 shares thirty to seventy.
    const [share = 0n, rest = 0n] = Array.from(figures, (character) => chineseDigits[character])
    if (figures.length === 2 && share > 0n && rest > 0n && share + rest === 10n) {
      for (const [place, tenths] of [share, rest].entries())
        found.push({
          value: ratio(tenths * 10n),
          start: start + place,
          end: start + place + 1,
          isSoft: true,
          isWord: true,
        })
      continue
    }
    // 零下 is a sign, 零件 a part.
    if (figures === '零' && /^[上下件部售]/.test(after)) continue
    const hasDigit = Array.from(figures).some((character) => chineseDigits[character] !== undefined)
    const hasScale = /[十百千万亿拾佰仟]/.test(figures)
    if (!hasDigit && !/^十/.test(figures)) continue
    if (figures === '十' && (/^[字足几多余]/.test(after) || (/^分/.test(after) && !/^分钟/.test(after)))) continue
    const value = chineseNumber(figures)
    if (!value) continue
    const isSequence = figures.length > 1 && !hasScale && !figures.includes('点') && !/[零〇]/.test(figures)
    // 三四个 are three or four, 二三十 twenty to thirty.
    const neighbours = /^([一二两三四五六七八九])([二两三四五六七八九])([十百千万]?)$/.exec(figures)
    if (neighbours) {
      const [, first = '', second = '', tens = ''] = neighbours
      const [low, high] = [chineseNumber(first + tens), chineseNumber(second + tens)]
      if (low && high && over(minus(high, low), ratio(chineseScales[tens] ?? 1n)).of === 1n) {
        found.push({ value: low, upTo: high, start, end, isSoft: true, isWord: true })
        continue
      }
    }
    const opensRange = /^[至到~-][二两三四五六七八九十]/.test(after)
    const isQuantity =
      text.charAt(start - 1) !== '第' &&
      value.of > 1n &&
      !isSequence &&
      !aspects.test(after) &&
      !idioms.test(figures + after) &&
      (opensRange ||
        counted.test(after.trimStart()) ||
        readUnit(text, end) !== null ||
        (hasScale && figures.length > 1))
    const scale = /^[^十百千万亿](百|千|万|亿)$/.exec(figures)?.[1]
    found.push({
      value,
      start,
      end,
      isSoft: !isQuantity,
      isWord: true,
      ...(scale !== undefined && { scale: ratio(scales[scale] ?? 1n) }),
    })
  }
  return found
}
