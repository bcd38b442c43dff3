import type specsTexts from '@/locales/en/specs.json'
import { offsetMinutes, wallTime } from '@/server/domains/calendars/rules/zones'
import { languages, otherLanguage, type BilingualText, type Language } from '@/server/kernel/bilingual'
import type { Block, Cell, Column, Paper, Paragraph, Row, Span } from '@/server/platform/pdf/paper'
import type { SpecRevisionState } from '../lifecycle'
import { figureLines } from '../rules/figures-text'
import { textFields, type Section } from '../rules/requirement'
import type { SigningRole } from '../rules/sign-off'
import type { DoubtsOf } from '../rules/trust'
import { marksBelow, remarkBehind, type Marking } from './paper-marks'
import type { Both, PrintedContract, PrintedRevision, SpecDocument } from './spec-document'

/** Words over the columns of a contract's tables. */
type ContractWords = (typeof specsTexts)['pdf']['contract']
type ContractHead = { [K in keyof ContractWords]: ContractWords[K] extends string ? K : never }[keyof ContractWords]
/** Dotted paths to the texts of a tree of the locales. */
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]
type PdfKey = Leaves<(typeof specsTexts)['pdf']>
export type PaperKey = `specs:pdf.${PdfKey}` | `specs:section.${Section}` | `common:role.${SigningRole}`
/** Says a key of the locales in both languages at once. */
export type SayBoth = (key: PaperKey, params?: Readonly<Record<string, string | number>>) => Both

type Printed = SpecDocument['requirements'][number]
type Look = Omit<Span, 'text' | 'language'>

const small: Look = { size: 7 }
const quiet: Look = { size: 7, tone: 'quiet' }
const foot: Look = { size: 6.5, tone: 'quiet' }
/** Code points of a text that are shown of a list of requirements. */
const listed = 40

/** A specification as a paper of two languages side by side; `doubtsOf` says what is known to be doubtful about a text. */
export function specPaper(doc: SpecDocument, say: SayBoth, doubtsOf: DoubtsOf): Paper {
  return new SpecPaper(doc, say, doubtsOf).paper()
}

class SpecPaper {
  readonly #doc: SpecDocument
  readonly #say: SayBoth
  readonly #marking: Marking

  constructor(doc: SpecDocument, say: SayBoth, doubtsOf: DoubtsOf) {
    this.#doc = doc
    this.#say = say
    this.#marking = { say, doubtsOf }
  }

