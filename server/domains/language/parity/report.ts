/** What two texts can disagree about. */
export const findingKinds = [
  'number',
  'unit',
  'sign',
  'tolerance',
  'comparator',
  'range',
  'date',
  'time',
  'partNumber',
  'designator',
  'standard',
  'code',
  'version',
  'url',
  'path',
  'negation',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** A passage of one text: offsets in UTF-16 units of the text as given, `end` exclusive. */
export type Passage = Readonly<{ start: number; end: number; text: string }>

/**
 * One disagreement. `code` is a key under `parity.` of the language texts and takes `params`; a side that says nothing
 * of the kind is null.
 */
export type Finding = Readonly<{
  kind: FindingKind
  code: `differs.${FindingKind}` | 'onlyEn' | 'onlyZh' | 'sameValue'
  params: Readonly<{ en: string; zh: string }>
  en: Passage | null
  zh: Passage | null
}>

/** `ok` where `findings` is empty. `notes` are quantities equal in value that are written in different units. */
export type ParityReport = Readonly<{ ok: boolean; findings: readonly Finding[]; notes: readonly Finding[] }>
