import type { Language } from '@/server/kernel/bilingual'

/** What colours and weighs a text. The words say it too: a copy in black and white loses nothing. */
export const tones = ['plain', 'quiet', 'note', 'warn', 'stop'] as const
export type Tone = (typeof tones)[number]

/** Words in one language. `size` in points, 8 when absent. */
export type Span = Readonly<{ text: string; language: Language; bold?: boolean; size?: number; tone?: Tone }>

/**
 * Spans that run on in lines. A line feed inside a text ends a line. With `mark` it stands on a tinted ground with a bar
 * at its left, so that the eye finds it.
 */
export type Paragraph = Readonly<{
  spans: readonly Span[]
  mark?: Exclude<Tone, 'plain'>
  align?: 'left' | 'right'
  /** Points of air above it inside its cell; none above the first. 1 when absent. */
  above?: number
}>
export type Cell = readonly Paragraph[]

export type Row =
  /** One cell for each column. */
  | Readonly<{ cells: readonly Cell[] }>
  /** A shaded line across all columns that never stays alone at the foot of a page; also a bookmark. */
  | Readonly<{ band: Cell; bookmark: string }>

export type Column = Readonly<{
  /** Points when `fixed`, else its share of what is left. */
  width: number
  fixed?: boolean
}>

export type Block =
  | Readonly<{ kind: 'text'; cell: Cell; above?: number }>
  /** Stays with what follows it; also a bookmark. */
  | Readonly<{ kind: 'heading'; cell: Cell; bookmark: string }>
  /**
   * `head` is repeated on every page the table reaches, and below it the band the rows belong to. Long rows run on over
   * the page's end, short ones do not.
   */
  | Readonly<{ kind: 'table'; columns: readonly Column[]; head?: readonly Cell[]; rows: readonly Row[] }>

/** A document as plain data, ready to be laid out on A4. Equal data gives equal bytes. */
export type Paper = Readonly<{
  /** Facts about the file, as a reader program shows them. */
  info: Readonly<{
    title: string
    subject: string
    author: string
    keywords: string
    language: Language
    /** When its content came to be; never the clock, or the bytes would differ. */
    date: Date
  }>
  /** Top of every page. `pages` stands below `right`, with `{page}` and `{pages}` replaced. */
  header: Readonly<{ left: Cell; right: Cell; pages: Paragraph }>
  footer: Readonly<{ left: Paragraph; right: Paragraph }>
  /** A strip below the header of every page: what this paper must not be taken for. */
  banner?: Paragraph
  /** Pale words across every page. */
  watermark?: readonly Span[]
  blocks: readonly Block[]
}>
