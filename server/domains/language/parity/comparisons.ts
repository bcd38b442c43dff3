/**
 * What a text says about a number: any of `<`, `≤`, `>`, `≥`, `≈`, `W` for the course of a time (over 1 h, 1小时内), or
 * `*` for what sets a limit without saying on which side (better than). Several where the words leave it open (以下 includes its number or does not). None: equal.
 */
export type Comparison = Readonly<{
  signs?: string
  /** The other text may leave it out: the words stand apart from the number, or mean something else as often. */
  isOptional?: true
  /** Said by a negation, which may go on behind the number. */
  isTurned?: true
}>

type Phrase = Readonly<{
  pattern: string
  signs: string
  /** `limit`: words such as maximum, which name a limit by a noun. `loose`: may be left out even close to the number. */
  kind?: 'limit' | 'loose' | 'quantifier'
  isTurned?: true
  /** What it says of a length of time, where that is something else: over 10 minutes may be the course of them. */
  inTime?: string
}>

const more =
  'more|greater|higher|larger|longer|bigger|later|heavier|thicker|wider|faster|older|taller|deeper|stronger|further|farther|hotter|warmer|brighter|louder|older|newer'
const less =
  'less|lower|smaller|shorter|fewer|earlier|sooner|lighter|thinner|narrower|slower|younger|weaker|cooler|colder|nearer|closer'
/** Not far before a comparison it turns it round; words that open another clause do not stand between. */
const negator = String.raw`\b(?:not|never|nothing|nobody|none|cannot|can't|mustn't|shan't|won't|doesn't|don't|isn't|aren't|shouldn't|may not|without)(?: (?!when|if|while|unless|until|before|after|during|where|that|which|and|but|because|at)[a-z]+){0,5}`
const no = String.raw`\bno(?: [a-z]+ (?:shall|may|can|must|should|will|is|are)| [a-z]+ [a-z]+ (?:shall|may|can|must|should|will|is|are))?`
const equalToo = String.raw`(?:,? (?:or|and)(?: is)? equal(?: to)?|,? or the same as)`
const chineseNot = '不(?:应当?|得|能|可以?|会|允许|宜|准|许|须|需|要|必|再|该){0,2}|未|没有?|无'
const chineseMore = '大于|超过|超出|高于|多于|长于|重于|厚于|宽于|晚于|迟于|快于|远于|深于|逾'
const chineseLess = '小于|低于|少于|短于|轻于|薄于|窄于|早于|慢于|近于|浅于|不足|(?<!达)不到|未满|不满'

