import type { BilingualText } from '@/server/kernel/bilingual'
import { kindOfRef, kindOfText, type ValueKind } from './kinds'
import type { ImportedLine } from './types'
import { findValue, hasValueParser, parseValue, type ParsedValue } from './values'

type Written = Readonly<{ refs: string; value: string; name: string; description: BilingualText }>

/** What kind of part a line is about: its first reference says it, else its words. */
export const kindOfLine = ({ refs, value, name, description }: Written): ValueKind | null =>
  (refs === '' ? null : kindOfRef(/^[^,\s(-]+/.exec(refs)?.[0] ?? '')) ??
  kindOfText([description[description.source], name, value].filter((text) => text !== '').join(' '))

/** The value as the importer reads it; null for what is no electrical value. */
export function readValueOf(line: Written): ParsedValue | null {
  const kind = kindOfLine(line)
  if (line.value === '' || kind === null || !hasValueParser(kind)) return null
  const hint = line.description[line.description.source]
  return parseValue(line.value, kind, { hint }) ?? findValue(line.value, kind)?.value ?? null
}

/** The value as a number in its base unit, for ordering. */
export function readMeasure(line: Written): Pick<ImportedLine, 'valueSI' | 'valueUnit'> {
  const parsed = readValueOf(line)
  return { valueSI: parsed?.si ?? null, valueUnit: parsed?.unit ?? null }
}
