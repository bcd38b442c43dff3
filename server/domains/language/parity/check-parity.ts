import { readCalendar } from './calendar'
import { type Claims, type Code, readNames, readWords } from './codes'
import { type Comparison, comparisonAfter, comparisonBefore } from './comparisons'
import { type FoldedText, foldText, passageOf } from './folded-text'
import { matchCodes, matchQuantities } from './matching'
import type { Difference } from './nearest'
import { lostProhibition } from './negation'
import { isQuantityText, type Quantity, readQuantities } from './quantities'
import { reconcile } from './reconcile'
import type { Finding, ParityReport } from './report'

type Content = Readonly<{ folded: FoldedText; codes: readonly Code[]; quantities: readonly Quantity[] }>

/** Names, dates and quantities of a text, whatever its language; each passage is read once. */
function read(text: string): Content {
  const folded = foldText(text)
  const claims: Claims = { text: folded.text }
  const names = readNames(claims)
  const dates = readCalendar(claims)
  const words = readWords(claims, (start, end) => isQuantityText(claims.text, start, end))
  const codes = [...names, ...dates, ...words].map((code) =>
    code.kind === 'version' ? { ...code, comparison: comparisonOf(claims.text, code) } : code,
  )
  return { folded, codes, quantities: readQuantities(claims.text) }
}

/** What is said about a version: an older one is lower. */
function comparisonOf(text: string, { start, end }: Code): Comparison {
  const from = Math.max(0, start - reach)
  const around = text.slice(from, end + reach).replace(/\bolder\b/gi, 'lower')
  return (
    comparisonAfter(around, end - from, around.length)?.comparison ?? comparisonBefore(around, 0, start - from, false)
  )
}
const reach = 100

/**
 * Whether an English and a Chinese text say the same figures and names: numbers, units, signs, tolerances, limits,
 * ranges, part numbers, designators, standards, addresses. Their order does not matter, how often each occurs does.
 * Pure and deterministic; takes time in proportion to the length of the texts. Never throws.
 */
export function checkParity(en: string, zh: string): ParityReport {
  const [left, right] = [read(en), read(zh)]
  const codes = matchCodes(left.codes, right.codes)
  const quantities = matchQuantities(left.quantities, right.quantities, { en: left.folded.text, zh: right.folded.text })
  const differences = reconcile([...codes.differences, ...quantities.differences], left.folded, right.folded)
  const lost = lostProhibition(left.folded.text, right.folded.text)
  const finding = (
    { kind, en: a, zh: b }: Difference<{ start: number; end: number }>,
    code?: Finding['code'],
  ): Finding => {
    const [here, there] = [a && passageOf(left.folded, a.start, a.end), b && passageOf(right.folded, b.start, b.end)]
    return {
      kind,
      code: code ?? (here && there ? `differs.${kind}` : here ? 'onlyEn' : 'onlyZh'),
      params: { en: here?.text ?? '', zh: there?.text ?? '' },
      en: here,
      zh: there,
    }
  }
  const findings = [
    ...differences.map((difference) => finding(difference)),
    ...((lost.en ?? lost.zh) ? [finding({ kind: 'negation', en: lost.en, zh: lost.zh }, 'differs.negation')] : []),
  ].toSorted((a, b) => (a.en?.start ?? a.zh?.start ?? 0) - (b.en?.start ?? b.zh?.start ?? 0))
  const notes = quantities.sameValue.map(([a, b]) => finding({ kind: 'unit', en: a, zh: b }, 'sameValue'))
  return { ok: findings.length === 0, findings, notes }
}
