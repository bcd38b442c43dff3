import type { ValueKind } from './kinds'
import { looksLikeChipSize } from './packages'
import type { MessageCode, MessageParams } from './messages'
import { working } from './text'
import { plainDecimal, scaled, withPrefix } from './value-number'

export type ParsedValue = {
  si: number
  unit: 'Ω' | 'F' | 'H' | 'Hz'
  /** Canonical text: `4.7k`, `100nF`, `2.2µH`, `8MHz`. Parsing it again gives the same value. */
  display: string
  tolerance: string | null
  note: { code: MessageCode; params: MessageParams } | null
}

export type ValueContext = {
  /** The whole column is upper case, so `M` may stand for milli (BOM-W052). */
  upperCaseOnly?: boolean
  /** Description or note of the line: `丝印103` allows marking codes. */
  hint?: string
}

type Note = ParsedValue['note']
type Reading = { si: number; note: Note; tolerance?: string | null }

const TOLERANCE_LETTERS: Record<string, string> = {
  B: '0.1%',
  C: '0.25%',
  D: '0.5%',
  F: '1%',
  G: '2%',
  J: '5%',
  K: '10%',
  M: '20%',
  Z: '+80/-20%',
}
const PICO_LETTERS: Record<string, string> = { B: '0.1pF', C: '0.25pF', D: '0.5pF' }

const E24 = [10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91]
const E96 = Array.from({ length: 96 }, (_, i) => Math.round(100 * 10 ** (i / 96)))

/** Is it a value of the E24 or E96 series at any decade? */
function isStandard(value: number): boolean {
  if (value === 0) return true
  const normal = value / 10 ** Math.floor(Math.log10(value) + 1e-9)
  return E24.some((x) => Math.abs(normal * 10 - x) < 0.005) || E96.some((x) => Math.abs(normal * 100 - x) < 0.05)
}

const NUM = String.raw`(\d+(?:[.,]\d+)?|[.,]\d+)`
const RESISTOR_PLAIN = new RegExp(`^${NUM}\\s*(G|M|K|k|m|R|r|E)?\\s*(?:ohms?|Ω|OHMS?|R)?$`, 'i')
const RESISTOR_RKM = /^(\d*)([RrKkMGE])(\d+)(?:Ω|ohms?)?$/
const POWERS: Record<string, number> = { G: 9, M: 6, k: 3, K: 3, R: 0, r: 0, E: 0, m: -3, g: 9 }
const EIA_MULTIPLIERS: Record<string, number> = {
  Z: -3,
  Y: -2,
  R: -2,
  X: -1,
  S: -1,
  A: 0,
  B: 1,
  H: 1,
  C: 2,
  D: 3,
  E: 4,
  F: 5,
}

function resistorText(si: number): string {
  return withPrefix(si, 9, si > 0 && si < 1 ? -3 : 0)
}

function resistor(text: string, context: ValueContext): Reading | null {
  const eia = /^(\d{2})([ZYRXSABHCDEF])$/.exec(text)
  if (eia !== null) {
    const index = Number(eia[1])
    const base = E96[index - 1]
    const power = EIA_MULTIPLIERS[eia[2] ?? '']
    // `47R` is 47 Ω, not code 47 times a hundredth: R stays a unit letter here.
    if (base !== undefined && power !== undefined && eia[2] !== 'R' && eia[2] !== 'E')
      return { si: scaled(String(base), power), note: null }
  }
  const rkm = RESISTOR_RKM.exec(text)
  if (rkm !== null) {
    const letter = rkm[2] ?? 'R'
    const si = scaled(plainDecimal(`${rkm[1] || '0'}.${rkm[3] ?? ''}`), POWERS[letter] ?? 0)
    return { si, note: letter === 'E' ? { code: 'BOM-W051', params: { t: text, v: resistorText(si) } } : null }
  }
  const plain = RESISTOR_PLAIN.exec(text)
  if (plain === null) return null
  const number = plainDecimal(plain[1] ?? '0')
  const letter = plain[2]
  if (letter === undefined && /^\d{3,4}$/.test(text)) return bareResistor(text, context)
  const si = scaled(number, POWERS[letter ?? 'R'] ?? 0)
  const isDoubtful = letter === 'M' && context.upperCaseOnly === true && /ohm/i.test(text)
  return { si, note: isDoubtful ? { code: 'BOM-W052', params: { t: text, v: resistorText(si) } } : null }
}

/** `103` is literally 103 Ω unless the line speaks of a marking; values outside the series are questioned. */
function bareResistor(text: string, { hint = '' }: ValueContext): Reading {
  const literal = Number(text)
  const code = scaled(text.slice(0, -1), Number(text.slice(-1)))
  if (/丝印|marking|marked/i.test(hint) && hint.includes(text)) return { si: code, note: null }
  if (isStandard(literal)) return { si: literal, note: null }
  return { si: literal, note: { code: 'BOM-W053', params: { v: text, s: resistorText(code) } } }
}

