import { readIn, type Language } from '@/server/kernel/bilingual'
import type { GoldenGap, GoldenParts } from './golden-parts'

/** Words of one language for the read-me of a golden package. */
export type SayGolden = (key: GoldenReadmeKey, params?: Readonly<Record<string, string | number>>) => string
export type GoldenReadmeKey =
  | 'title'
  | 'product'
  | 'between'
  | 'madeOn'
  | 'what'
  | 'spec'
  | 'bom'
  | 'variant'
  | 'design'
  | 'firmware'
  | 'file'
  | 'without'
  | 'verify'
  | 'verifyNote'
  | 'hashes'

export type GoldenReadmeFacts = Readonly<{
  number: string
  /** `2026-11-30`. */
  day: string
  product: Readonly<{ code: string; name: GoldenParts['designs'][number]['name'] }>
  sides: readonly Readonly<Record<Language, string>>[]
  parts: GoldenParts
  accepted: readonly GoldenGap[]
  /** What an accepted gap says, by language. */
  sayGap: (gap: GoldenGap, language: Language) => string
}>

const rule = '='.repeat(72)

/**
 * The read-me of a golden package: what belongs together, and how anybody proves it. It says nothing of signatures, which
 * come later, nor of the hash of the whole, of which it is a part.
 */
export function goldenReadme(facts: GoldenReadmeFacts, say: Readonly<Record<Language, SayGolden>>): string {
  const lines = [...part(facts, 'en', say.en), rule, '', ...part(facts, 'zh', say.zh)]
  return `\u{feff}${lines.join('\r\n')}\r\n`
}

function part(facts: GoldenReadmeFacts, language: Language, say: SayGolden): string[] {
  const { number, day, product, sides, parts, accepted, sayGap } = facts
  const named = (text: GoldenParts['designs'][number]['name']) => readIn(language, text).text
  const { spec, bom, designs, firmware, testPlans, artwork } = parts
  const release = (key: 'spec' | 'bom' | 'design', each: NonNullable<GoldenParts['spec']>) => [
    `  ${say(key, { number: each.number, name: named(each.name), letter: each.letter })}`,
    `    SHA-256 ${each.hash}`,
  ]
  return [
    say('title', { number }),
    '',
    say('product', { code: product.code, name: named(product.name) }),
    say('between', { one: sides[0]?.[language] ?? '', other: sides[1]?.[language] ?? '' }),
    say('madeOn', { day }),
    '',
    say('what'),
    ...(spec ? release('spec', spec) : []),
    ...(bom ? release('bom', bom) : []),
    ...(bom?.variant ? [`    ${say('variant', { variant: bom.variant })}`] : []),
    ...designs.flatMap((design) => release('design', design)),
    ...firmware.flatMap(({ number: line, name, version, board, hash }) => [
      `  ${say('firmware', { number: line, name: named(name), version, board })}`,
      `    SHA-256 ${hash}`,
    ]),
    ...[...testPlans, ...artwork].flatMap(({ name, set, letter, hash }) => [
      `  ${say('file', { name, set, letter })}`,
      `    SHA-256 ${hash}`,
    ]),
    '',
    ...(accepted.length === 0 ? [] : [say('without'), ...accepted.map((gap) => `  ${sayGap(gap, language)}`), '']),
    say('verify'),
    '  sha256sum -c MANIFEST.sha256',
    '  sha256sum MANIFEST.sha256',
    '  certutil -hashfile MANIFEST.sha256 SHA256',
    say('verifyNote'),
    say('hashes'),
    '',
  ]
}
