import { MAX_FACT_CHARS, MAX_FINDINGS_OF_ONE_CODE } from './limits'

/** `error`: the file cannot be used as it is. `warning`: a person should look. `note`: worth knowing. */
export type Severity = 'error' | 'warning' | 'note'

/** Everything a reader can say about a file. The words are in `locales/{en,zh}/designReading.json` under `finding`. */
export const severities = {
  empty: 'error',
  tooLarge: 'error',
  unreadable: 'error',
  cutShort: 'warning',
  kindMismatch: 'warning',
  unknownKind: 'note',

  archiveDamaged: 'error',
  archiveTooMany: 'error',
  archiveTooLarge: 'error',
  archiveBomb: 'error',
  archiveOverlap: 'error',
  archiveLocked: 'error',
  archiveNested: 'error',
  archiveNotOpened: 'warning',
  archiveUnsafePath: 'error',
  archiveLink: 'error',
  archiveDuplicate: 'warning',
  archiveNameMismatch: 'error',
  memberTooLarge: 'warning',
  memberDamaged: 'error',

  gerberNoFormat: 'error',
  gerberNoUnits: 'error',
  gerberNoEnd: 'warning',
  gerberNothingDrawn: 'note',
  gerberUndefinedAperture: 'warning',
  gerberBadAperture: 'warning',
  gerberBadCoordinate: 'warning',
  gerberBlockTooDeep: 'warning',
  gerberRepeats: 'error',

  drillNoUnits: 'warning',
  drillFormatAssumed: 'note',
  drillNoEnd: 'warning',
  drillUndefinedTool: 'warning',
  drillBadCoordinate: 'warning',
  drillRepeats: 'error',

  missingOutline: 'warning',
  missingDrill: 'warning',
  missingCopper: 'error',
  missingInnerLayer: 'warning',
  mixedUnits: 'note',
  unknownFile: 'note',
  doubledLayer: 'warning',
  drillOutsideBoard: 'warning',

  nestedTooDeep: 'error',
  listsUnbalanced: 'warning',
  xmlEntities: 'error',
  xmlDamaged: 'error',
  stlCountMismatch: 'error',
  stepNoSchema: 'warning',
  stepNoUnit: 'warning',
  stepNoEnd: 'warning',
  pdfDamaged: 'error',
  pdfLocked: 'warning',
  activeContent: 'warning',
  appendedContent: 'warning',
  imageTooLarge: 'warning',
  imageDamaged: 'error',
  tableRefused: 'warning',
  placementUnitAssumed: 'note',
} as const satisfies Record<string, Severity>

export type FindingCode = keyof typeof severities

export type Finding = Readonly<{
  code: FindingCode
  severity: Severity
  /** What its sentence names. Texts of the file are cut to `MAX_FACT_CHARS` and freed of control characters. */
  params: Readonly<Record<string, string | number>>
}>

/** Text of a file as it may be shown: no control or direction characters, and not longer than a line. */
export const shownText = (text: string): string => {
  const plain = text.slice(0, MAX_FACT_CHARS * 2).replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
  const letters = Array.from(plain.trim())
  return letters.length > MAX_FACT_CHARS ? `${letters.slice(0, MAX_FACT_CHARS - 1).join('')}…` : letters.join('')
}

export type Findings = Readonly<{
  add: (code: FindingCode, params?: Readonly<Record<string, string | number>>) => void
  list: readonly Finding[]
}>

/** Collects findings: each thing once, and no code more often than a person would read. */
export function collectFindings(): Findings {
  const list: Finding[] = []
  const counts = new Map<FindingCode, number>()
  const seen = new Set<string>()
  const add: Findings['add'] = (code, params = {}) => {
    const count = counts.get(code) ?? 0
    if (count >= MAX_FINDINGS_OF_ONE_CODE) return
    const shown = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? shownText(value) : value]),
    )
    const key = `${code} ${JSON.stringify(shown)}`
    if (seen.has(key)) return
    seen.add(key)
    counts.set(code, count + 1)
    list.push({ code, severity: severities[code], params: shown })
  }
  return { add, list }
}
