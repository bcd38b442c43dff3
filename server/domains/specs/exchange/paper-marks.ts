import { languages, otherLanguage, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { Paragraph, Span, Tone } from '@/server/platform/pdf/paper'
import { doubts, type Doubt, type DoubtKind, type DoubtsOf } from '../rules/trust'
import type { TextField } from '../rules/requirement'
import type { SayBoth } from './spec-paper'

/** One of the texts of a cell; `field` is what the others are told apart by. */
export type MarkedText = Readonly<{ text: BilingualText; field?: TextField }>

/** How marks are said, and what is known to be doubtful. */
export type Marking = Readonly<{ say: SayBoth; doubtsOf: DoubtsOf }>

const tones: Readonly<Record<DoubtKind, Exclude<Tone, 'plain'>>> = {
  stale: 'stop',
  figures: 'stop',
  missing: 'warn',
  machine: 'warn',
  human: 'quiet',
  differs: 'warn',
}
/** Pairs of figures that a mark names; who needs more reads the texts. */
const namedFigures = 6

/**
 * Why texts in one language are not to be relied on, in the words of both languages: whoever reads the other side must
 * see it too. Stands below the texts it is about, in the column of the language that followed.
 */
export function marksBelow({ say, doubtsOf }: Marking, texts: readonly MarkedText[], language: Language): Paragraph[] {
  const written = texts.filter(({ text }) => text[text.source] !== '')
  const doubted = written
    .filter(({ text }) => text.source === otherLanguage(language))
    .map(({ text, field }) => ({ field, found: doubtsOf(text) }))
  return doubts.flatMap((kind): Paragraph[] => {
    const concerned = doubted.filter(({ found }) => found.some((doubt) => doubt.kind === kind))
    if (concerned.length === 0) return []
    const fields = concerned.length === written.length ? [] : concerned.flatMap(({ field }) => field ?? [])
    const figures = concerned.flatMap(({ found }) =>
      found.flatMap((doubt) => (doubt.kind === kind ? figuresOf(doubt) : [])),
    )
    return [{ mark: tones[kind], spans: markSpans(say, kind, fields, figures), above: 2 }]
  })
}

/** A short remark behind a text in the middle of a line; nothing of what a person wrote. */
export function remarkBehind({ say, doubtsOf }: Marking, text: BilingualText, size: number): Span[] {
  const [worst] = doubtsOf(text).filter(({ kind }) => kind !== 'human')
  if (!worst) return []
  const words = say(`specs:pdf.mark.${worst.kind}`)
  return [
    { text: `  [${words.en}  `, language: 'en', size, bold: true },
    { text: `${words.zh}]`, language: 'zh', size, bold: true },
  ]
}

/** `±6 kV → ±8 kV` of what was changed, `±8 kV ≠ ±6 kV` of what does not agree. */
const figuresOf = ({ kind, figures }: Doubt): string[] =>
  figures.map(([one, other]) => `${one || '–'} ${kind === 'stale' ? '→' : '≠'} ${other || '–'}`)

function markSpans(say: SayBoth, kind: DoubtKind, fields: readonly TextField[], figures: readonly string[]): Span[] {
  const look = { size: 6.5, bold: tones[kind] === 'stop' }
  const words = say(`specs:pdf.mark.${kind}`)
  const named = figures.slice(0, namedFigures).join(', ') + (figures.length > namedFigures ? ' …' : '')
  return [
    ...languages.map((language, index): Span => {
      const names = fields.map((field) => say(`specs:pdf.field.${field}`)[language])
      const which = names.length === 0 ? '' : language === 'zh' ? `（${names.join('、')}）` : ` (${names.join(', ')})`
      return { text: `${index === 0 ? '' : '\n'}${words[language]}${which}`, language, ...look }
    }),
    ...(named === '' ? [] : [{ text: `\n${named}`, language: 'en' as const, ...look }]),
  ]
}
