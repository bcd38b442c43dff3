import { manufacturerPartKey, partNumberKey } from '@/server/domains/parts/rules/part-keys'
import type { BilingualText } from '@/server/kernel/bilingual'
import { kindOfRef, kindOfText, type ValueKind } from '../importing/kinds'
import { parsePackage } from '../importing/packages'
import type { LineAlternate, SubstitutePart } from './alternates'

/** `SUB-003`: counted per product. */
export const substitutionCode = (ordinal: number): string => `SUB-${String(ordinal).padStart(3, '0')}`

/** Characters of a number, a maker, a package; of the description; of words in one language. */
export const longestPartField = 120
export const longestPartDescription = 400
export const longestWords = 2_000

/** A line as far as a request for a substitute cares. */
export type AskedLine = Readonly<{
  refs: string
  ipn: string
  mpn: string
  manufacturer: string
  package: string
  footprint: string
  value: string
  name: string
  description: BilingualText
  alternates: readonly LineAlternate[]
}>

/** What is found by looking at both parts. None of it refuses: the engineer decides. */
export const substituteFindings = [
  'samePart',
  'approvedAlready',
  'rejectedBefore',
  'packageDiffers',
  'packageUnknown',
  'kindDiffers',
] as const
export type SubstituteFinding = (typeof substituteFindings)[number]

/** The part on the line now, as a request names it. */
export const partOnLine = (line: AskedLine): SubstitutePart => ({
  ipn: line.ipn,
  mpn: line.mpn,
  manufacturer: line.manufacturer,
  package: line.package || line.footprint,
  description: line.description[line.description.source] || line.name || line.value,
})

/** By what two parts are the same: maker's number and maker, else one's own number. */
export const substituteKey = ({
  mpn,
  manufacturer,
  ipn,
}: Pick<SubstitutePart, 'mpn' | 'manufacturer' | 'ipn'>): string =>
  mpn.trim() === '' ? `#${partNumberKey(ipn)}` : manufacturerPartKey(mpn, manufacturer)

/** How a part is called in a sentence. */
export const partLabel = ({ mpn, ipn, manufacturer }: Pick<SubstitutePart, 'mpn' | 'manufacturer' | 'ipn'>): string =>
  [mpn || ipn, mpn === '' ? '' : manufacturer].filter(Boolean).join(' · ')

/** What a line is: by its first reference, else by its words. */
export const kindOfLine = (line: Pick<AskedLine, 'refs' | 'name' | 'description'>): ValueKind | null =>
  kindOfRef(line.refs) ?? kindOfText(`${line.name} ${line.description.en} ${line.description.zh}`)

/** Compares the proposed part with the line: identity, package, kind (features C6). */
export function checkSubstitute(line: AskedLine, proposed: SubstitutePart): readonly SubstituteFinding[] {
  const key = substituteKey(proposed)
  const known = line.alternates.find((each) => substituteKey({ ...each, ipn: '' }) === key)
  const [own, other] = [line.package || line.footprint, proposed.package].map((text) => parsePackage(text).name)
  const [is, would] = [kindOfLine(line), kindOfText(proposed.description)]
  const holds: Readonly<Record<SubstituteFinding, boolean>> = {
    samePart: substituteKey(line) === key,
    approvedAlready: known?.status === 'approved',
    rejectedBefore: known?.status === 'rejected',
    packageDiffers: own !== '' && other !== '' && own !== other,
    packageUnknown: own !== '' && other === '',
    kindDiffers: is !== null && would !== null && is !== would,
  }
  return substituteFindings.filter((finding) => holds[finding])
}

/** Alternates in the order they are asked for; those that are out stand last. */
export const ranked = (alternates: readonly LineAlternate[]): readonly LineAlternate[] => {
  const out = ({ status }: LineAlternate) => status === 'rejected' || status === 'retired'
  return alternates.toSorted((a, b) => Number(out(a)) - Number(out(b)) || a.priority - b.priority)
}

/** The alternates of a line with a part approved on it: the one that was there, or a new one after the others. */
export function withApproved(alternates: readonly LineAlternate[], part: SubstitutePart): readonly LineAlternate[] {
  const key = substituteKey(part)
  const at = alternates.findIndex((each) => substituteKey({ ...each, ipn: '' }) === key)
  if (at >= 0) return alternates.map((each, index) => (index === at ? { ...each, status: 'approved' as const } : each))
  const priority = Math.max(0, ...alternates.map((each) => each.priority)) + 1
  const { mpn, ipn, manufacturer } = part
  return [...alternates, { mpn: mpn || ipn, manufacturer, priority, status: 'approved' }]
}