const phrases: readonly Phrase[] = [
  // English, turned round first.
  {
    pattern: `(?:${negator}|${no}) (?:be |to )?(?:(?:${more})(?: [a-z]+)? than|over|above|beyond|exceed(?:s|ing|ed)?|in excess of|surpass(?:es|ing)?)`,
    signs: '≤',
    kind: 'quantifier',
    isTurned: true,
  },
  {
    pattern: `(?:${negator}|${no}) (?:be |to )?(?:(?:${less})(?: [a-z]+)? than|under|below)`,
    signs: '≥',
    kind: 'quantifier',
    isTurned: true,
  },
  {
    pattern: `(?:(?:${more}) than|above)${equalToo}|equal(?:s)?(?: to)? or (?:${more}) than|at least|at the (?:very )?least|no earlier than`,
    signs: '≥',
    kind: 'quantifier',
  },
  {
    pattern: `(?:(?:${less}) than|below)${equalToo}|equal(?:s)?(?: to)? or (?:${less}) than|at (?:the )?most|no later than`,
    signs: '≤',
    kind: 'quantifier',
  },
  {
    pattern: String.raw`\bup to(?: and including)?|(?<!\b(?:twice|half|thrice|times|third|quarter|just|exactly|almost|nearly) )\bas (?:much|many|long|high|far|large|late) as`,
    signs: '≤',
  },
  { pattern: String.raw`\bdown to|\bas (?:low|little|few|small|early) as`, signs: '≥', kind: 'loose' },
  { pattern: String.raw`\bwithin|\binside`, signs: '≤<W', kind: 'loose' },
  {
    pattern: String.raw`\b(?:limited to|capped at|restricted to|limits?|ceiling|peaks?|peak|clamped to)`,
    signs: '≤<',
    kind: 'loose',
  },
  { pattern: String.raw`\b(?:MOQ|floor)`, signs: '≥', kind: 'loose' },
  { pattern: String.raw`\b(?:highest|largest|longest|greatest)`, signs: '≤', kind: 'loose' },
  { pattern: String.raw`\b(?:lowest|smallest|shortest)`, signs: '≥', kind: 'loose' },
  { pattern: String.raw`\b(?:maximum|max|upper limit)\b\.?`, signs: '≤', kind: 'limit' },
  { pattern: String.raw`\b(?:minimum|min|lower limit)\b\.?`, signs: '≥', kind: 'limit' },
  { pattern: String.raw`\b(?:better|worse|finer|superior)(?: than| to)`, signs: '*', kind: 'loose' },
  {
    pattern: `\\b(?:${more})(?: [a-z]+)? than|\\babove|\\bbeyond|\\bexceed(?:s|ing|ed)?|\\bin excess of|\\bsurpass(?:es|ing)?|\\bexceedingly`,
    signs: '>',
  },
  { pattern: String.raw`\bupwards? of|\boutside`, signs: '>', kind: 'loose' },
  {
    pattern: String.raw`\bover(?= (?:the|an?|its|their|all|any|each|every|this|that) [a-z])`,
    signs: '>W',
    kind: 'loose',
  },
  { pattern: String.raw`\bover`, signs: '>', kind: 'loose', inTime: '>W' },
  // `failed before 10k cycles` is 不到1万次.
  { pattern: String.raw`\bbefore(?= $)`, signs: '<', kind: 'loose' },
  { pattern: `\\b(?:${less})(?: [a-z]+)? than|\\bbelow`, signs: '<' },
  { pattern: String.raw`\bsub-(?=\d)|\bsub-$`, signs: '<≤', kind: 'loose' },
  { pattern: String.raw`\bunder|\bbeneath`, signs: '<', kind: 'loose' },
  {
    pattern: String.raw`\b(?:(?<!\b(?:what|how|think|ask|talk|news|sorry|asked|talked|thinking|worried|complained|know|more) )about|like(?= ~?[$\d])|give or take|ballpark|approximately|approx\.?|around|roughly|circa|nearly|almost|close to|some)|(?<![)\d] ?)~|≈`,
    signs: '≈',
  },
  { pattern: String.raw`\b(?:maybe|perhaps|probably|possibly|say|likely)`, signs: '≈', kind: 'loose' },
  // Chinese, turned round first.
  { pattern: `(?:${chineseNot})(?:${chineseMore}|超)`, signs: '≤', kind: 'quantifier', isTurned: true },
  { pattern: `(?:${chineseNot})(?:${chineseLess})|不下于`, signs: '≥', kind: 'quantifier', isTurned: true },
  {
    pattern: '(?:大于|高于|多于|长于|超过)(?:或者?|、)?(?:等于)|等于或(?:大于|高于|多于|超过)|大于等于|至少|最少|不下',
    signs: '≥',
    kind: 'quantifier',
  },
  {
    pattern: '(?:小于|低于|少于|短于)(?:或者?|、)?(?:等于)|等于或(?:小于|低于|少于)|小于等于|至多|最多',
    signs: '≤',
    kind: 'quantifier',
  },
  { pattern: '最大值?|最高|最长|最重|最厚|最远|最晚|最迟|最快|最宽|上限值?', signs: '≤', kind: 'limit' },
  { pattern: '最小值?|最低|最短|最轻|最薄|最早|最窄|最慢|下限值?', signs: '≥', kind: 'limit' },
  {
    pattern: '高达|可达|可到|能到|可以到|多达|长达|限制?[为在到]|限值|峰值|极限|限定[为在]|控制在|上限',
    signs: '≤<',
    kind: 'loose',
  },
  { pattern: '低至|起订量?|起批', signs: '≥', kind: 'loose' },
  { pattern: '优于|好于|不劣于|不差于|不逊于|达到?', signs: '*', kind: 'loose' },
  // 充电至4.2V is `up to 4.2 V` and `to 4.2 V` alike.
  { pattern: '[\\u4E00-\\u9FFF][至到](?![少多高低])(?=[\\u4E00-\\u9FFF]{0,3} ?$)', signs: '*', kind: 'loose' },
  { pattern: chineseMore, signs: '>' },
  // 超0.3dB is `0.3 dB over`.
  { pattern: '超(?!声|高|低|薄|细|长|宽|级|频|重|轻|短|时|大|小|纯|滤)', signs: '>', kind: 'loose' },
  { pattern: chineseLess, signs: '<' },
  { pattern: '达不到', signs: '<', kind: 'loose' },
  { pattern: '大约|大概|大致|约为|约|将近|接近|(?<!最|附|靠)近|差不多', signs: '≈' },
  { pattern: '>=|=>|≥', signs: '≥', kind: 'quantifier' },
  { pattern: '<=|=<|≤', signs: '≤', kind: 'quantifier' },
  { pattern: '>', signs: '>', kind: 'quantifier' },
  { pattern: '<', signs: '<', kind: 'quantifier' },
]
const anyPhrase = new RegExp(phrases.map(({ pattern }) => `(${pattern})`).join('|'), 'gi')

