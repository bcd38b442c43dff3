import { compareDecimals, parseDecimal, type Decimal } from '@/server/kernel/decimal'
import { isBlank, otherLanguage, type BilingualText } from '@/server/kernel/bilingual'
import { textFields, valueFields, type Requirement, type TextField, type Values } from './requirement'
import { limitsOf, tolerated } from './tolerance'

/** What keeps a requirement from being reviewed or released, or deserves a look. Codes are keys under `specs:check`. */
export const checkCodes = [
  'titleMissing',
  'notANumber',
  'limitMissing',
  'unitMissing',
  'unitUnknown',
  'verificationMissing',
  'limitsReversed',
  'typOutside',
  'toleranceWithoutNominal',
  'stale',
  'untranslated',
  'machineOnly',
  'figuresDiffer',
] as const
export type CheckCode = (typeof checkCodes)[number]
export type Check = Readonly<{
  code: CheckCode
  requirementId: string
  /** Number of the requirement, `R-012`. */
  requirement: string
  /** The text concerned, where it is one. */
  field?: TextField
  /** Blocks review and release; the rest only warns. */
  blocking: boolean
}>

/** Rules that need more than a requirement: a table of units, the comparison of figures in two texts. */
export type CheckWith = Readonly<{
  knowsUnit: (unit: string) => boolean
  figuresAgree: (text: BilingualText) => boolean
}>

/** Whether both texts say the same, as far as anyone vouched: nothing to say, or a person wrote or confirmed both. */
export const isTrusted = (text: BilingualText): boolean =>
  isBlank(text) || (text[text.source] !== '' && (text.state === 'human' || text.state === 'verified'))

/**
 * Everything to be said about one requirement (lifecycle reference §2: each numeric requirement has unit, limit and
 * test method; real-world §5: limits and criteria need a person behind the second language). A stale text blocks always,
 * since the two sides read different things; a missing or machine-made one blocks where the requirement is critical.
 */
export function checkRequirement(requirement: Requirement, { knowsUnit, figuresAgree }: CheckWith): Check[] {
  const { id, code, critical, kind, values } = requirement
  const found: Check[] = []
  const say = (check: CheckCode, blocking: boolean, field?: TextField) =>
    found.push({ code: check, requirementId: id, requirement: code, blocking, ...(field && { field }) })
  if (requirement.title.en === '' && requirement.title.zh === '') say('titleMissing', true, 'title')
  if (kind === 'numeric') {
    for (const problem of checkValues(values)) say(problem, true)
    if (values.unit === '') say('unitMissing', true)
    else if (!knowsUnit(values.unit)) say('unitUnknown', false)
    if (requirement.verification === null) say('verificationMissing', true)
  } else if (critical && requirement.verification === null) say('verificationMissing', true)
  for (const field of textFields) {
    const text = requirement[field]
    if (isBlank(text)) continue
    if (text[text.source] === '') {
      say('untranslated', critical, field)
      continue
    }
    if (text.state === 'stale') say('stale', true, field)
    if (text.state === 'missing') say('untranslated', critical, field)
    if (text.state === 'machine') say('machineOnly', critical, field)
    const comparable = text[otherLanguage(text.source)] !== '' && text.state !== 'stale'
    if (comparable && text.differs !== true && !figuresAgree(text)) say('figuresDiffer', critical, field)
  }
  return found
}

/** Whether the figures of a numeric requirement can be judged: a limit, in order, around the typical value. */
export function checkValues(values: Values): CheckCode[] {
  const read = (text: string): Decimal | null => (text === '' ? null : parseDecimal(text))
  if (valueFields.some((field) => values[field] !== '' && parseDecimal(values[field]) === null)) return ['notANumber']
  const { nominal, min, typ, max, tolerancePlus, toleranceMinus } = {
    nominal: read(values.nominal),
    min: read(values.min),
    typ: read(values.typ),
    max: read(values.max),
    tolerancePlus: read(values.tolerancePlus),
    toleranceMinus: read(values.toleranceMinus),
  }
  const found: CheckCode[] = []
  const toleranced = nominal !== null && (tolerancePlus !== null || toleranceMinus !== null)
  if (min === null && max === null && !toleranced) found.push('limitMissing')
  if (nominal === null && (tolerancePlus !== null || toleranceMinus !== null)) found.push('toleranceWithoutNominal')
  const isReversed = (lower: Decimal | null, upper: Decimal | null) =>
    lower !== null && upper !== null && compareDecimals(lower, upper) > 0
  const allowed = tolerated(values)
  const { lower, upper } = limitsOf(values)
  if (isReversed(min, max) || isReversed(allowed.lower, allowed.upper) || isReversed(lower, upper))
    found.push('limitsReversed')
  const outside = (value: Decimal | null, low: Decimal | null, high: Decimal | null) =>
    value !== null &&
    ((low !== null && compareDecimals(value, low) < 0) || (high !== null && compareDecimals(value, high) > 0))
  if (!found.includes('limitsReversed') && (outside(typ, lower, upper) || outside(nominal, min, max)))
    found.push('typOutside')
  return found
}

/** All of a revision, in the order of the document. */
export const checkRequirements = (requirements: readonly Requirement[], tools: CheckWith): Check[] =>
  requirements.flatMap((requirement) => checkRequirement(requirement, tools))

export const blocks = (checks: readonly Check[]): boolean => checks.some(({ blocking }) => blocking)
