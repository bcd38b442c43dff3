import en from '@/locales/en/parts.json'
import zh from '@/locales/zh/parts.json'
import { alternateStates, complianceStates, partLifecycles } from '../lifecycle'
import { partKinds } from '../rules/limits'
import { choiceWords, headerKey, headerNames, sheetFields, type ChoiceField, type SheetField } from './sheet-fields'

/** Both names of every column, as exports head them. */
export const columnNames: Readonly<Record<SheetField, readonly [string, string]>> = Object.fromEntries(
  sheetFields.map((field) => [field, [en.sheet.column[field], zh.sheet.column[field]] as const]),
) as unknown as Record<SheetField, readonly [string, string]>

/** What a heading says, without frills, to the field it names; our own names count before other people's. */
const byHeading = new Map(
  [
    ...sheetFields.flatMap((field) => (headerNames[field] ?? []).map((name) => [name, field] as const)),
    ...sheetFields.flatMap((field) =>
      [field, ...columnNames[field], columnNames[field].join(' ')].map((name) => [name, field] as const),
    ),
  ].map(([name, field]) => [headerKey(name), field] as const),
)

/** The field a heading names, or null; one of several lines is known by the whole or by any of them. */
export function fieldOfHeader(text: string): SheetField | null {
  if (text.length > 200) return null
  for (const name of [text, ...text.split(/[\r\n]+/)]) {
    const field = byHeading.get(headerKey(name))
    if (field !== undefined) return field
  }
  return null
}

const known: Readonly<Record<ChoiceField, readonly string[]>> = {
  kind: partKinds.filter((kind) => kind !== ''),
  lifecycle: partLifecycles,
  compliance: complianceStates,
  status: alternateStates,
}
const texts: Readonly<Record<ChoiceField, readonly [object, object]>> = {
  kind: [en.kind, zh.kind],
  lifecycle: [en.lifecycle, zh.lifecycle],
  compliance: [en.compliance, zh.compliance],
  status: [en.status, zh.status],
}
const worded = (of: object, key: string): string => {
  const found: unknown = Reflect.get(of, key)
  return typeof found === 'string' ? found : key
}

/** A choice in both languages, as a cell of an export says it: `Active 在产`. */
export const choiceLabel = (choice: ChoiceField, key: string): string =>
  key === '' ? '' : texts[choice].map((language) => worded(language, key)).join(' ')
/** All labels of a choice, for the lists of a workbook. */
export const choiceLabels = (choice: ChoiceField): string[] => known[choice].map((key) => choiceLabel(choice, key))

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The key a cell means, in either language or both, or null. */
export function readChoiceCell(choice: ChoiceField, text: string): string | null {
  const said = fold(text)
  const names = (key: string) => [
    key,
    choiceLabel(choice, key),
    ...texts[choice].map((language) => worded(language, key)),
    ...(choiceWords[choice][key] ?? []),
  ]
  return known[choice].find((key) => names(key).some((name) => fold(name) === said)) ?? null
}