const farthest = 90
/** Ends of a clause; a full stop only before a space, so that `max. 5` stays one. */
const clauseEnd = /[,，。;；!?？！\n]|、(?!等于)|\.(?= )(?<!\b(?:max|min|approx|typ|no|ca)\.)/gi
/** Between a comparison and its number without coming between them. */
const filler =
  /^[ .:=]*(?:(?:a|an|of|the|be|is|are|to|by|than|at|or|value|total|about|approximately|approx\.?|around|another|为|是|在|到|至|约|值|大约|共|累计|可达|达到?|值?[为是]|等于|需要?|要|有|占|[重长宽高厚深合耗用])[ .:=]*)*[(+±~"'$¥€-]*(?:US\$|USD|RMB|CNY|AWG|AC|DC|直流|交流|负|零下|minus|negative|plus or minus)?[ ]*$/i
/** Before a noun-limit it names a condition, not a limit of the number that follows. */
const condition = /\b(?:at|under|with|in|during|from|for|near|of)(?: (?:the|its|a|an))? $|[在于以从]$/i
const conditionAfter = /(?:下|时|状态|情况|条件|模式|工况|场景|期间)|\b(?:when|if|at|with|under|while)\b/
const longestGap = 48

/** The comparison that stands before a number, looking back no further than its clause and the number before. */
export function comparisonBefore(text: string, from: number, start: number, isTime: boolean): Comparison {
  const window = text.slice(Math.max(from, start - farthest), start)
  let cut = 0
  clauseEnd.lastIndex = 0
  for (let match = clauseEnd.exec(window); match; match = clauseEnd.exec(window)) cut = match.index + 1
  const clause = window.slice(cut)
  let last: { phrase: Phrase; text: string; start: number; end: number } | null = null
  anyPhrase.lastIndex = 0
  for (let match = anyPhrase.exec(clause); match; match = anyPhrase.exec(clause)) {
    const phrase = phrases[match.slice(1).findIndex((group) => group !== undefined)]
    if (match[0] === '') anyPhrase.lastIndex++
    if (!phrase) continue
    const found = { phrase, text: match[0], start: match.index, end: match.index + match[0].length }
    // `at least about 5`: the weaker word does not hide the stronger one.
    if (phrase.signs === '≈' && (last || !filler.test(clause.slice(found.end)))) continue
    // 至少要达到: nor does a word that leaves the side open.
    if (phrase.signs === '*' && last && filler.test(clause.slice(last.end, found.start))) continue
    last = found
  }
  if (!last) return {}
  const { phrase } = last
  const gap = clause.slice(last.end)
  const isDenied =
    phrase.kind !== 'quantifier' &&
    (denial.test(clause.slice(0, last.start)) || denied.test(text.slice(start, start + 60)))
  const signs = isTime && phrase.inTime ? phrase.inTime : isDenied ? withOpposite(phrase.signs) : phrase.signs
  const optional: Comparison = { signs, isOptional: true }
  const turned = phrase.isTurned && { isTurned: phrase.isTurned }
  // `5 mm longer than the 30 mm sample` compares two things.
  const isDifference = from > 0 && cut === 0 && start - from <= farthest && last.start <= 1 && / than$/.test(last.text)
  if (filler.test(gap)) return phrase.kind === 'loose' || isDifference ? optional : { signs, ...turned }
  if (gap.length > longestGap) return {}
  // `no more than once every 5 s` limits the once, which is the other way round for the 5 s.
  if (/\b(?:once|twice|one)\b|[一两]次/.test(gap)) return { signs: '*', isOptional: true }
  if (phrase.kind === 'quantifier')
    return gap.length <= 24 && !/^[≤≥<>=]/.test(clause.slice(last.start)) ? { signs, ...turned } : optional
  // `Maximum weight: 1.2 kg` sets a limit, `maximum volume 4 h` names a condition.
  const isCondition = condition.test(clause.slice(0, last.start)) || conditionAfter.test(gap)
  return phrase.kind === 'limit' && copula.test(gap) && !isCondition ? { signs } : optional
}
const copula = /(?::|=|为|是|\b(?:is|are|be|of)) ?$/
/** A negation further off: `no scratches longer than 5 mm` says that they are at most as long. */
const denial = /\b(?:no|not|never|without|cannot|n't)\b|[不无未禁勿没]/i
const denied =
  /^(?:[^,.;，。；]|\.(?=\d)){0,48}(?:not (?:allowed|permitted|acceptable)|prohibited|forbidden|unacceptable|不允许|不可接受|拒收|禁止)/i
const opposites: Readonly<Record<string, string>> = { '>': '≤', '≤': '>', '<': '≥', '≥': '<' }
const withOpposite = (signs: string): string => signs + Array.from(signs, (sign) => opposites[sign] ?? '').join('')

const afterNumber: readonly (readonly [RegExp, Comparison])[] = [
  [
    /^\s?[([]? ?(?:\(?s\)? )?(?:or|and) (?:equal|less|below|lower|under|fewer|shorter|smaller|earlier|lighter|thinner|sooner|faster|slower|colder|cooler|narrower|weaker)(?![a-z])(?! ?(?:than )?[-+]?\d)/i,
    { signs: '≤' },
  ],
  [
    /^\s?[([]? ?(?:or|and) (?:more|above|higher|greater|over|longer|larger|bigger|up|later|newer|older|upwards?|heavier|thicker|beyond|warmer|hotter|wider|stronger|deeper)(?![a-z])(?! ?(?:than )?[-+]?\d)/i,
    { signs: '≥' },
  ],
  [/^\s?[([]? ?or better(?![a-z])/i, { signs: '*' }],
  [/^ at (?:best|worst|the soonest)(?![a-z])/i, { signs: '*', isOptional: true }],
  // `the two highest bits`
  [/^ (?:highest|largest|longest|greatest)(?![a-z])/i, { signs: '≤', isOptional: true }],
  [/^ (?:lowest|smallest|shortest)(?![a-z])/i, { signs: '≥', isOptional: true }],
  [
    /^(?:st|nd|rd|th)?\s?[([,]? ?(?:max(?:imum|\.)?|at (?:the )?(?:most|latest)|the latest(?=[,.;!?)]|$)|tops|or less|上限)(?![a-z])(?!\.? ?[:=]? ?[-+]?\d)/i,
    { signs: '≤' },
  ],
  [
    /^(?:st|nd|rd|th)?\s?[([,]? ?(?:min(?:imum|\.)|min(?=[ ,;)\]]|$)|at (?:the )?(?:very )?(?:least|earliest)|as a minimum|at minimum|下限)(?![a-z])(?!\.? ?[:=]? ?[-+]?\d)/i,
    { signs: '≥' },
  ],
  [/^\s?[(]? ?(?:最大值?|最高|最多)(?=[)，,。;；\s]|$)/, { signs: '≤' }],
  [/^\s?[(]? ?(?:最小值?|最低|最少)(?=[)，,。;；\s]|$)/, { signs: '≥' }],
  [
    /^\s?(?:[(]含[)])?[\u4E00-\u9FFF]{0,4}?(?:或者?|及|及其|和|并)(?:以上|更[高多大长久新重厚宽晚远深强])(?!述|传)/,
    { signs: '≥' },
  ],
  [
    /^\s?(?:[(]含[)])?[\u4E00-\u9FFF]{0,4}?(?:或者?|及|及其|和|并)(?:以下|以内|更[低少小短轻薄窄早近浅])(?!列)/,
    { signs: '≤' },
  ],
  [/^\s?[(]?(?:或者?|及)(?:以上)?更?[好优佳快慢]/, { signs: '*' }],
  [/^\s?[(]含[)]以上|^\s?以上[(]含/, { signs: '≥' }],
  [/^\s?[(]含[)]以下|^\s?以下[(]含/, { signs: '≤' }],
  [/^\s?[\u4E00-\u9FFF]{0,4}?以上(?!述|传)/, { signs: '>≥' }],
  [/^\s?[\u4E00-\u9FFF]{0,4}?以下(?!列|简)/, { signs: '<≤' }],
  // Data of 13 months ago and older.
  [/^\s?(?:以前|之前|前)的/, { signs: '>≥', isOptional: true }],
  [/^\s?(?:以内|之内|以里)/, { signs: '<≤' }],
  [/^\s?(?:范围内|内(?![部存阻径置壁层孔外螺盒箱袋包容核嵌圈卡衬胆销]))/, { signs: '<≤W', isOptional: true }],
  [/^\+(?![\d/])/, { signs: '>≥' }],
  // `from 20 up`, 20起
  [
    /^ (?:up|upwards?|onwards?)(?=[,.;)]|$| (?:it|is|are|we|they|the|counts?|fails?|means?)\b)/,
    { signs: '>≥', isOptional: true },
  ],
  [/^ ?[\u4E00-\u9FFF]{0,2}?起(?=[，,。;；、）)\s订批卖售算判]|$)/, { signs: '>≥', isOptional: true }],
  // 一百多台, 五十来套
  [/^\s?[多余](?=[\u4E00-\u9FFF，,。;；]|$)/, { signs: '>≥≈', isOptional: true }],
  [/^\s?来(?=[\u4E00-\u9FFF])(?!自|料|样|件|回|源|货|电|到)/, { signs: '≈', isOptional: true }],
  [
    /^\s?(?:或?左右(?![两侧声对耳])|上下(?=[，,。;；)\s]|$)|or so(?![a-z])|-?ish(?![a-z])|or thereabouts|give or take)/,
    { signs: '≈', isOptional: true },
  ],
]
/** `3.0 V ≤ VCC`: the number bounds what follows. */
const reversed = /^\s?(<=|>=|≤|≥|<|>)(?=\s?[A-Za-z\u2E80-\u9FFF])/
/** 不得降到10V以下 says at least 10 V; 不得在10V以下工作 forbids what is less. */
const forbidden = /(?:不得|不应|不能|不可|不会|不许|不准|不允许|禁止|严禁|切勿|勿)([^，,。；;、]{0,8})$/
const neverBefore = /[没未][^，,。;；、]{0,6}$/
function turnedBefore(text: string, from: number, start: number, { signs = '', ...rest }: Comparison): Comparison {
  // 没测过50以上: never over 50.
  if ((signs === '<≤' || signs === '>≥') && neverBefore.test(text.slice(Math.max(from, start - 14), start)))
    return { signs: '<≤>≥', ...rest }
  const verb =
    signs === '<≤' || signs === '>≥' ? forbidden.exec(text.slice(Math.max(from, start - 14), start))?.[1] : undefined
  if (verb === undefined) return { signs, ...rest }
  const [opposite, strict] = signs === '<≤' ? ['≥', '<'] : ['≤', '>']
  return { signs: /[降跌落掉低升涨增高][到至在为]?$/.test(verb) ? opposite : opposite + strict }
}

/** `5 batches per minute at most`: at the end of the clause, behind what is counted. */
const closing =
  /^(?: [a-z/-]{1,14}){1,6}? \(?(at (?:the )?(?:very )?(?:most|least)|or (?:less|more|fewer|above|below)|max(?:imum)?|min(?:imum)?)\)?(?=[,;.)\n]|$)/i
const mirror: Readonly<Record<string, string>> = { '<=': '≥', '≤': '≥', '>=': '≤', '≥': '≤', '<': '>', '>': '<' }

/** The comparison that stands after a number (`5 V max`, 5秒以内), and where it ends; `before` is what stands before it. */
export function comparisonAfter(
  text: string,
  end: number,
  next: number,
  before = { from: end, start: end },
): { comparison: Comparison; end: number } | null {
  const after = text.slice(end, Math.min(next, end + 24))
  const turned = reversed.exec(after)
  if (turned?.[1]) return { comparison: { signs: mirror[turned[1]] ?? '' }, end: end + turned[0].length }
  // `5 V max 3`: the word belongs to what follows, so it has to see the next number.
  const visible = text.slice(end, end + 28)
  for (const [pattern, comparison] of afterNumber) {
    const match = pattern.exec(visible)
    if (match && match[0].length <= after.length)
      return { comparison: turnedBefore(text, before.from, before.start, comparison), end: end + match[0].length }
  }
  const last = closing.exec(text.slice(end, Math.min(next, end + 80)))
  if (last?.[1])
    return { comparison: { signs: /most|less|fewer|below|max/i.test(last[1]) ? '≤' : '≥' }, end: end + last[0].length }
  return calledLimit.test(text.slice(end, end + 64)) ? { comparison: { signs: '≤', isOptional: true }, end } : null
}
/** `2 failures out of 32 are the acceptance limit`: how many there may be at most. */
const calledLimit =
  /^(?:[^,.;，。；\n]|\.(?=\d)){0,44}(?:\b(?:is|are|as) (?:the |our |your )?(?:acceptance |upper |pass |pass\/fail )?limit(?![a-z])|[为是]?(?:合格|允收|验收)(?:界限|上限|极限|限))/

/**
 * What a number takes over from the one before it in the same enumeration: `must not exceed 3 W in use and 10 mW in
 * standby` limits both, and `must not exceed 1 A for more than 20 ms` limits the second by a negation that it does not
 * repeat. `between` is the text that separates them; only numbers of one dimension share a limit.
 */
export function takenOver(
  own: Comparison,
  previous: Comparison,
  between: string,
  isSameDimension: boolean,
): Comparison {
  if (previous.signs === undefined || previous.signs === '≈') return own
  if (own.signs === undefined) {
    const reach = isSameDimension ? 60 : 8
    return between.length <= reach && enumerating.test(between) && !sentenceEnd.test(between)
      ? { signs: previous.signs, isOptional: true }
      : own
  }
  if (own.isOptional || !previous.isTurned || /[,.;，。；\n]/.test(between)) return own
  if (previous.signs === '≤' && own.signs === '>') return { signs: '>≤' }
  return previous.signs === '≥' && own.signs === '<' ? { signs: '<≥' } : own
}
const enumerating = /,|\band\b|\bor\b|\/|、|，|和|及|或|;|；|与/
const sentenceEnd = /[。\n!?！？]|\. /

const mayBeSilent = ({ signs, isOptional }: Comparison): boolean => signs === undefined || isOptional === true

/** Whether two texts set the same limit. Words that may be left out agree with none, but not with their opposite. */
export function agree(a: Comparison, b: Comparison): boolean {
  if (a.signs === undefined && b.signs === undefined) return true
  if (a.signs === undefined || b.signs === undefined) return mayBeSilent(a) && mayBeSilent(b)
  if (a.signs === '*' || b.signs === '*') return true
  return Array.from(a.signs).some((sign) => b.signs?.includes(sign) === true)
}
