import { manufacturerPartKey } from '@/server/domains/parts/rules/part-keys'
import type { PartLifecycle } from '@/server/domains/parts/lifecycle'
import { labelOf, type LineState } from './line-state'
import type { LineWaiver, WaivableCheck } from './waivers'

/** What is held against a release, worst first. Codes are keys under `revisions:check`. */
export const releaseChecks = [
  'empty',
  'noManufacturerPart',
  'unresolvedFlag',
  'quantityDiffers',
  'duplicateReference',
  'childUnreleased',
  'partObsolete',
  'notRecommended',
  'chineseNeeded',
  'singleSource',
  'chineseMissing',
  'alternatesProposed',
  'costOld',
] as const
export type ReleaseCheck = (typeof releaseChecks)[number]

const waivable: Readonly<Partial<Record<ReleaseCheck, WaivableCheck>>> = {
  noManufacturerPart: 'noManufacturerPart',
  unresolvedFlag: 'unresolvedFlag',
  notRecommended: 'notRecommended',
  singleSource: 'singleSource',
}
const warning: ReadonlySet<ReleaseCheck> = new Set<ReleaseCheck>([
  'singleSource',
  'chineseMissing',
  'alternatesProposed',
  'costOld',
])

/** One finding. Without a line it concerns the whole revision. */
export type Finding = Readonly<{
  check: ReleaseCheck
  lineId: string | null
  position: number | null
  /** How people name the line. */
  line: string
  /** Stands in the way of submitting and releasing; a waived one does not. */
  blocking: boolean
  /** The check somebody may answer for, where that is possible. */
  waivable: WaivableCheck | null
  waiver: LineWaiver | null
  params: Readonly<Record<string, string | number>>
}>

/** What the brand's library says of the part a line names. */
export type PartFacts = Readonly<{
  lifecycle: PartLifecycle
  lastTimeBuy: string | null
  /** Keys of the makers' parts that are approved for it. */
  approved: readonly string[]
}>

export type CheckedLine = LineState &
  Readonly<{ refCount: number; flags: readonly string[]; waivers: readonly LineWaiver[] }>

/** What the checks need to know besides the lines. */
export type CheckWith = Readonly<{
  partOf: (line: LineState) => PartFacts | null
  /** A reference stands on two lines of one assembly; per line, the references. */
  duplicates: ReadonlyMap<string, readonly string[]>
  /** Whether somebody reads the BOM in Chinese. */
  chinese: boolean
  /** Days since the cost was reckoned last; null for never. */
  costAge: number | null
}>

export const oldestCostDays = 30

const continuous = /^(m|米|cm|mm|km|厘米|毫米|g|kg|mg|克|千克|公斤|ml|l|升|毫升|ft|in|inch)$/i
const chineseText = /[\u3400-\u9fff]/

/** References that are placed: those marked `(DNP)` alone are not. */
export const fittedRefs = ({ refs, refCount, dnp }: Pick<CheckedLine, 'refs' | 'refCount' | 'dnp'>): number =>
  dnp ? 0 : refCount - (refs.match(/\(DNP\)/g)?.length ?? 0)

/** The stated quantity is not the number of references. Lengths, weights and lines without references are not counted. */
export function quantityDiffers(line: Pick<CheckedLine, 'refs' | 'refCount' | 'dnp' | 'uom' | 'quantity'>): boolean {
  if (line.dnp || line.quantity === null || continuous.test(line.uom)) return false
  const fitted = fittedRefs(line)
  return line.refCount > 0 && fitted > 0 && line.quantity !== String(fitted)
}

/** Messages of the importer that one of the checks below asks anew. */
const askedAnew: ReadonlySet<string> = new Set(['BOM-E046', 'BOM-E093'])

