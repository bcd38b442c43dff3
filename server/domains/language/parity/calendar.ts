import { chineseNumber } from './chinese-figures'
import { type Claims, blotted, type Code } from './codes'

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = String.raw`(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?`
const monthNumber = (name: string): number => monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1
const two = (value: number | string): string => String(Number(value)).padStart(2, '0')

/** `2026-11-22`; parts that are not said are left out, so `11-22` and `2026-11` are keys as well. */
function dateKey(year: string | undefined, monthOfYear: number, day: string | undefined): string | null {
  if (monthOfYear < 1 || monthOfYear > 12) return null
  if (day !== undefined && (Number(day) < 1 || Number(day) > 31)) return null
  return [...(year === undefined ? [] : [year]), two(monthOfYear), ...(day === undefined ? [] : [two(day)])].join('-')
}

type Reader = readonly [
  kind: Code['kind'],
  pattern: RegExp,
  keys: (groups: readonly (string | undefined)[]) => readonly (string | null)[],
  isSoft?: true,
]
const readers: readonly Reader[] = [
  ['date', /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d]|\.\d)/g, ([, y, , m, d]) => [dateKey(y, Number(m), d)]],
  [
    'date',
    /(?<!\d)(\d{4}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?(?:份)?/g,
    ([, y, m, d]) => [dateKey(y, Number(m), d)],
  ],
  ['date', /(?<![\d.])(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/g, ([, m, d]) => [dateKey(undefined, Number(m), d)]],
  [
    'date',
    new RegExp(String.raw`(?<![A-Za-z])${month} (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)`, 'gi'),
    ([, m = '', d, y]) => [dateKey(y, monthNumber(m), d)],
  ],
  [
    'date',
    new RegExp(String.raw`(?<![\d.])(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?${month},?[ -](\d{4})(?!\d)`, 'gi'),
    ([, d, m = '', y]) => [dateKey(y, monthNumber(m), d)],
  ],
  [
    'date',
    new RegExp(String.raw`(?<![A-Za-z])${month},? (\d{4})(?!\d)`, 'gi'),
    ([, m = '', y]) => [dateKey(y, monthNumber(m), undefined)],
  ],
  [
    'date',
    new RegExp(String.raw`(?<![A-Za-z])${month} (\d{1,2})(?:st|nd|rd|th)?(?!\d|\.\d|\s?(?:%|°|[A-Za-zμ]{1,3}\b))`, 'g'),
    ([, m = '', d]) => [dateKey(undefined, monthNumber(m), d)],
  ],
  [
    'date',
    new RegExp(String.raw`(?<![\d.])(\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}(?![A-Za-z])`, 'g'),
    ([, d, m = '']) => [dateKey(undefined, monthNumber(m), d)],
  ],
  // 3~5月
  ['date', /(?<![\d.月])(\d{1,2})(?= ?[~至到-] ?\d{1,2} ?月)/g, ([, m]) => [dateKey(undefined, Number(m), undefined)]],
  [
    'date',
    /(?<![个第])(?<![\d.](?=\d))(\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?:份|底|初|末|中旬|上旬|下旬)?(?! ?\d{1,2} ?[日号]|球|亮)/g,
    ([, m = '']) => [dateKey(undefined, Number(m) || chineseMonth(m), undefined)],
  ],
  [
    'date',
    /(?<![A-Za-z])(January|February|April|June|July|August|September|October|November|December|Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?![A-Za-z]|\.? ?\d)/g,
    ([, m = '']) => [dateKey(undefined, monthNumber(m), undefined)],
  ],
  [
    'date',
    /(?<=\b(?:between|in|by|until|till|from|since|of|before|after|during|early|mid|late|to|next|last|this|end|and)[ -])(March|May)(?![A-Za-z]| ?\d)/g,
    ([, m = '']) => [dateKey(undefined, monthNumber(m), undefined)],
  ],
  // Both orders: which one was meant is not for the text to say.
  [
    'date',
    /(?<![\d./])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/g,
    ([, a, b, y]) => [dateKey(y, Number(a), b), dateKey(y, Number(b), a)],
  ],
  [
    'date',
    /(?<![A-Za-z\d])Q([1-4])(?![A-Za-z\d])|(?:第 ?(?=[一二三四1-4])|(?<![\d.每前后近个续上下任某同])(?=[一二三四])|(?<=年 ?)(?=[1-4]))([一二三四1-4]) ?季度|(?<![a-z])(first|second|third|fourth) quarter/gi,
    ([, a, b, c]) => [`Q${a ?? quarter(b ?? c ?? '')}`],
  ],
  ['date', /(?<![A-Za-z\d])FY ?'?(?:20)?(\d\d)(?!\d)|(?<!\d)(?:20)?(\d\d) ?财年/g, ([, a, b]) => [`FY${a ?? b}`]],
  [
    'time',
    /(上午|早上|凌晨|中午|下午|晚上) ?([一二两三四五六七八九]|十[一二]?)[点时](半|[二三四五]?十[一二三四五六七八九]?分)?(?![一二三四五六七八九\d])/g,
    ([, part, h = '', m]) => [timeKey(figure(h), m === '半' ? '30' : figure(m?.slice(0, -1) ?? '零'), undefined, part)],
  ],
  [
    'time',
    /(上午|早上|凌晨|中午|下午|晚上)? ?(?<![A-Za-z\d.:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:]|\.\d)(?: ?([ap])\.?m\b\.?)?/gi,
    ([, part, h, m, s, half]) => [timeKey(h, m, s, part ?? half)],
  ],
  ['time', /(?<![\d.:])(\d{1,2}) ?([ap])\.?m\b\.?/gi, ([, h, half]) => [timeKey(h, '00', undefined, half)]],
  [
    'time',
    /(上午|早上|凌晨|中午|下午|晚上)? ?(?<![\d.])(\d{1,2}) ?[点时] ?(?:(\d{1,2}) ?分(?!钟)|(半)|整)(?: ?(\d{1,2}) ?秒)?/g,
    ([, part, h, m, half, s]) => [timeKey(h, half ? '30' : (m ?? '00'), s, part)],
  ],
  ['time', /(上午|早上|凌晨|中午|下午|晚上) ?(\d{1,2}) ?点/g, ([, part, h]) => [timeKey(h, '00', undefined, part)]],
  ['time', /(?<![\d.])(?:24 ?[/×xX*] ?7|7 ?[/×xX*] ?24)(?![\d.])(?: ?(?:小时|h\b|hours?))?/g, () => ['24/7']],
  [
    'time',
    /(?<![a-z])(?:12 )?(noon|midnight)(?![a-z])/gi,
    ([, word]) => [word?.toLowerCase() === 'noon' ? '12:0' : '0:0'],
    true,
  ],
  [
    'date',
    /(上|下)半年|(?<![a-z])(first|second) half of(?= (?:the year|\d{4}))|(?<![A-Za-z\d])H([12])(?= ?(?:20\d\d))/gi,
    ([, a, b, c]) => [`H${c ?? (a === '下' || b?.toLowerCase() === 'second' ? '2' : '1')}`],
  ],
  [
    'version',
    /(?<![\dA-Za-z.])[vV]?(\d+(?:\.\d+){2,})(-[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*)?(?![\d]|\.\d)/g,
    ([, digits, suffix = '']) => [`${digits}${suffix}`],
  ],
  ['version', /(?<![A-Za-z\d])[vV](\d+(?:\.\d+)*)(?![A-Za-z\d]|\.\d)/g, ([, digits]) => [digits ?? null]],
]

const figure = (word: string): string => String(chineseNumber(word)?.of ?? word)
const chineseMonth = (word: string): number =>
  word.startsWith('十') ? 10 + '一二'.indexOf(word.charAt(1) || ' ') + 1 : '一二三四五六七八九'.indexOf(word) + 1

function quarter(word: string): number {
  return (
    Math.max(
      '一二三四'.indexOf(word),
      ['1', '2', '3', '4'].indexOf(word),
      ['first', 'second', 'third', 'fourth'].indexOf(word.toLowerCase()),
    ) + 1
  )
}

/** `14:30` for 2:30 PM and 下午2:30, and the ratio `2:30` for what is no time of day. */
function timeKey(hour = '', minute = '', second: string | undefined, half: string | undefined): string | null {
  const isLate = half !== undefined && /p|下午|晚上/i.test(half)
  const isEarly = half !== undefined && /a|上午|早上|凌晨/i.test(half)
  const hours = (Number(hour) % (isLate || isEarly ? 12 : 100)) + (isLate ? 12 : 0)
  if (Number(minute) > 59 || hours > 24) return `${Number(hour)}:${Number(minute)}`
  return `${hours}:${Number(minute)}${second === undefined ? '' : `:${Number(second)}`}`
}

const through = String.raw`(?: ?[~-] ?| ?[至到、和] ?| (?:to|and|through|until)(?: the)? )`
const ordinal = '(?:st|nd|rd|th)?'
/** Days of one month, which is said once: 5月12日至15日, `12–15 May 2026`, `May 12 to 15`. */
const dayRanges: readonly (readonly [
  RegExp,
  (groups: readonly string[]) => readonly [string, number, string, string],
])[] = [
  [
    new RegExp(
      String.raw`(?:(?<!\d)(\d{4}) ?年 ?)?(?<!\d)(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?${through}(\d{1,2}) ?[日号]`,
      'g',
    ),
    ([y = '', m = '', a = '', b = '']) => [y, Number(m), a, b],
  ],
  [
    new RegExp(
      String.raw`(?<![A-Za-z])${month} (\d{1,2})${ordinal}${through}(\d{1,2})${ordinal}(?![\d.:]|\s?(?:%|°))(?:,? (\d{4})(?!\d))?`,
      'g',
    ),
    ([m = '', a = '', b = '', y = '']) => [y, monthNumber(m), a, b],
  ],
  [
    new RegExp(
      String.raw`(?<![\d.])(\d{1,2})${ordinal}${through}(\d{1,2})${ordinal} (?:of )?${month}(?![A-Za-z])(?:,? (\d{4})(?!\d))?`,
      'g',
    ),
    ([a = '', b = '', m = '', y = '']) => [y, monthNumber(m), a, b],
  ],
]
function readDayRanges(claims: Claims): Code[] {
  const found: Code[] = []
  for (const [pattern, partsOf] of dayRanges) {
    const taken: [number, number][] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(claims.text); match; match = pattern.exec(claims.text)) {
      const [year, monthOfYear, ...days] = partsOf(match.slice(1))
      const [start, end] = [match.index, match.index + match[0].length]
      // The year may stand at either end only.
      const keys = days.map((day) =>
        [year === '' ? null : dateKey(year, monthOfYear, day), dateKey(undefined, monthOfYear, day)].filter(
          (key) => key !== null,
        ),
      )
      if (keys.some((each) => each.length === 0)) continue
      taken.push([start, end])
      for (const each of keys) found.push({ form: 'code', kind: 'date', keys: each, start, end })
    }
    claims.text = blotted(claims.text, taken)
  }
  return found
}

const joint = /^ ?(?:to|and|until|through|[-~至到和、]) ?$/
const yearOf = ({ keys: [key = ''] }: Code): string | undefined => /^(\d{4})-\d\d-/.exec(key)?.[1]
const isDay = ({ kind, keys: [key = ''] }: Code): boolean => kind === 'date' && /^(?:\d{4}-)?\d\d-\d\d$/.test(key)
/** `1 Jan to 30 June 2027`: the year of either end is that of both, and said once. */
function shareYears(text: string, found: readonly Code[]): Code[] {
  const ordered = found.toSorted((a, b) => a.start - b.start)
  for (const [index, a] of ordered.entries()) {
    const b = ordered[index + 1]
    if (!b || b.start < a.end || b.start - a.end > 10 || !isDay(a) || !isDay(b)) continue
    const [first, second] = [yearOf(a), yearOf(b)]
    if ((first === undefined) === (second === undefined) || !joint.test(text.slice(a.end, b.start))) continue
    const year = first ?? second ?? ''
    const both = ({ keys: [key = ''] }: Code) => [`${year}-${key.slice(-5)}`, key.slice(-5)]
    ordered[index] = { ...a, keys: both(a) }
    ordered[index + 1] = { ...b, keys: both(b) }
  }
  return ordered
}

/** Dates, times of day and version numbers. */
export function readCalendar(claims: Claims): Code[] {
  const found: Code[] = readDayRanges(claims)
  for (const [kind, pattern, keysOf, isSoft] of readers) {
    const { text } = claims
    const taken: [number, number][] = []
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const keys = keysOf(match).filter((key) => key !== null)
      if (keys.length === 0) continue
      const leading = /^ */.exec(match[0])?.[0].length ?? 0
      const [start, end] = [match.index + leading, match.index + match[0].trimEnd().length]
      taken.push([start, end])
      found.push({ form: 'code', kind, keys, start, end, ...(isSoft && { isSoft }) })
    }
    claims.text = blotted(text, taken)
  }
  return shareYears(claims.text, found)
}
