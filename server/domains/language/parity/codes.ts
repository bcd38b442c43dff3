import { chineseNumber } from './chinese-figures'
import type { Comparison } from './comparisons'
import type { FindingKind } from './report'

/** A name that both texts must spell alike: an address, a standard, a part number … `key` is what is compared. */
export type Code = Readonly<{
  form: 'code'
  kind: FindingKind
  /** Several where the text can be read in several ways. */
  keys: readonly string[]
  start: number
  end: number
  /** Compared only where the other side has something similar: natural language often looks like it. */
  isSoft?: true
  /** Of a version: 1.4.2 or later. */
  comparison?: Comparison
}>

type Read = readonly string[] | Readonly<{ keys: readonly string[]; length: number }>
type Recogniser = Readonly<{
  kind: FindingKind
  pattern: RegExp
  /** Keys of a match, or null where it is something else. May shorten the match. */
  keys?: (match: RegExpExecArray) => Read | null
  isSoft?: true
}>

const dropSpaces = (text: string): string => text.replace(/\s+/g, '')

const extensions =
  'jsonl?|bin|hex|txt|csv|xml|ya?ml|pdf|docx?|xlsx?|pptx?|step|stp|stl|dxf|dwg|zip|tar|tgz|gz|7z|proto|conf|cfg|ini|toml|env|log|md|sh|py|c|h|cpp|rs|js|ts|img|iso|elf|uf2|dfu|swu|pem|crt|cer|der|key|html?|png|jpe?g|svg|gif|bmp|mp[34]|wav|gbr|sql|dtb|ko|so|dll|exe|apk|ipa|hap'

