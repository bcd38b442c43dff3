import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import english from '@/locales/en/bomImport.json'
import { importBom, type BomImport } from '@/server/domains/boms/importing/import-bom'
import { inspectImport, type InspectedLine, type Inspection } from '@/server/domains/boms/importing/inspect'
import { inspectFiles, type Inspected } from './inspect-files'

const TABLE_LINES = 40
const TABLE_MESSAGES = 20
const COLUMNS = ['refs', 'quantity', 'mpn', 'manufacturer', 'value', 'footprint', 'dnp'] as const

const fill = (sentence: string, params: Record<string, string | number>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))

/** Terminals must not obey escape codes or right-to-left marks hidden in a file. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

/** Columns a terminal gives a text: Chinese characters take two. */
const width = (text: string): number =>
  Array.from(text).reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\uffef]/.test(char) ? 2 : 1), 0)

function fit(text: string, room: number): string {
  let out = ''
  for (const char of printable(text)) {
    if (width(out + char) > room - 1 && width(text) > room)
      return `${out}…`.padEnd(room - (width(out) - Array.from(out).length))
    out += char
  }
  return out + ' '.repeat(Math.max(0, room - width(out)))
}

function cell(line: InspectedLine, column: (typeof COLUMNS)[number]): string {
  if (column === 'refs') return line.refs.join(' ')
  if (column === 'dnp') return line.dnp ? 'DNP' : ''
  const value = line[column]
  return value === null ? '' : String(value)
}

const ROOM: Record<(typeof COLUMNS)[number], number> = {
  refs: 28,
  quantity: 7,
  mpn: 24,
  manufacturer: 18,
  value: 18,
  footprint: 24,
  dnp: 4,
}

function table({ lines }: Inspection): string[] {
  const row = (text: (column: (typeof COLUMNS)[number]) => string): string =>
    `  ${COLUMNS.map((column) => fit(text(column), ROOM[column])).join(' ')}`.trimEnd()
  const shown = lines.slice(0, TABLE_LINES).map((line) => row((column) => cell(line, column)))
  const rest = lines.length - shown.length
  return [
    row((column) => english.inspect[column]),
    ...shown,
    ...(rest > 0 ? [`  ${fill(english.inspect.more, { n: rest })}`] : []),
  ]
}

function report(result: BomImport, inspection: Inspection): string[] {
  const { warnings, errors, lines } = inspection
  const messages = [...errors, ...warnings].map(printable)
  const shown = messages.slice(0, TABLE_MESSAGES).map((sentence) => `  ${sentence}`)
  if (messages.length > shown.length)
    shown.push(`  ${fill(english.inspect.more, { n: messages.length - shown.length })}`)
  const file = printable(inspection.file)
  if (result.refused) return [fill(english.inspect.refused, { file }), ...shown, '']
  const { encoding, headerRow } = result.detected
  const source = fill(english.inspect.source, {
    format: english.format[result.format],
    encoding: encoding === undefined ? '–' : english.encoding[encoding],
    row: headerRow,
  })
  const head = fill(english.inspect.summary, {
    file,
    lines: lines.length,
    errors: errors.length,
    warnings: warnings.length,
  })
  return [head, `  ${source}`, ...table(inspection), ...shown, '']
}

async function inspectFile(path: string): Promise<Inspected> {
  const file = basename(path)
  try {
    const bytes = await readFile(path)
    const result = await importBom(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), file)
    const inspection = inspectImport(result)
    return { entry: inspection, text: report(result, inspection), understood: !result.refused }
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure)
    const sentence = fill(english.inspect.unreadable, { path, reason })
    return {
      entry: { file, lines: [], warnings: [], errors: [sentence] },
      text: [printable(sentence), ''],
      understood: false,
    }
  }
}

/**
 * `mortise bom inspect FILE… [--json]`: prints what the importer understood, one JSON array or one table per file.
 * Returns the exit code: 0 when every file was understood, 1 when one was refused or unreadable, 2 without files.
 */
export const bomInspect = (args: readonly string[]): Promise<number> =>
  inspectFiles(args, { usage: english.inspect.usage, inspect: inspectFile })