function capacitorText(si: number): string {
  const text = si === 0 ? '0p' : withPrefix(si, -6, -12)
  return `${text}F`
}

const CAPACITOR_PLAIN = new RegExp(`^${NUM}\\s*(p|n|u|μ|µ|m)?\\s*(F|FD)?$`, 'i')
const CAPACITOR_RKM = /^(\d*)([pnuμRm])(\d+)(?:F)?$/i
const CAPACITOR_POWERS: Record<string, number> = { p: -12, n: -9, u: -6, μ: -6, µ: -6, m: -3, r: -12 }

function capacitor(text: string): Reading | null {
  const micro = /^(\d+(?:[.,]\d+)?|[.,]\d+)\s*(MFD|MF|MMF|MMFD)$/.exec(text)
  if (micro !== null) {
    const isPico = (micro[2] ?? '').startsWith('MM')
    const number = plainDecimal(micro[1] ?? '0')
    const si = scaled(number, isPico ? -12 : -6)
    return { si, note: isPico ? null : { code: 'BOM-W052', params: { t: text, v: capacitorText(si) } } }
  }
  const code = /^(\d{2})(\d)([BCDFGJKMZ])?$/.exec(text)
  if (code !== null) return capacitorCode(text, code)
  const rkm = CAPACITOR_RKM.exec(text)
  if (rkm !== null && !(rkm[1] === '' && rkm[2]?.toLowerCase() === 'm')) {
    return {
      si: scaled(
        plainDecimal(`${rkm[1] || '0'}.${rkm[3] ?? ''}`),
        CAPACITOR_POWERS[(rkm[2] ?? '').toLowerCase()] ?? -12,
      ),
      note: null,
    }
  }
  const plain = CAPACITOR_PLAIN.exec(text)
  if (plain === null) return null
  const number = plainDecimal(plain[1] ?? '0')
  const letter = plain[2]?.toLowerCase()
  if (letter === undefined && plain[3] !== undefined) return { si: scaled(number, 0), note: null }
  if (letter === undefined) return bareCapacitor(text, number)
  const si = scaled(number, CAPACITOR_POWERS[letter] ?? -12)
  if (letter === 'm' && si < 1e-3) return { si, note: { code: 'BOM-W052', params: { t: text, v: capacitorText(si) } } }
  return { si, note: null }
}

function capacitorCode(text: string, match: RegExpExecArray): Reading {
  const [, significant = '', multiplier = '0', letter] = match
  const power = multiplier === '9' ? -1 : multiplier === '8' ? -2 : Number(multiplier)
  const si = scaled(significant, power - 12)
  const tolerance =
    letter === undefined
      ? null
      : ((si < 10e-12 ? PICO_LETTERS[letter] : undefined) ?? TOLERANCE_LETTERS[letter] ?? null)
  const isDoubtful = multiplier === '0' && letter === undefined
  return { si, tolerance, note: isDoubtful ? { code: 'BOM-W054', params: { t: text, v: capacitorText(si) } } : null }
}

function bareCapacitor(text: string, number: string): Reading {
  // Below 1 nobody writes picofarads: `0.1` on a capacitor is 0.1 µF.
  const si = Number(number) < 1 ? scaled(number, -6) : scaled(number, -12)
  return { si, note: { code: 'BOM-W053', params: { v: text, s: capacitorText(si) } } }
}

const inductorText = (si: number): string => (si === 0 ? '0H' : `${withPrefix(si, -6, -9)}H`)
const INDUCTOR_PLAIN = new RegExp(`^${NUM}\\s*(p|n|u|μ|µ|m)?\\s*(H)?$`, 'i')
const INDUCTOR_RKM = /^(\d*)([pnuμRNm])(\d+)(?:H)?$/i
const INDUCTOR_POWERS: Record<string, number> = { p: -12, n: -9, u: -6, μ: -6, µ: -6, m: -3, r: -6 }

function inductor(text: string): Reading | null {
  const code = /^(\d{2})(\d)$/.exec(text)
  if (code !== null) {
    const si = scaled(code[1] ?? '0', Number(code[2]) - 6)
    return { si, note: code[2] === '0' ? { code: 'BOM-W054', params: { t: text, v: inductorText(si) } } : null }
  }
  const rkm = INDUCTOR_RKM.exec(text)
  if (rkm !== null)
    return {
      si: scaled(plainDecimal(`${rkm[1] || '0'}.${rkm[3] ?? ''}`), INDUCTOR_POWERS[(rkm[2] ?? '').toLowerCase()] ?? -6),
      note: null,
    }
  const plain = INDUCTOR_PLAIN.exec(text)
  if (plain === null) return null
  const number = plainDecimal(plain[1] ?? '0')
  const letter = plain[2]?.toLowerCase()
  if (letter === undefined && plain[3] !== undefined) return { si: scaled(number, 0), note: null }
  return { si: scaled(number, letter === undefined ? -6 : (INDUCTOR_POWERS[letter] ?? -6)), note: null }
}

