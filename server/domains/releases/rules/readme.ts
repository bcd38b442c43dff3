import { recipientLine, type PackageItem, type PackageRecipient } from './package-item'
import type { RecipientKind } from './recipe'
import { sourceKinds, type PackageSources } from './sources'
import { readIn, type BilingualText, type Language } from '@/server/kernel/bilingual'

/** All that the read-me of a package says. Days as `2026-11-30`. */
export type ReadmeFacts = Readonly<{
  number: string
  day: string
  kind: RecipientKind
  recipient: PackageRecipient
  product: Readonly<{ code: string; name: BilingualText }>
  brand: Readonly<Record<Language, string>>
  maker: Readonly<{ en: string; zh: string; mail: string }>
  sources: PackageSources
  /** The undertaking the recipient gave, where it gave one. */
  nda: Readonly<{ version: string; day: string }> | null
  items: readonly PackageItem[]
}>

const readmeKeys = [
  'title',
  'for',
  'contact',
  'product',
  'madeOn',
  'madeFrom',
  'set',
  'bom',
  'spec',
  'stand',
  'confidential',
  'marked',
  'files',
  'bytes',
  'original',
  'unmarked',
  'verify',
  'verifyUnix',
  'verifyWindows',
  'verifyNote',
  'ask',
] as const
export type ReadmeKey = (typeof readmeKeys)[number]
/** Words of one language, and what a kind of recipient is called in it. */
export type SayReadme = (key: ReadmeKey, params?: Readonly<Record<string, string | number>>) => string

const rule = '='.repeat(72)
const thousands = (bytes: number): string => String(bytes).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')

/**
 * The read-me of a package: one part in each language, then the files. UTF-8 with its mark and lines as Windows ends them,
 * which every editor there opens rightly. It says nothing of the package's own hash: it is part of what that covers.
 */
export function readmeText(facts: ReadmeFacts, say: Readonly<Record<Language, SayReadme>>): string {
  const lines = [...part(facts, 'en', say.en), rule, '', ...part(facts, 'zh', say.zh), rule, '', ...listing(facts, say)]
  return `\u{feff}${lines.join('\r\n')}\r\n`
}

function part(facts: ReadmeFacts, language: Language, say: SayReadme): string[] {
  const { number, recipient, product, brand, maker, sources, nda, day } = facts
  const named = (text: BilingualText) => readIn(language, text).text
  const contents = sourceKinds.flatMap((kind) => {
    const source = sources[kind]
    if (source === null) return []
    return [`  ${say(kind, { number: source.number, name: named(source.name), letter: source.letter }).trim()}`]
  })
  return [
    say('title', { number }),
    '',
    say('for', { recipient: recipientLine(recipient) }),
    ...(recipient.contact === '' ? [] : [say('contact', { contact: recipient.contact })]),
    say('product', { code: product.code, name: named(product.name), brand: brand[language] }),
    say('madeOn', { day }),
    '',
    say('madeFrom'),
    ...contents,
    '',
    say('stand'),
    ...(nda === null ? [] : [say('confidential', { version: nda.version, day: nda.day })]),
    '',
    say('verify'),
    `  ${say('verifyUnix')}`,
    '    sha256sum -c MANIFEST.sha256',
    '    shasum -a 256 -c MANIFEST.sha256',
    `  ${say('verifyWindows')}`,
    '    certutil -hashfile MANIFEST.sha256 SHA256',
    `  ${say('verifyNote')}`,
    '',
    say('ask', { name: maker[language], mail: maker.mail, brand: brand[language] }).trim(),
    '',
  ]
}

function listing({ items }: ReadmeFacts, say: Readonly<Record<Language, SayReadme>>): string[] {
  const both = (key: ReadmeKey, params: Readonly<Record<string, string | number>> = {}) =>
    `${say.en(key, params)} / ${say.zh(key, params)}`
  return [
    both('files', { count: items.length }),
    '',
    ...items.flatMap(({ path, size, issued, source, marked, unmarked }) => [
      path,
      `  ${thousands(size)} ${both('bytes')}`,
      `  SHA-256 ${issued}`,
      ...(marked && source !== null ? [`  ${both('marked')}`, `  ${both('original')} ${source}`] : []),
      ...(unmarked === undefined ? [] : [`  ${both('unmarked')}`]),
      '',
    ]),
  ]
}