  paper(): Paper {
    const { number, name, owner, revision, contentHash, governingLanguage } = this.#doc
    const { state } = revision
    const label = revisionLabel(revision)
    const water = state === 'draft' || state === 'suspended' || state === 'superseded' || state === 'withdrawn'
    const watermark = water ? state : state === 'released' ? null : ('draft' as const)
    const hash = contentHash?.slice(0, 16)
    return {
      info: {
        title: `${number} ${label} ${joined(name)}`,
        subject: joined(this.#say('specs:pdf.subject')),
        author: joined(owner),
        keywords: [number, label, contentHash ?? ''].filter(Boolean).join(', '),
        language: governingLanguage,
        date: revision.releasedAt ?? revision.at,
      },
      header: {
        left: [
          { spans: [span(number, 'en', { bold: true, size: 10 })] },
          { spans: both(name, { size: 7.5, tone: 'quiet' }), above: 0 },
        ],
        right: [{ spans: [span(`${label}  `, 'en', { bold: true, size: 10 }), ...this.#words(`state.${state}`)] }],
        pages: { spans: this.#words('page', quiet, { page: '{page}', pages: '{pages}' }), above: 0 },
      },
      footer: {
        left: {
          spans: hash
            ? [...this.#words('footHash', foot), span(`  ${hash}`, 'en', { ...foot, bold: true })]
            : this.#words('footNoHash', foot),
        },
        right: { spans: this.#printed() },
      },
      ...(state !== 'released' && { banner: this.#banner(state) }),
      ...(watermark && { watermark: this.#words(`watermark.${watermark}`) }),
      blocks: [
        ...this.#title(),
        ...this.#trust(),
        ...this.#clause(),
        ...this.#signatures(),
        ...this.#history(),
        ...this.#requirements(),
        ...(this.#doc.contract ? this.#contract(this.#doc.contract) : []),
      ],
    }
  }

  /** Words of the paper in both languages, side by side. */
  #words(key: PdfKey, look: Look = {}, params?: Readonly<Record<string, string | number>>): Span[] {
    return both(this.#say(`specs:pdf.${key}`, params), look)
  }

  /** Below a text whose two languages stand together: why the second one is not to be relied on. */
  #remarks(text: BilingualText): Paragraph[] {
    return marksBelow(this.#marking, [{ text }], otherLanguage(text.source))
  }

  #heading(key: PdfKey): Block {
    const words = this.#say(`specs:pdf.${key}`)
    return { kind: 'heading', cell: [{ spans: both(words, { bold: true, size: 10.5 }) }], bookmark: joined(words) }
  }

  #banner(state: Exclude<SpecRevisionState, 'released'>): Paragraph {
    const { reason } = this.#doc.revision
    const stopped = state === 'suspended' || state === 'superseded' || state === 'withdrawn'
    const tone = stopped ? 'stop' : 'warn'
    const why = isEmpty(reason)
      ? []
      : [
          span('\n', 'en', { size: 7.5 }),
          ...this.#words('why', { size: 7.5, bold: true }),
          span('  ', 'en', { size: 7.5 }),
          ...both(reason, { size: 7.5 }),
          ...remarkBehind(this.#marking, reason, 7.5),
        ]
    return { mark: tone, spans: [...this.#words(`banner.${state}`, { bold: true }), ...why] }
  }

  #printed(): Span[] {
    const { printedAt } = this.#doc
    return printedAt ? this.#words('printed', foot, { times: this.#times(printedAt).join(' · ') }) : []
  }

  /** An instant on each clock: `2026-11-20 09:30 UTC+8`. Digits alone, so that it reads the same in both languages. */
  #times(instant: Date): string[] {
    const said = (this.#doc.zones.length > 0 ? this.#doc.zones : ['UTC']).map((zone) => {
      const { date, hour, minute } = wallTime(instant, zone)
      return `${date} ${two(hour)}:${two(minute)} ${offsetText(offsetMinutes(instant, zone))}`
    })
    return [...new Set(said)]
  }

  #title(): Block[] {
    const { name, number, productCode, productName, owner, partner, governingLanguage, revision, requirements } =
      this.#doc
    const { contentHash } = this.#doc
    const names = languages.filter((language) => name[language] !== '')
    const title: Paragraph[] = names.map((language, index) => ({
      spans: [span(name[language], language, { bold: true, size: index === 0 ? 17 : 14 })],
      above: 0,
    }))
    const total = requirements.length
    const critical = requirements.filter((each) => each.critical).length
    const released = revision.releasedAt ? this.#times(revision.releasedAt).map((text) => plain(text)) : null
    const facts: (readonly [keyof (typeof specsTexts)['pdf']['facts'], Cell])[] = [
      ['number', [{ spans: [span(number, 'en', { bold: true })] }]],
      [
        'revision',
        [
          {
            spans: [
              span(`${revisionLabel(revision)}  `, 'en', { bold: true }),
              ...this.#words(`state.${revision.state}`),
            ],
          },
        ],
      ],
      [
        'product',
        [
          { spans: [span(`${productCode}  `, 'en', { bold: true }), ...both(productName)] },
          ...this.#remarks(productName),
        ],
      ],
      ['released', released ?? [{ spans: this.#words('facts.none', { tone: 'quiet' }) }]],
      ['brand', lines(owner)],
      ['manufacturer', partner ? lines(partner) : [{ spans: this.#words('facts.none', { tone: 'quiet' }) }]],
      ['governing', [{ spans: this.#words(`language.${governingLanguage}`) }]],
      ['counts', lines(this.#say('specs:pdf.counts', { total, critical }))],
    ]
    const label = (key: keyof (typeof specsTexts)['pdf']['facts']): Cell =>
      lines(this.#say(`specs:pdf.facts.${key}`), quiet)
    const rows: Row[] = []
    for (let at = 0; at < facts.length; at += 2) {
      rows.push({ cells: facts.slice(at, at + 2).flatMap(([key, cell]) => [label(key), cell]) })
    }
    const hash: Cell = contentHash
      ? [plain(contentHash)]
      : [{ spans: this.#words('facts.hashNone', { tone: 'quiet' }) }]
    const labelWidth: Column = { width: 74, fixed: true }
    return [
      { kind: 'text', cell: [...title, ...this.#remarks(name)], above: 8 },
      { kind: 'text', cell: [{ spans: this.#words('subject', { size: 9, tone: 'quiet' }) }], above: 2 },
      { kind: 'text', cell: [], above: 6 },
      { kind: 'table', columns: [labelWidth, { width: 1 }, labelWidth, { width: 1 }], rows },
      { kind: 'table', columns: [labelWidth, { width: 1 }], rows: [{ cells: [label('hash'), hash] }] },
    ]
  }

  /** On the first page: which texts of the second language are not to be relied on. */
  #trust(): Block[] {
    const doubted = this.#doc.requirements.map((each) => ({
      code: each.code,
      kinds: new Set(textFields.flatMap((field) => this.#marking.doubtsOf(each[field]).map(({ kind }) => kind))),
    }))
    const notes = (['stale', 'figures', 'missing', 'machine'] as const).flatMap((state): Paragraph[] => {
      const codes = doubted.filter(({ kinds }) => kinds.has(state)).map(({ code }) => code)
      if (codes.length === 0) return []
      const shown = codes.slice(0, listed).join(', ')
      const rest = codes.length - listed
      const spans = languages.flatMap((language, index) => {
        const more = rest > 0 ? ` ${this.#say('specs:pdf.trust.more', { count: rest })[language]}` : ''
        const text = this.#say(`specs:pdf.trust.${state}`, { list: `${shown}${more}` })[language]
        return [span(index === 0 ? text : `\n${text}`, language, { size: 7.5 })]
      })
      return [{ mark: state === 'stale' || state === 'figures' ? 'stop' : 'warn', spans, above: 2 }]
    })
    if (notes.length === 0) return []
    return [this.#heading('trust.title'), { kind: 'text', cell: notes, above: 0 }]
  }

  #clause(): Block[] {
    const words = this.#say(`specs:pdf.clause.${this.#doc.governingLanguage}`)
    const cells = languages.map((language): Cell => [{ spans: [span(words[language], language)] }])
    return [this.#heading('clause.title'), { kind: 'table', columns: [{ width: 1 }, { width: 1 }], rows: [{ cells }] }]
  }

  #signatures(): Block[] {
    const { signatures, contentHash } = this.#doc
    const heading = this.#heading('signatures.title')
    if (signatures.length === 0)
      return [heading, { kind: 'text', cell: [{ spans: this.#words('signatures.none', { tone: 'quiet' }) }], above: 0 }]
    const head = (['role', 'name', 'org', 'at', 'hash'] as const).map((key) =>
      lines(this.#say(`specs:pdf.signatures.${key}`), { ...small, bold: true }),
    )
    const rows = signatures.map(({ side, role, signed }): Row => {
      const capacity: Cell = languages.map((language) => ({
        spans: [
          span(
            `${this.#say(`specs:pdf.side.${side}`)[language]} · ${this.#say(`common:role.${role}`)[language]}`,
            language,
          ),
        ],
        above: 0,
      }))
      if (!signed) {
        const open: Cell = [{ mark: 'warn', spans: this.#words('signatures.open', small) }]
        return { cells: [capacity, [], [], open, []] }
      }
      const other: Cell =
        contentHash !== null && signed.contentHash !== contentHash
          ? [{ mark: 'stop', spans: this.#words('signatures.other', small) }]
          : []
      const hash: Cell = [{ spans: [span(signed.contentHash.slice(0, 16), 'en', small)] }, ...other]
      const at: Cell = this.#times(signed.at).map((text) => ({ spans: [span(text, 'en', small)], above: 0 }))
      return { cells: [capacity, lines(signed.name, { bold: true }), lines(signed.org), at, hash] }
    })
    const columns: Column[] = [
      { width: 98, fixed: true },
      { width: 2 },
      { width: 4 },
      { width: 104, fixed: true },
      { width: 72, fixed: true },
    ]
    return [heading, { kind: 'table', columns, head, rows }]
  }

  #history(): Block[] {
    const { history } = this.#doc
    if (history.length === 0) return []
    const head = (['revision', 'state', 'date', 'en', 'zh'] as const).map((key) =>
      lines(this.#say(`specs:pdf.history.${key}`), { ...small, bold: true }),
    )
    const rows = history.map((revision): Row => ({
      cells: [
        [{ spans: [span(revisionLabel(revision), 'en', { bold: true })] }],
        lines(this.#say(`specs:pdf.state.${revision.state}`), small),
        this.#times(revision.at).map((text) => plain(text, small)),
        [{ spans: [span(revision.note.en, 'en')] }, ...marksBelow(this.#marking, [{ text: revision.note }], 'en')],
        [{ spans: [span(revision.note.zh, 'zh')] }, ...marksBelow(this.#marking, [{ text: revision.note }], 'zh')],
      ],
    }))
    const columns: Column[] = [
      { width: 46, fixed: true },
      { width: 62, fixed: true },
      { width: 100, fixed: true },
      { width: 1 },
      { width: 1 },
    ]
    return [this.#heading('history.title'), { kind: 'table', columns, head, rows }]
  }

  #requirements(): Block[] {
    const { requirements, governingLanguage } = this.#doc
    const heading = this.#heading('requirements.title')
    if (requirements.length === 0)
      return [
        heading,
        { kind: 'text', cell: [{ spans: this.#words('requirements.none', { tone: 'quiet' }) }], above: 0 },
      ]
    const title = (language: Language): Cell => {
      const name = this.#say(`specs:pdf.head.${language}`)
      const governs = governingLanguage === language ? `  (${this.#say('specs:pdf.head.governs')[language]})` : ''
      return [{ spans: [span(name[language], language, { ...small, bold: true }), span(governs, language, small)] }]
    }
    const rows: Row[] = []
    let section: Section | null = null
    for (const requirement of requirements) {
      if (requirement.section !== section) {
        section = requirement.section
        const words = this.#say(`specs:section.${section}`)
        rows.push({ band: [{ spans: both(words, { bold: true, size: 8.5 }) }], bookmark: joined(words) })
      }
      rows.push(this.#requirement(requirement))
    }
    const head: Cell[] = [
      lines(this.#say('specs:pdf.head.code'), { ...small, bold: true }),
      title('en'),
      title('zh'),
      lines(this.#say('specs:pdf.head.values'), { ...small, bold: true }),
    ]
    const columns: Column[] = [{ width: 40, fixed: true }, { width: 52 }, { width: 48 }, { width: 128, fixed: true }]
    return [heading, { kind: 'table', columns, head, rows }]
  }

  #requirement(requirement: Printed): Row {
    const { code, critical, values, verification } = requirement
    const mark: Cell = critical
      ? [{ mark: 'note', spans: lined(this.#say('specs:pdf.critical'), { bold: true, size: 6.5 }), above: 2 }]
      : []
    const figures: Cell = figureLines(values).map((text) => ({ spans: [span(text, 'en', { bold: true })], above: 0 }))
    const method: Cell = verification ? [{ spans: this.#words(`verification.${verification}`, quiet), above: 1 }] : []
    return {
      cells: [
        [{ spans: [span(code, 'en', { bold: true })] }, ...mark],
        this.#text(requirement, 'en'),
        this.#text(requirement, 'zh'),
        [...figures, ...method],
      ],
    }
  }

  /** Title, text and condition in one language, and how far they can be trusted. */
  #text(requirement: Printed, language: Language): Cell {
    const { title, text, condition } = requirement
    const cell: Paragraph[] = []
    if (title[language] !== '') cell.push({ spans: [span(title[language], language, { bold: true })] })
    if (text[language] !== '') cell.push({ spans: [span(text[language], language)] })
    if (condition[language] !== '') {
      const label = `${this.#say('specs:pdf.condition')[language]}${language === 'zh' ? '：' : ': '}`
      cell.push({ spans: [span(label, language, { tone: 'quiet' }), span(condition[language], language)] })
    }
    const texts = textFields.map((field) => ({ text: requirement[field], field }))
    return [...cell, ...marksBelow(this.#marking, texts, language)]
  }

  #contract({ version, facts, transports, channels }: PrintedContract): Block[] {
    const bold: Look = { ...small, bold: true }
    const head = (keys: readonly ContractHead[]) =>
      keys.map((key) => lines(this.#say(`specs:pdf.contract.${key}`), bold))
    const text = (value: string): Cell => [{ spans: [span(value, 'en', small)] }]
    const rows: Row[] = [
      {
        cells: [
          lines(this.#say('specs:pdf.contract.version'), quiet),
          [{ spans: [span(version, 'en', { bold: true })] }],
        ],
      },
      ...facts.map(({ label, value }): Row => ({ cells: [lines(label, quiet), lines(value)] })),
    ]
    const blocks: Block[] = [
      this.#heading('contract.title'),
      { kind: 'table', columns: [{ width: 110, fixed: true }, { width: 1 }], rows },
    ]
    if (transports.length > 0)
      blocks.push(
        { kind: 'text', cell: [], above: 8 },
        {
          kind: 'table',
          columns: [{ width: 80, fixed: true }, { width: 60, fixed: true }, { width: 3 }, { width: 2 }],
          head: head(['transports', 'transport', 'place', 'security']),
          rows: transports.map(({ id, protocol, place, security }) => ({
            cells: [[{ spans: [span(id, 'en', bold)] }], text(protocol), text(place), text(security)],
          })),
        },
      )
    if (channels.length > 0)
      blocks.push(
        { kind: 'text', cell: [], above: 8 },
        {
          kind: 'table',
          columns: [
            { width: 76, fixed: true },
            { width: 62, fixed: true },
            { width: 4 },
            { width: 74, fixed: true },
            { width: 4 },
          ],
          head: head(['channels', 'direction', 'address', 'payload', 'purpose']),
          rows: channels.map(({ id, transport, direction, address, method, payload, purpose }) => ({
            cells: [
              [{ spans: [span(id, 'en', bold)] }, { spans: [span(transport, 'en', quiet)], above: 0 }],
              lines(this.#say(`specs:pdf.contract.${direction}`), small),
              [{ spans: [span(method === '' ? address : `${method} ${address}`, 'en', small)] }],
              text(payload),
              [...lines(purpose, small), ...this.#remarks(purpose)],
            ],
          })),
        },
      )
    return blocks
  }
}

/** `A (0.7)` for a release, `0.7` for a working revision. */
const revisionLabel = ({ letter, number }: PrintedRevision): string =>
  letter === null ? number : `${letter} (${number})`

const span = (text: string, language: Language, look: Look = {}): Span => ({ text, language, ...look })
const plain = (text: string, look: Look = {}): Paragraph => ({ spans: [span(text, 'en', look)], above: 0 })

const isEmpty = (words: Both): boolean => words.en === '' && words.zh === ''
const joined = (words: Both): string =>
  languages
    .map((language) => words[language])
    .filter(Boolean)
    .join(' ')

/** Both languages in one line, or the one there is. */
const both = (words: Both, look: Look = {}): Span[] =>
  languages
    .filter((language) => words[language] !== '')
    .map((language, index) => span(index === 0 ? words[language] : `  ${words[language]}`, language, look))

/** Both languages below each other inside one paragraph. */
const lined = (words: Both, look: Look = {}): Span[] =>
  languages
    .filter((language) => words[language] !== '')
    .map((language, index) => span(`${index === 0 ? '' : '\n'}${words[language]}`, language, look))

/** Both languages as paragraphs of a cell. */
const lines = (words: Both, look: Look = {}): Cell =>
  languages
    .filter((language) => words[language] !== '')
    .map((language) => ({ spans: [span(words[language], language, look)], above: 0 }))

const two = (value: number): string => String(value).padStart(2, '0')
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`
}
