/** Languages of content, as stored. `zh` is Simplified Chinese. */
export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]
export const otherLanguage = (language: Language): Language => (language === 'en' ? 'zh' : 'en')

/** How far the counterpart of the source text can be trusted. */
export const translationStates = ['missing', 'machine', 'human', 'verified', 'stale'] as const
export type TranslationState = (typeof translationStates)[number]

/**
 * Text a user wrote. `source` is the language it was written in and binds; `state` speaks of the other language, the
 * counterpart.
 */
export type BilingualText = Readonly<{
  en: string
  zh: string
  source: Language
  state: TranslationState
  /** Who wrote or confirmed the counterpart last (a user id), and when (ISO 8601, UTC). */
  by?: string
  at?: string
  /** While `stale`: the source as it stood when the counterpart was last right, to show what changed since. */
  was?: string
  /** The verifier saw that the figures of the two texts differ, and confirmed all the same. */
  differs?: true
}>

/** Who touches a text, and when. */
export type TextHand = Readonly<{ userId: string; at: Date }>

const han = /\p{Script=Han}/u
/** The language a text is written in: any Han character makes it Chinese. */
export const detectLanguage = (text: string): Language => (han.test(text) ? 'zh' : 'en')

/** Text as its author typed it, with or without a counterpart; typing a counterpart by hand makes it `human`. */
export function bilingual(source: Language, text: string, counterpart = ''): BilingualText {
  const [own, other] = [text.trim(), counterpart.trim()]
  const state: TranslationState = other === '' ? 'missing' : 'human'
  return source === 'en' ? { en: own, zh: other, source, state } : { en: other, zh: own, source, state }
}

/** Text whose language is read from its characters, as for imported cells. */
export const bilingualFrom = (text: string): BilingualText => bilingual(detectLanguage(text), text)

/** What a reader of `language` sees: their text, or the other one where theirs is missing. */
export function readIn(language: Language, text: BilingualText): { text: string; language: Language } {
  const own = text[language]
  if (own !== '') return { text: own, language }
  return { text: text[otherLanguage(language)], language: otherLanguage(language) }
}

/** Both texts in one line, for search. */
export const searchable = (text: BilingualText): string => [text.en, text.zh].filter(Boolean).join(' ')

/** Both texts as a form hands them over. Written in the preferred language unless only the other one was filled in. */
export function bilingualOf(preferred: Language, typed: Readonly<Record<Language, string>>): BilingualText {
  const source = boundSide({ ...typed, source: preferred })
  return bilingual(source, typed[source], typed[otherLanguage(source)])
}

/** Nothing in either language. */
export const isBlank = (text: Readonly<Record<Language, string>>): boolean =>
  text.en.trim() === '' && text.zh.trim() === ''

/** The state of one side: the source is what its author wrote, so it is `human`, or `missing` where nothing stands. */
export function stateIn(language: Language, text: BilingualText): TranslationState {
  if (language !== text.source) return text.state
  return text[language] === '' ? 'missing' : 'human'
}

/** Whether somebody still has to write or look at the counterpart. An empty text lacks nothing. */
export const wantsTranslation = (text: BilingualText): boolean =>
  text[text.source] !== '' && (text.state === 'missing' || text.state === 'stale' || text.state === 'machine')

/** The side that binds: the one that was named, unless only the other one has words. */
const boundSide = ({ source, ...typed }: Readonly<Record<Language, string> & { source: Language }>): Language =>
  typed[source].trim() === '' && typed[otherLanguage(source)].trim() !== '' ? otherLanguage(source) : source

/**
 * A text after its author typed both sides. A counterpart that was left as it was while the source changed says
 * something else now: `stale`, and `was` keeps what it was right for. A counterpart that was typed is `human` again.
 * Where the sides change places and one of them changed too, nobody compared them: `stale` as well.
 */
export function reviseText(
  before: BilingualText,
  typed: Readonly<{ en: string; zh: string; source: Language }>,
  hand?: TextHand,
): BilingualText {
  const source = boundSide(typed)
  const other = otherLanguage(source)
  const after = bilingual(source, typed[source], typed[other])
  const signed = { ...after, ...(hand && { by: hand.userId, at: hand.at.toISOString() }) }
  if (after[other] === '') return after
  const sourceChanged = after[after.source] !== before[after.source]
  const otherChanged = after[other] !== before[other]
  if (before.source !== after.source) {
    const { was: _, ...rest } = before
    if (!sourceChanged && !otherChanged) return { ...rest, source: after.source }
    // Both typed, or one written to the other for the first time: whoever did it vouches for the pair.
    if ((sourceChanged && otherChanged) || before[after.source] === '') return signed
    if (otherChanged) return { ...signed, state: 'stale' }
    const known = before.state === 'stale' ? {} : { was: before[after.source] }
    return { ...after, ...kept(before), state: 'stale', ...known }
  }
  if (otherChanged) return signed
  if (!sourceChanged) return before
  const was = before.state === 'stale' ? before.was : before[before.source]
  // Back to the words the counterpart was right for.
  if (was === after[after.source] && before.state === 'stale') return { ...after, ...kept(before), state: 'human' }
  return { ...after, ...kept(before), state: 'stale', ...(was !== undefined && { was }) }
}

const kept = ({ by, at }: BilingualText) => ({ ...(by !== undefined && { by }), ...(at !== undefined && { at }) })

/** The counterpart, written by a person of either organisation, or by a machine when `state` says so. */
export function translateText(
  text: BilingualText,
  counterpart: string,
  hand?: TextHand,
  state: 'human' | 'machine' = 'human',
): BilingualText {
  const { en, zh, source } = text
  const written = counterpart.trim()
  return {
    ...{ en, zh },
    [otherLanguage(source)]: written,
    source,
    state: written === '' ? 'missing' : state,
    ...(hand && { by: hand.userId, at: hand.at.toISOString() }),
  }
}

/** An engineer vouches that both sides say the same. `differs` where they were told that figures do not agree. */
export function verifyText({ en, zh, source }: BilingualText, hand: TextHand, differs = false): BilingualText {
  const by = { by: hand.userId, at: hand.at.toISOString() }
  return { en, zh, source, state: 'verified', ...by, ...(differs && { differs: true as const }) }
}

/** A text as it leaves the editor: both sides, and what the person said of them. */
export type TextEdit = Readonly<{
  en: string
  zh: string
  source: Language
  /** An engineer vouches that both sides say the same. */
  verify?: boolean
  /** They were told that figures do not agree. */
  differs?: boolean
  /** The counterpart was proposed by a machine and nobody touched it. */
  machine?: boolean
}>

/**
 * A text after an edit. A machine's counterpart says so; a vouched-for one is `verified`, which takes both sides. The
 * rest is `reviseText`.
 */
export function settleText(before: BilingualText, edit: TextEdit, hand: TextHand): BilingualText {
  const after = reviseText(before, edit, hand)
  const other = otherLanguage(after.source)
  if (edit.verify && after.en !== '' && after.zh !== '') return verifyText(after, hand, edit.differs)
  const proposed = edit.machine === true && after[other] !== '' && after[other] !== before[other]
  return proposed ? translateText(after, after[other], hand, 'machine') : after
}
