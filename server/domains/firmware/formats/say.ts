import type english from '@/locales/en/firmware.json'
import type { Finding } from './findings'

/** Of one language: what readers find and the terminal shows. */
export type FirmwareTexts = Pick<typeof english, 'message' | 'format' | 'fault' | 'region' | 'secret' | 'inspect'>

/** Words of one language by path, `region.uicr`; the path itself where there are none. */
function wordsAt(texts: FirmwareTexts, path: string): string {
  let node: unknown = texts
  for (const step of path.split('.'))
    node = typeof node === 'object' && node !== null && step in node ? Reflect.get(node, step) : undefined
  return typeof node === 'string' ? node : path
}

/**
 * A finding as a sentence of one language: where it was found, what it is, and how many more there are. Reads the same
 * patterns as i18next does on pages: `{{param}}`, `_context`, `$t(firmware:key)`.
 */
export function sayFinding({ code, params }: Finding, texts: FirmwareTexts): string {
  const sentences: Readonly<Record<string, string>> = texts.message
  const context = params['context'] === undefined ? '' : `_${params['context']}`
  const pattern = sentences[code + context] ?? sentences[code] ?? code
  const sentence = pattern
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''))
    .replace(/\$t\(firmware:([\w.-]+)\)/g, (_, path: string) => wordsAt(texts, path))
  const place = params['part'] === undefined ? '' : `${params['part']}: `
  return `${place}${sentence}${params['more'] === undefined ? '' : ` (+${params['more']})`}`
}