function ferrite(text: string): Reading | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(k)?\s*(?:R|Ω|ohms?)?(?:\s*(?:@|\/)\s*\d+\s*M(?:Hz)?)?$/i.exec(text)
  if (match === null) return resistor(text, {})
  return { si: scaled(plainDecimal(match[1] ?? '0'), match[2] === undefined ? 0 : 3), note: null }
}

const HERTZ: Record<string, number> = { k: 3, m: 6, g: 9 }

function crystal(text: string): Reading | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(k|m|g)?\s*(?:hz)?$/i.exec(text)
  if (match === null) return null
  const isHertz = match[2] !== undefined || /hz$/i.test(text)
  return isHertz
    ? { si: scaled(plainDecimal(match[1] ?? '0'), HERTZ[(match[2] ?? '').toLowerCase()] ?? 0), note: null }
    : null
}

type Reader = {
  unit: ParsedValue['unit']
  read: (text: string, context: ValueContext) => Reading | null
  show: (si: number) => string
}
const READERS: Partial<Record<ValueKind, Reader>> = {
  resistor: { unit: 'Ω', read: resistor, show: resistorText },
  resistorNetwork: { unit: 'Ω', read: resistor, show: resistorText },
  capacitor: { unit: 'F', read: capacitor, show: capacitorText },
  inductor: { unit: 'H', read: inductor, show: inductorText },
  ferrite: { unit: 'Ω', read: ferrite, show: (si) => `${shortOhms(si)}@100MHz` },
  crystal: { unit: 'Hz', read: crystal, show: (si) => `${withPrefix(si, 6, 0)}Hz` },
}
const shortOhms = (si: number): string => `${withPrefix(si, 3, 0)}R`.replace('kR', 'k')

/** Kinds whose value is a number with a unit; the rest have part names as values. */
export const hasValueParser = (kind: ValueKind): boolean => READERS[kind] !== undefined

/** First token with a trailing tolerance letter (`10kF`, `100nK`) split off. */
function splitTolerance(text: string, kind: ValueKind): { text: string; tolerance: string | null } {
  const match = /^(.*\d[a-zA-Zμ]{0,2})([BCDFGJKMZ])$/.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) return { text, tolerance: null }
  const body = match[1]
  const isResistor = kind === 'resistor' && /\d[RkKM]\d*$/.test(body) && match[2] !== 'K' && match[2] !== 'M'
  const isCapacitor = kind === 'capacitor' && /\d(p|n|u|μ)$/i.test(body) && match[2] !== 'F'
  return isResistor || isCapacitor
    ? { text: body, tolerance: TOLERANCE_LETTERS[match[2]] ?? null }
    : { text, tolerance: null }
}

/** The value at the head of a text, for its kind; null when it is none (`LM358`, empty, a name). */
export function parseValue(raw: string, kind: ValueKind, context: ValueContext = {}): ParsedValue | null {
  const reader = READERS[kind]
  if (reader === undefined) return null
  const text = working(raw)
  if (text === '' || text.length > 120) return null
  const parts = text
    .split(kind === 'ferrite' ? /[\s,;|_\\]+/ : /[\s/,;|_\\]+/)
    .filter((part) => !looksLikeChipSize(part))
  // In `0201, 22ohm, 1%` the token with a unit is the value, wherever it stands.
  const candidates = [text, ...parts.filter((part) => isMarkedValue(part, kind)), ...parts]
  for (const candidate of candidates) {
    if (candidate === '') continue
    const { text: body, tolerance } = splitTolerance(candidate, kind)
    const reading = reader.read(body, context) ?? (body === candidate ? null : reader.read(candidate, context))
    if (reading === null || !Number.isFinite(reading.si)) continue
    return {
      si: reading.si,
      unit: reader.unit,
      display: reader.show(reading.si),
      tolerance: reading.tolerance ?? tolerance,
      note: reading.note,
    }
  }
  return null
}

/** Does the token carry the unit or prefix of its kind? */
function isMarkedValue(token: string, kind: ValueKind): boolean {
  if (kind === 'capacitor') return /\d\s*[pnuμ]F?\d*$/i.test(token)
  if (kind === 'inductor') return /\d\s*[pnuμm]H$/i.test(token)
  if (kind === 'crystal') return /\d\s*[kM]Hz$/i.test(token)
  return /\d\s*(?:[RkKMΩ]|ohms?)/i.test(token) && !/^\d+M?Hz$/i.test(token)
}

/** As `parseValue`, but only tokens that carry a unit or prefix: for descriptions, where bare numbers mean anything. */
export function findValue(raw: string, kind: ValueKind): { token: string; value: ParsedValue } | null {
  for (const part of working(raw).split(/[\s/,;|_，、()（）]+/)) {
    const token = part.replace(/^[±]/, '')
    if (/^\d+(?:\.\d+)?(?:%|V|W|A|mA|mm|PPM)$/i.test(token) || /^\d+\/\d+W?$/.test(token)) continue
    if (!isMarkedValue(token, kind)) continue
    const value = parseValue(token, kind)
    if (value !== null) return { token, value }
  }
  return null
}
