import { MAX_ATTRIBUTE_CHARS, MAX_ATTRIBUTES } from './limits'

/** File attributes by name, each with its values: `.FileFunction` → `['Copper', 'L1', 'Top']`. */
export type FileAttributes = ReadonlyMap<string, readonly string[]>

/** X2 writes them as commands, X1 files and drill files as comments: `G04 #@! TF.FileFunction,Profile,NP`. */
export function noteAttribute(block: string, attributes: Map<string, readonly string[]>): boolean {
  const found = /^(?:(?:G04|;)\s*#@!\s*)?TF(\.?[A-Za-z_.$][\w.$]{0,126})(?:,(.*))?$/s.exec(
    block.slice(0, MAX_ATTRIBUTE_CHARS).trim(),
  )
  if (!found) return false
  if (attributes.size < MAX_ATTRIBUTES) attributes.set(found[1] ?? '', (found[2] ?? '').split(',').map(unescaped))
  return true
}

const unescaped = (value: string): string =>
  value.trim().replace(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