/** Everything to be said about one line. */
export function checkLine(line: CheckedLine, given: CheckWith): Finding[] {
  const found: Finding[] = []
  const say = (check: ReleaseCheck, params: Finding['params'] = {}) => {
    const able = waivable[check] ?? null
    const waiver = (able && line.waivers.find((each) => each.check === able)) || null
    const blocking = !warning.has(check) && waiver === null
    const { id: lineId, position } = line
    found.push({ check, lineId, position, line: labelOf(line), blocking, waivable: able, waiver, params })
  }
  const built = !line.dnp && !line.excludeFromBom
  const bought = built && line.childBomId === null && (line.usage === 'normal' || line.usage === 'optional')
  const part = given.partOf(line)
  const sources = sourcesOf(line, part)
  if (bought && sources.size === 0 && line.supplierPart === '') say('noManufacturerPart')
  const errors = line.flags.filter((flag) => flag.startsWith('BOM-E') && !askedAnew.has(flag))
  if (errors.length > 0) say('unresolvedFlag', { flag: errors[0] ?? '' })
  if (built && quantityDiffers(line)) say('quantityDiffers', { quantity: line.quantity ?? '', refs: fittedRefs(line) })
  const twice = built ? given.duplicates.get(line.id) : undefined
  if (twice) say('duplicateReference', { refs: twice.slice(0, 5).join(', ') })
  if (built && line.childBomId !== null && line.childRevisionId === null)
    say('childUnreleased', { child: line.childLabel })
  if (bought && part?.lifecycle === 'obsolete') say('partObsolete')
  if (bought && (part?.lifecycle === 'nrnd' || part?.lifecycle === 'eol'))
    say('notRecommended', { lifecycle: part.lifecycle, lastTimeBuy: part.lastTimeBuy ?? '' })
  if (bought && sources.size === 1) say('singleSource')
  if (built && given.chinese && lacksChinese(line))
    say(line.mpn === '' && line.supplierPart === '' ? 'chineseNeeded' : 'chineseMissing')
  const proposed = line.alternates.filter(({ status }) => status === 'proposed').length
  if (built && proposed > 0) say('alternatesProposed', { alternates: proposed })
  return found
}

/** Makers' parts that may be bought for a line: its own, its approved alternates, what the library approves. */
function sourcesOf(line: LineState, part: PartFacts | null): ReadonlySet<string> {
  const alternates = line.alternates.filter(({ status }) => status === 'approved')
  const own = line.mpn === '' ? [] : [manufacturerPartKey(line.mpn, line.manufacturer)]
  return new Set([
    ...own,
    ...alternates.map(({ mpn, manufacturer }) => manufacturerPartKey(mpn, manufacturer)),
    ...(part?.approved ?? []),
  ])
}

/** There are words, and none of them are Chinese that still holds. Without a part number, words are all there is. */
const lacksChinese = ({ description, name }: LineState): boolean =>
  (description.en !== '' || name !== '') &&
  (description.zh === '' || description.state === 'stale') &&
  !chineseText.test(name) &&
  !chineseText.test(description.en)

/** What concerns the revision as a whole. */
export function checkWhole(lineCount: number, { costAge }: CheckWith): Finding[] {
  const whole = { lineId: null, position: null, line: '', waivable: null, waiver: null }
  return [
    ...(lineCount === 0 ? [{ ...whole, check: 'empty' as const, blocking: true, params: {} }] : []),
    ...(costAge === null || costAge > oldestCostDays
      ? [{ ...whole, check: 'costOld' as const, blocking: false, params: { days: costAge ?? -1 } }]
      : []),
  ]
}

type Placed = Readonly<{ lineId: string; ref: string; notFitted: readonly string[] }>

/**
 * References that two lines of one assembly would both place, by line. Lines that are never built together, such as the
 * two values of one resistor in two variants, do not clash. `together` are the lines that name one reference.
 */
export function clashes(
  together: readonly (readonly Placed[])[],
  variants: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const lines of together)
    for (const line of lines) {
      const clash = lines.some((other) => other !== line && builtTogether(line, other, variants))
      if (clash) found.set(line.lineId, [...(found.get(line.lineId) ?? []), line.ref])
    }
  return found
}

const builtTogether = (one: Placed, other: Placed, variants: readonly string[]): boolean =>
  variants.length === 0 || variants.some((code) => !one.notFitted.includes(code) && !other.notFitted.includes(code))
