import type { MessageList } from './messages'
import { fromMicro, toMicro, wholeNumber } from './quantity'
import type { ImportedLine } from './types'

const CONTINUOUS = /^(m|米|cm|mm|km|厘米|毫米|g|kg|mg|克|千克|公斤|ml|l|升|毫升|ft|in|inch)$/i
export const isDiscrete = (line: ImportedLine): boolean => line.uom === null || !CONTINUOUS.test(line.uom)

const fitted = (line: ImportedLine): number =>
  line.dnp ? line.refs.length : line.refs.filter(({ dnp }) => !dnp).length

/** All lines with references state references × boards: the file gives totals (Q047). */
export function statesTotals(lines: readonly ImportedLine[], boards: number): boolean {
  const counted = lines.filter((line) => line.refs.length > 0 && !line.dnp && line.quantity !== null)
  return (
    boards > 1 && counted.length >= 2 && counted.every((line) => wholeNumber(line.quantity) === fitted(line) * boards)
  )
}

/** The stated totals are the counts of one unit anyway. */
export function totalsMatchOneUnit(lines: readonly ImportedLine[]): boolean {
  const counted = lines.filter((line) => line.refs.length > 0 && line.quantity !== null)
  return counted.length >= lines.length * 0.5 && counted.every((line) => wholeNumber(line.quantity) === fitted(line))
}

/** Divides every quantity by `n`, exactly to six decimals; only on the person's answer. */
export function divideQuantities(lines: readonly ImportedLine[], n: number): void {
  if (!Number.isInteger(n) || n < 1) return
  for (const line of lines) {
    const micro = toMicro(line.quantity ?? '')
    if (micro !== null) line.quantity = fromMicro(micro / BigInt(n))
  }
}

function checkQuantity(line: ImportedLine, boards: number, totalsAsked: boolean, messages: MessageList): void {
  const place = { row: line.row }
  if (line.quantity === null || line.dnp) return
  if (isDiscrete(line)) {
    const whole = wholeNumber(line.quantity)
    const micro = toMicro(line.quantity)
    const isPackaging = micro !== null && micro > 0n && micro < 1_000_000n && 1_000_000n % micro === 0n
    if (whole === null && micro !== null && !isPackaging) messages.add('BOM-W043', { q: line.quantity }, place)
    if (line.refs.length > 0 && !totalsAsked && whole !== fitted(line) && fitted(line) > 0)
      messages.add('BOM-E046', { q: line.quantity, n: fitted(line) }, place)
  }
  const [quantity, total] = [toMicro(line.quantity), toMicro(line.quantityTotal ?? '')]
  if (quantity === null || total === null || boards < 1) return
  const expected = quantity * BigInt(boards)
  const difference = total > expected ? total - expected : expected - total
  if (difference * 200n > expected)
    messages.add('BOM-W048', { t: line.quantityTotal ?? '', q: line.quantity, n: boards }, place)
}

function checkParts(line: ImportedLine, messages: MessageList): void {
  if (line.dnp || line.excludeFromBom) return
  const place = { row: line.row }
  if (line.mpn === null) messages.add('BOM-W094', {}, place)
  else if (line.manufacturer === null) messages.add('BOM-W095', { mpn: line.mpn }, place)
  const needs =
    line.valueKind === 'resistor'
      ? line.attributes.tolerance
      : line.valueKind === 'capacitor'
        ? line.attributes.voltage
        : ''
  if (needs === null && line.mpn === null && line.valueSI !== 0)
    messages.add('BOM-W096', { kind: line.valueKind ?? '' }, place)
}

const fold = (text: string): string => text.toUpperCase().replace(/[\s\-_.]/g, '')

/** No variant has both lines. */
const isEitherOr = (a: ImportedLine, b: ImportedLine, variants: readonly string[]): boolean =>
  variants.length > 0 && variants.every((code) => a.notFitted.includes(code) || b.notFitted.includes(code))

/** One item or part told two ways (E090, E091, W092) and references used twice (E093). */
function checkAcross(lines: readonly ImportedLine[], variants: readonly string[], messages: MessageList): void {
  const byIpn = new Map<string, ImportedLine>()
  const byMpn = new Map<string, ImportedLine>()
  const byRef = new Map<string, ImportedLine>()
  const told = new Set<string>()
  const once = (key: string): boolean => !told.has(key) && told.add(key) !== undefined
  for (const line of lines) {
    if (line.ipn !== null && line.mpn !== null) {
      const first = byIpn.get(line.ipn)
      if (first === undefined) byIpn.set(line.ipn, line)
      else if (fold(first.mpn ?? '') !== fold(line.mpn) && once(`E090 ${line.ipn}`)) {
        messages.add('BOM-E090', { ipn: line.ipn, a: first.mpn ?? '', b: line.mpn }, { row: line.row })
      }
    }
    if (line.mpn !== null && fold(line.mpn).length > 3) {
      const key = fold(line.mpn)
      const first = byMpn.get(key)
      if (first === undefined) byMpn.set(key, line)
      else {
        if (
          first.package !== null &&
          line.package !== null &&
          fold(first.package) !== fold(line.package) &&
          once(`E091 ${key}`)
        ) {
          messages.add('BOM-E091', { mpn: line.mpn, a: first.package, b: line.package }, { row: line.row })
        }
        const sameValue =
          first.value === null ||
          line.value === null ||
          first.value === line.value ||
          (first.valueDisplay !== null && first.valueDisplay === line.valueDisplay)
        if (!sameValue && once(`W092 ${key}`)) messages.add('BOM-W092', { mpn: line.mpn }, { row: line.row })
      }
    }
    if (line.dnp) continue
    for (const { ref, dnp } of line.refs) {
      if (dnp) continue
      const key = `${line.parentRow ?? ''} ${ref}`
      const first = byRef.get(key)
      if (first === undefined) byRef.set(key, line)
      else if (!isEitherOr(first, line, variants))
        messages.add('BOM-E093', { ref, a: first.row, b: line.row }, { row: line.row })
    }
  }
}

/** Checks that need whole lines or several of them (rules §6, §11, §12). */
export function checkLines(
  lines: readonly ImportedLine[],
  boards: number,
  totalsAsked: boolean,
  variants: readonly string[],
  messages: MessageList,
): void {
  for (const line of lines) {
    checkQuantity(line, boards, totalsAsked, messages)
    checkParts(line, messages)
  }
  checkAcross(lines, variants, messages)
}
