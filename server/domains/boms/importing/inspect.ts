import english from '@/locales/en/bomImport.json'
import type { ImportMessage } from './messages'
import type { BomImport } from './types'

export type InspectedLine = {
  refs: string[]
  quantity: number | null
  mpn: string | null
  manufacturer: string | null
  value: string | null
  footprint: string | null
  description: string | null
  dnp: boolean
}

export type Inspection = { file: string; lines: InspectedLine[]; warnings: string[]; errors: string[] }

const SENTENCES: Record<string, string> = english.message

/** `field.qty` → its English label. */
function label(path: string): string {
  let node: unknown = english
  for (const step of path.split('.'))
    node = typeof node === 'object' && node !== null && step in node ? Reflect.get(node, step) : undefined
  return typeof node === 'string' ? node : path
}

/** A message as an English sentence with its code in front, for the command line. */
export function renderEnglish({ code, params }: ImportMessage): string {
  const context = params.context === undefined ? '' : `_${params.context}`
  const sentence = SENTENCES[code + context] ?? SENTENCES[code] ?? code
  const filled = sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
  const nested = filled.replace(/\$t\(bomImport:([\w.-]+)\)/g, (_, path: string) => label(path))
  return `${code} ${nested}${params.more === undefined ? '' : ` (+${params.more})`}`
}

/** Does the file have one column called just "part number", read as the house's own? Then that is the number it gives. */
function namesPartNumber({ lines, detected }: BomImport): boolean {
  if (lines.some(({ mpn }) => mpn !== null)) return false
  const column = detected.columns.find(({ field }) => field === 'ipn')
  return column !== undefined && /part ?_?(no|num|#)|\bp\/?n\b/i.test(column.header)
}

/** What the importer understood, as plain JSON. Quantities are numbers here for reading only. */
export function inspectImport(result: BomImport): Inspection {
  const errors = result.messages.filter(({ severity }) => severity === 'E').map(renderEnglish)
  const warnings = result.messages.filter(({ severity }) => severity !== 'E').map(renderEnglish)
  const isOnlyNumber = namesPartNumber(result)
  const lines = result.lines.map(({ refs, quantity, mpn, ipn, manufacturer, value, footprint, description, dnp }) => ({
    refs: refs.map(({ ref }) => ref),
    quantity: quantity === null ? null : Number(quantity),
    mpn: mpn ?? (isOnlyNumber ? ipn : null),
    manufacturer,
    value,
    footprint,
    description,
    dnp,
  }))
  return { file: result.file, lines, warnings, errors }
}
