import { kindOfLine, type AskedLine } from '@/server/domains/boms/rules/substitutions'
import { substituteKey } from '@/server/domains/boms/rules/substitutions'
import type { SubstitutePart } from '@/server/domains/boms/rules/alternates'
import type { ValueKind } from '@/server/domains/boms/importing/kinds'
import type { Section } from '@/server/domains/specs/rules/requirement'
import type { BilingualText } from '@/server/kernel/bilingual'

/** What a substitute may touch besides the line it stands on. */
export const consequenceKinds = ['radio', 'antenna', 'power', 'battery', 'certification', 'firmware'] as const
export type ConsequenceKind = (typeof consequenceKinds)[number]

export type ReadRequirement = Readonly<{
  code: string
  section: Section
  title: BilingualText
  text: BilingualText
  /** Keys and names of what it points at. */
  links: readonly Readonly<{ kind: string; id: string; label: string }>[]
}>
export type ReadLine = Readonly<{
  id: string
  key: string
  position: number
  refs: string
  mpn: string
  manufacturer: string
  ipn: string
}>

export type Consequences = Readonly<{
  kinds: readonly ConsequenceKind[]
  /** Radio, antenna, power and battery parts are named in certificates: whether they still hold has to be checked (features N4). */
  recertify: boolean
  requirements: readonly Readonly<{ code: string; section: Section; title: BilingualText }>[]
  otherLines: readonly ReadLine[]
}>

const radioWords =
  /\b(rf|wi-?fi|wlan|bluetooth|ble|zigbee|lora|gnss|gps|nfc|lte|nb-?iot|transceiver|balun|saw)\b|射频|蓝牙|无线|收发|天线匹配/i
const powerWords =
  /\b(ldo|dc-?dc|buck|boost|pmic|regulator|charger|adapter|power supply|battery)\b|电源|稳压|充电|适配器|电池/i
const antennaWords = /\bantenna\b|天线/i
const batteryWords = /\b(battery|cell|li-?ion|li-?po|cr20\d\d)\b|电池/i
const firmwareKinds: readonly (ValueKind | null)[] = ['ic', 'module']

/** Sections whose requirements a certificate rests on. */
const certified: readonly Section[] = ['radio', 'power', 'certification']

const wordsOf = (line: AskedLine, part: SubstitutePart): string =>
  [line.name, line.value, line.description.en, line.description.zh, line.mpn, part.mpn, part.description].join(' ')

/** Whether a text names one of the tokens as a whole: `C1` is not in `C10`. */
export function names(text: string, tokens: readonly string[]): boolean {
  const upper = text.toUpperCase()
  return tokens.some((token) => {
    const wanted = token.toUpperCase()
    for (let at = upper.indexOf(wanted); at >= 0; at = upper.indexOf(wanted, at + 1)) {
      const [before, after] = [upper[at - 1] ?? ' ', upper[at + wanted.length] ?? ' ']
      if (!/[A-Z0-9]/.test(before) && !/[A-Z0-9]/.test(after)) return true
    }
    return false
  })
}

/**
 * What a substitute on a line would touch: requirements that point at the line or name its references or parts, what
 * certificates and firmware may rest on, and the other lines that use the same part. `references` are single ones.
 */
export function consequencesOf(
  line: AskedLine & Readonly<{ id: string; key: string }>,
  references: readonly string[],
  part: SubstitutePart,
  around: Readonly<{ requirements: readonly ReadRequirement[]; lines: readonly ReadLine[] }>,
): Consequences {
  const kind = kindOfLine(line)
  const words = wordsOf(line, part)
  const tokens = [...references, line.mpn, line.ipn].filter((token) => token.length > 1)
  const touched = around.requirements.filter(
    ({ title, text, links }) =>
      links.some(({ kind: to, id }) => to === 'bomLine' && (id === line.id || id === line.key)) ||
      names([title.en, title.zh, text.en, text.zh].join(' '), tokens),
  )
  const holds: Readonly<Record<ConsequenceKind, boolean>> = {
    radio: radioWords.test(words) || kind === 'crystal',
    antenna: kind === 'antenna' || antennaWords.test(words),
    power: powerWords.test(words) || kind === 'transformer' || kind === 'fuse',
    battery: kind === 'battery' || batteryWords.test(words),
    certification: touched.some(({ section }) => certified.includes(section)),
    firmware: firmwareKinds.includes(kind),
  }
  const kinds = consequenceKinds.filter((each) => holds[each])
  const own = substituteKey(line)
  return {
    kinds,
    recertify: kinds.some((each) => each !== 'firmware'),
    requirements: touched.map(({ code, section, title }) => ({ code, section, title })),
    otherLines: around.lines.filter((other) => other.key !== line.key && substituteKey(other) === own),
  }
}