/** Ends of sentences are no part of an address. */
function address(match: RegExpExecArray) {
  const text = match[0].replace(/[.,;:!?'")\]]+$/, '')
  return { keys: [text.replace(/\/$/, '')], length: text.length }
}

const standardBodies = [
  String.raw`GB\/[TZ]|GBZ?|GJB(?:\/Z)?|[A-Z]{2}\/[TZ]|(?:IEC|EN|ISO) ?\/ ?(?:TR|TS|PAS)|EN IEC|EN ISO(?:\/IEC)?|ISO ?\/ ?(?:IEC|SAE|TS)|ISO|IEC|ETSI (?:EN|TS|TR)|ETSI|EN|BS EN|BS|DIN(?: EN)?(?: ISO)?`,
  String.raw`IEEE|ASTM|UL|CAN\/CSA|CSA|IPC(?:-[A-Z]{1,2})?|J-STD|JESD|JEP|JEDEC|MIL-(?:STD|HDBK|PRF|DTL|S|C)|CISPR|ANSI(?:\/[A-Z]{2,4})*|NEMA|NFPA|AEC-Q|SAE(?: J)?|JIS [A-Z]|FIPS(?: PUB)?|NIST SP|RFC|3GPP TS|ITU-[TR]|AS\/NZS|EIA|TIA|RTCA|ICES|RSS|FCC(?: Parts?)?|CFR(?: Parts?)?|SR|YY\/T|SJ\/T|YD\/T|QC\/T|JJ[GF]|KS [A-Z]|UN ?ECE|UN|ECE|OIML|CNS|VDE|VDA|CQC`,
].join('|')
const standardPattern = new RegExp(
  String.raw`(?<![A-Za-z0-9])(?:UL[ -]?94[ -]?(?:5V[AB]?|V-?[0-2]|HB|VTM-?[0-2])|(?:${standardBodies})[ -]?[A-Z]?(?:\d{3} \d{3}(?![\d.])|\d+)(?:[.\-/]{1,2}[A-Z]?\d+)*[A-Za-z]{0,3}(?:-[A-Za-z]{1,2}(?![A-Za-z0-9]))?(?![A-Za-z])(?:\s?:\s?\d{4}(?!\d))?(?:\+A\d+(?::\d{4})?)*)`,
  'g',
)

/** `IEC 60068-2-1: 2007` and `IEC60068-2-1-2007` are one; IEEE goes without saying before 802. */
const standardKey = (text: string): string =>
  dropSpaces(text.replace(/\bParts?\b/i, ''))
    .toUpperCase()
    .replace(/:/g, '-')
    .replace(/-+/g, '-')
    .replace(/^IEEE-?(?=802)/, '')
    .replace(/^(UL|UN|EN|AEC|FCC|CISPR|SR|RFC)-(?=[\dQ])/, '$1')
    .replace(/^UL94-?V-?/, 'UL94V')

const screw = /(?<![A-Za-z0-9])M\d{1,2}(?:\.\d+)?\s?[×xX*]\s?\d+(?:\.\d+)?(?:\s?mm\b|毫米)?/g
const designatorLetters =
  'R|C|L|D|Q|U|J|P|F|X|Y|K|T|S|B|H|W|E|M|V|Z|RN|RP|RV|VR|RT|NTC|PTC|MOV|CN|CON|IC|TP|SW|LED|LD|FB|BT|BAT|ANT|JP|TR|FL|TVS|ESD|ZD|MIC|SPK|BZ|LS|XTAL|OSC|FUSE|RLY|MH|FID|DS|CE|CR|EC|PC|OP|TB|HDR|SK|SB|KEY|BTN|MK|BR|CC|GND'
const designatorRange = new RegExp(
  String.raw`(?<![A-Za-z0-9._/-])(${designatorLetters})(\d{1,4})(?: ?(?:-|~|…|\.{2,3}|至|到|\bto\b|\bthrough\b) ?)(?:\1)?(\d{1,4})(?![\dA-Za-z]|\.\d|\s?(?:mm|V|A|Ω)\b)`,
  'g',
)
const designator = new RegExp(String.raw`^(?:[RCLUQDJ]\d{1,4}|(?:${designatorLetters})\d{1,3})[A-Z]?$`)
const longestDesignatorRange = 300

function designatorKeys([, letters = '', first = '', last = '']: RegExpExecArray): readonly string[] | null {
  const [from, to] = [Number(first), Number(last)]
  if (to <= from || to - from > longestDesignatorRange) return null
  return Array.from({ length: to - from + 1 }, (_, index) => `${letters}${from + index}`)
}

/** 两 and 2 alike. */
const digitsOf = (figure = ''): string => (/^\d/.test(figure) ? figure : String(chineseNumber(figure)?.of ?? figure))
const recognisers: readonly Recogniser[] = [
  {
    kind: 'url',
    pattern:
      /(?<![A-Za-z])(?:https?|wss?|mqtts?|coaps?|s?ftp|tcp|udp|amqps?|rtsp|file):\/\/(?=[\w{[])[^\s<>"'|\u2E80-\uFFEF]+/gi,
    keys: address,
  },
  {
    kind: 'url',
    pattern: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,}(?![A-Za-z0-9])/g,
    keys: address,
  },
  {
    kind: 'url',
    pattern:
      /(?<![A-Za-z0-9._/-])(?:[A-Za-z0-9-]{1,63}\.){1,6}(?:com|cn|net|org|io|dev|cloud|app|local|gov|edu|info|tech|iot|eu|uk|de|us|hk|tw)(?![A-Za-z0-9-])(?::\d{2,5})?(?:\/[^\s<>"'|,;\u2E80-\uFFEF]*)?/g,
    keys: address,
  },
  { kind: 'path', pattern: /`([^`\n]{1,200})`/g, keys: ([, inside = '']) => [inside.trim()] },
  // A stroke at the beginning, a placeholder, a wildcard or three parts make a path; `and/or` is none.
  {
    kind: 'path',
    pattern: /(?<![A-Za-z0-9_.%°"')\]}#+])\/(?:[A-Za-z0-9_{}$+#.:-]+\/?)+/g,
    keys: (match) => {
      const isPath = /^\/[A-Za-z_{$.][^/]*\/|\{|^\/[a-z][\w-]*$/i.test(match[0]) || fileName.test(match[0])
      return isPath && /[A-Za-z]{2}|\{/.test(match[0]) && !perUnit.test(match[0]) ? address(match) : null
    },
  },
  {
    kind: 'path',
    pattern:
      /(?<![A-Za-z0-9_/.-])[A-Za-z0-9_{}$+#][A-Za-z0-9_{}$+#.:-]{0,80}\/(?:[A-Za-z0-9_{}$+#.:-]{1,80}\/){0,20}(?:[A-Za-z0-9_{}$+#.:-]{0,80})/g,
    keys: (match) => {
      const parts = match[0].replace(/[.,;:]+$/, '').split('/')
      const isPath =
        /\{\w+\}|\$\{?\w|\/#$|\/\+(\/|$)|^\$/.test(match[0]) ||
        (parts.some((part) => /^[a-z]\w*_\w+$/i.test(part)) && parts.every((part) => /^[\w.-]*$/.test(part))) ||
        (parts.some((part) => /^v\d+$/.test(part)) && parts.some((part) => /^[a-z]{3,}/.test(part))) ||
        (parts.length >= 3 && /^v\d/.test(parts[0] ?? '')) ||
        isTopic(parts) ||
        fileName.test(match[0])
      return isPath ? address(match) : null
    },
  },
  {
    kind: 'path',
    pattern: new RegExp(
      String.raw`(?<![A-Za-z0-9_./-])[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.(?:${extensions})(?![A-Za-z0-9_])`,
      'g',
    ),
  },
  { kind: 'path', pattern: /(?<![A-Za-z0-9_])[A-Za-z][A-Za-z0-9]*_[A-Za-z0-9_]*/g },
  { kind: 'path', pattern: /\{[A-Za-z][A-Za-z0-9_]{0,60}\}/g },
  {
    kind: 'path',
    pattern: /(?<![A-Za-z0-9_/.+#-])[a-z]{2,20}(?:\/[a-z]{2,20}){1,6}(?![A-Za-z0-9_/^-])/g,
    keys: (match) => (perUnit.test(match[0]) ? null : [match[0]]),
    isSoft: true,
  },
  { kind: 'path', pattern: /(?<![A-Za-z0-9_])[a-z]{2,20}(?:[A-Z][a-z]{2,20}){1,6}(?![A-Za-z0-9_])/g, isSoft: true },
  {
    kind: 'code',
    pattern:
      /(?<![A-Za-z0-9])(?:0[xX][0-9A-Fa-f]+(?:_[0-9A-Fa-f]+)*|#[0-9A-Fa-f]{6}(?![A-Za-z0-9])|[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g,
    keys: ([text]) => [text.toUpperCase().replace(/_/g, '')],
  },
  {
    kind: 'standard',
    pattern: /(?<![\dA-Za-z])\(?(?:EU|EC)\)?\s?(?:No\.? ?)?\d{4}\/\d+|\d{4}\/\d+\/E[UC](?![A-Za-z])/g,
    keys: ([text]) => [text.replace(/\D*(\d+\/\d+).*/, '$1')],
  },
  {
    kind: 'standard',
    pattern:
      /(?<![\dA-Za-z.])(?:IEEE[ -]?)?802\.(?:11 ?[a-z]{1,2}(?: ?\/ ?[a-z]{1,2}){1,6}|11[a-z]{0,2}|15\.\d[a-z]?|[13][a-z]{1,2})(?![\dA-Za-z])/g,
    keys: ([text]) => [standardKey(text)],
  },
  {
    kind: 'standard',
    pattern: /(?<![A-Za-z])(FCC|CFR) ?第 ?(\d{1,4}) ?(?:部分?|章)/g,
    keys: ([, body = '', part = '']) => [body + part],
  },
  { kind: 'standard', pattern: standardPattern, keys: ([text]) => [standardKey(text)] },
  {
    kind: 'code',
    pattern:
      /(?<![A-Za-z0-9.])(\d{1,3}|[一二两三四五六七八九十]) ?(?:S|串) ?(?:[x×] ?)?(\d{1,3}|[一二两三四五六七八九十]) ?(?:P|并)(?![A-Za-z0-9])|(?<![A-Za-z0-9.])(\d{1,3})(?: cells?)?[ -](?:in )?series,?[ -](?:and )?(\d{1,3})[ -](?:in )?parallel(?![a-z])/g,
    keys: ([, series, parallel, inSeries, inParallel]) => [
      `${digitsOf(series ?? inSeries)}S${digitsOf(parallel ?? inParallel)}P`,
    ],
  },
  {
    kind: 'partNumber',
    pattern: screw,
    keys: ([text]) => [
      dropSpaces(text)
        .replace(/[xX*]/, '×')
        .replace(/mm|毫米/, ''),
    ],
  },
  { kind: 'designator', pattern: designatorRange, keys: designatorKeys },
]
/** `devices/0042/state`: words in lower case with a figure between them. */
const isTopic = (parts: readonly string[]): boolean =>
  parts.length >= 3 &&
  parts.every((part) => /^[a-z0-9.-]+$/.test(part)) &&
  parts.filter((part) => /^[a-z-]{3,}$/.test(part)).length >= 2 &&
  parts.some((part) => /\d/.test(part))
const isWhole = (read: Read): read is readonly string[] => Array.isArray(read)
const perUnit =
  /^\/?[a-zμ]{1,20}\/(?:s|h|min|kg|m|d|day|hour|second|minute|week|month|year)$|^\/(?:s|h|d|min|hour|sec|second|minute|day|week|month|year|hr|pcs|unit|set)$/i
const fileName = new RegExp(String.raw`\.(?:${extensions})$`)

/** What of a folded text nobody has read yet: passages that were read are blotted out, the length stays. */
export type Claims = { text: string }
/** OBJECT REPLACEMENT CHARACTER: no letter, no digit, no punctuation. */
const claimed = '\uFFFC'

/** Names recognised by their form. */
export function readNames(claims: Claims): Code[] {
  const found: Code[] = []
  for (const { kind, pattern, keys: keysOf, isSoft } of recognisers) {
    const taken: [number, number][] = []
    const { text } = claims
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const read = keysOf ? keysOf(match) : [match[0]]
      if (!read) continue
      const { keys, length } = isWhole(read) ? { keys: read, length: match[0].length } : read
      if (length === 0) continue
      const [start, end] = [match.index, match.index + length]
      taken.push([start, end])
      const code = { form: 'code' as const, kind, start, end, ...(isSoft && { isSoft }) }
      // `C1–C4` names four parts.
      if (kind === 'designator') found.push(...keys.map((key) => ({ ...code, keys: [key] })))
      else found.push({ ...code, keys })
    }
    claims.text = blotted(text, taken)
  }
  return found
}

/** One pass over the text however many passages there are. */
export function blotted(text: string, passages: readonly (readonly [number, number])[]): string {
  if (passages.length === 0) return text
  const parts: string[] = []
  let from = 0
  for (const [start, end] of passages) {
    if (start < from) continue
    parts.push(text.slice(from, start), claimed.repeat(end - start))
    from = end
  }
  return `${parts.join('')}${text.slice(from)}`
}

const chunk =
  /(?<![A-Za-z0-9]|\d[.,])[A-Za-z0-9]+(?:(?:[-+#&]|(?<=\d)\.(?=\d)|(?<=[A-Za-z])\.(?=[A-Za-z]))[A-Za-z0-9]+)*/g

/**
 * Words that mix letters and digits and are no quantity: part numbers, designators, ratings. `isQuantity` says whether
 * a word that begins with a digit reads as numbers with their units from end to end.
 */
export function readWords(claims: Claims, isQuantity: (start: number, end: number) => boolean): Code[] {
  const found: Code[] = []
  const { text } = claims
  chunk.lastIndex = 0
  for (let match = chunk.exec(text); match; match = chunk.exec(text)) {
    const [word] = match
    const [start, end] = [match.index, match.index + word.length]
    const isNumberCode = /^\d+(?:-\d+){2,}$/.test(word) || /^0\d{2,}$/.test(word) || /^\d{20,}$/.test(word)
    if (!isNumberCode && (!/\d/.test(word) || !/[A-Za-z]/.test(word))) continue
    if (!isNumberCode && /^\d/.test(word) && isQuantity(start, end)) continue
    // `sub-1 GHz`, `level-4`: an ordinary word before a number. `DC12V`, `AWG24`, `USD5`: a qualifier.
    if (/^[a-z]{3,}-\d+(?:\.\d+)?$/.test(word) || counted.test(word)) continue
    if (
      /^(?:DC|AC|AWG|HRC|USD|RMB|CNY|EUR|Ra|Rz|TYP|MAX|MIN|max|min|typ|about|approx|from|to|and|or|at|of|is|x|X)\d/.test(
        word,
      ) &&
      isQuantity(start + (/^[A-Za-z]+/.exec(word)?.[0].length ?? 0), end)
    )
      continue
    if (/^[xX]\d+$/.test(word)) continue
    // 邵氏A70 is 70 Shore A.
    if (/^[AD]\d{2}$/.test(word) && /(?:邵氏|Shore) ?$/i.test(text.slice(Math.max(0, start - 6), start))) continue
    found.push({
      form: 'code',
      kind: kindOf(word),
      keys: [keyOf(word)],
      start,
      end,
      ...(formula.test(word) && { isSoft: true as const }),
    })
  }
  claims.text = blotted(
    text,
    found.map(({ start, end }) => [start, end] as const),
  )
  return found
}

/** bit0 is `bit 0`. */
const counted =
  /^(?:bit|byte|pin|step|page|line|item|note|row|ch|channel|port|level|class|type|station|case|phase|group|layer|mode|fig|table|slot|lane|core|bank|zone|key|day|week)\d{1,3}$/i

/** Substances, and paper coated on one side or both, which Chinese names by their characters. */
const formula =
  /^(?:CO2|H2O|O2|O3|N2|SO2|NO2|NOx|H2S|CH4|NH3|SiO2|Al2O3|ZrO2|TiO2|H2SO4|LiFePO4|LiCoO2|LiPF6|C2H5OH|SF6|CFC\d*|C[12]S)$/i

function kindOf(word: string): FindingKind {
  if (/^[vV]\d+(?:\.\d+)*$/.test(word)) return 'version'
  if (/^IP[X\d]\d?[A-Z]?$|^IK\d{2}$/i.test(word)) return 'code'
  if (designator.test(word)) return 'designator'
  const digits = word.replace(/\D/g, '').length
  return word.length >= 5 && digits >= 2 && /[A-Z]/.test(word) ? 'partNumber' : 'code'
}
const keyOf = (word: string): string => (/^[vV]\d/.test(word) ? word.slice(1) : word.toUpperCase().replace(/-/g, ''))
